import type { HealthState } from './health.types.js';

const CHECK_SERVER =
  'Open the address in a browser. If the site is down, nothing is to be done: it is tried again by itself.';
const CHECK_ADDRESS =
  'Open the address in a browser. If the site has another feed, change the address (feeds change <id> --url); else remove it.';
const NETWORK =
  'Look whether other feeds of the site, or all feeds, fail as well. If all do, look at the network, the name servers and FETCH_PROXY_URL.';

/** What to do about a failure, by its class. */
export const CLASS_REMEDIES: Readonly<Record<string, string>> = {
  timeout: CHECK_SERVER,
  connect: NETWORK,
  dns: NETWORK,
  tls: 'Look at the certificate of the site. Until it is renewed, the feed cannot be read.',
  protocol: CHECK_SERVER,
  truncated: CHECK_SERVER,
  decode: CHECK_SERVER,
  http_5xx: CHECK_SERVER,
  http_4xx: CHECK_ADDRESS,
  http_status: CHECK_ADDRESS,
  redirect_limit: CHECK_ADDRESS,
  bad_url: CHECK_ADDRESS,
  not_a_feed: 'Ask for the feeds of the site (feeds discover <address>) and change the address.',
  malformed: 'Tell the publisher that the document is no feed that can be read.',
  empty: CHECK_ADDRESS,
  too_large: 'Raise FEED_MAX_BYTES, or ask the publisher for a shorter feed.',
  too_complex: 'Tell the publisher; the document is nested or long beyond all use.',
  throttled: 'Give the feed a longer interval (feeds change <id> --interval), or raise HOST_MIN_GAP_MS.',
  blocked: 'Ask the publisher to let the name and addresses of this fetcher in (USER_AGENT names it).',
  robots_disallowed: 'Ask the publisher; if it allows the feed all the same, turn ROBOTS_FEEDS off.',
  robots_unreachable: CHECK_SERVER,
  forbidden_address:
    'If the network may be reached, name it in FETCH_ALLOWED_NETWORKS, start the services again and poll the feed (feeds fetch <id>).',
  forbidden_port:
    'If the port may be reached, name it in FETCH_ALLOWED_PORTS, start the services again and poll the feed (feeds fetch <id>).',
  internal: 'Look at the log of the fetcher for the feed; it is a defect of Dateline.',
  not_polled: 'Look whether the fetcher runs and whether the host is paused (dateline feeds show <id>).',
  duplicate: 'Nothing: another feed polls the same address.',
};

/** What to do about a state that no class of failure explains. */
export const STATE_REMEDIES: Readonly<Partial<Record<HealthState, string>>> = {
  failing: CHECK_SERVER,
  never_succeeded: CHECK_ADDRESS,
  blocked: 'Ask the publisher to let the name and addresses of this fetcher in (USER_AGENT names it).',
  silent:
    'Open the site. If it publishes, its feed stands still: look for another (feeds discover <site>) or tell the publisher.',
  drop: 'Compare the site with the feed: sections may have moved to a feed of their own (feeds discover <site>).',
  damaged: 'Tell the publisher that the document is cut off or broken. What could be read of it was taken.',
  losing:
    'Poll more often (feeds change <id> --interval), or look for a feed or sitemap with more entries (feeds discover <site>).',
  flooding:
    'If the volume is right, raise the budget that the reason names; else look for a smaller feed of the site.',
  gone: 'Look for the new feed of the site (feeds discover <site>) and change the address, or remove the feed.',
};
