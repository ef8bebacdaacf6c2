import { flag, integer, list, oneOf, secret, text, webUrl } from '@dateline/config';
import { commonSettings } from '@dateline/service';
import { Type, type Static } from 'typebox';
import { FETCHER_VERSION } from './version.js';

const MIB = 1024 * 1024;

const own = {
  USER_AGENT: text(
    `Dateline/${FETCHER_VERSION} (+https://dateline.example/bot)`,
    'Name, version and contact address that every request carries',
  ),
  FETCH_TIMEOUT_MS: integer(30_000, [100, 300_000], 'Longest time of one request with all its redirects'),
  FETCH_CONNECT_TIMEOUT_MS: integer(
    10_000,
    [100, 300_000],
    'Longest time to look up a name, connect and agree on TLS',
  ),
  FETCH_FIRST_BYTE_TIMEOUT_MS: integer(
    15_000,
    [100, 300_000],
    "Longest time from the connection to the end of the response's headers",
  ),
  FETCH_ALLOWED_PORTS: list(
    ['80', '443', '8080', '8443'],
    'Ports of public addresses that may be reached; allowed networks are open on all',
    '^\\d{1,5}$',
  ),
  FETCH_REFUSE_DOWNGRADE: flag(false, 'Refuse redirects from https to http'),
  FETCH_PROXY_URL: secret(
    'Proxy that every request goes through, http://[user:password@]host:port; the addresses are checked here all the same',
  ),
  ROBOTS_PAGES: flag(true, 'Ask for a page only where robots.txt allows it'),
  ROBOTS_FEEDS: flag(false, 'The same for feeds'),
  ROBOTS_MAX_CRAWL_DELAY_SECONDS: integer(60, [0, 3_600], 'Longest pause that a robots.txt can ask for'),
  FETCH_ALLOWED_NETWORKS: list(
    [],
    'Networks in CIDR notation that may be reached although they are not public',
    '^[0-9a-fA-F:.]+/\\d{1,3}$',
  ),
  PAGE_MAX_BYTES: integer(5 * MIB, [1024, 64 * MIB], 'Largest page, decoded'),
  FEED_MAX_BYTES: integer(10 * MIB, [1024, 10 * MIB], 'Largest feed, decoded'),
  FEED_MAX_ENTRIES: integer(
    20_000,
    [10, 50_000],
    'Entries of one feed that are read; the rest is accounted as over budget. A sitemap has the 50,000 of its protocol',
  ),
  FEED_NEW_ENTRIES_PER_POLL: integer(
    1_000,
    [1, 50_000],
    'New entries, and changed ones, that one document may bring; the first of a feed has only the limit of the day',
  ),
  FEED_NEW_ENTRIES_PER_DAY: integer(
    5_000,
    [1, 1_000_000],
    'New entries that a feed may bring in a UTC day; the first document of a feed that an operator added does not count',
  ),
  HOST_NEW_ENTRIES_PER_DAY: integer(25_000, [1, 10_000_000], 'The same for all feeds of one site together'),
  FEED_WAITING_PAGES: integer(10_000, [1, 1_000_000], "Pages in line at most of one feed's entries"),
  HOST_WAITING_PAGES: integer(
    50_000,
    [2, 10_000_000],
    'Pages in line at most at one site; feeds of other sites leave half of it free',
  ),
  ARTICLE_CHANGES_PER_DAY: integer(
    300,
    [2, 100_000],
    'Times a day that an article is read again because its feed changed it: half of them at once, the rest spread over the day. What comes sooner waits, and its last state is read',
  ),
  FEED_PARSER: oneOf('own', ['own', 'rss-parser'], 'Reader of XML feeds behind parseFeed'),
  FEED_INLINE_BYTES: integer(
    64 * 1024,
    [0, 10 * MIB],
    'Largest feed that is parsed on the spot; larger and packed ones are parsed in threads',
  ),
  FEED_THREADS: integer(2, [1, 64], 'Threads that parse large feeds'),
  FEED_PARSE_TIMEOUT_MS: integer(
    20_000,
    [100, 300_000],
    'Longest time that parsing one feed in a thread may take',
  ),
  FEED_THREAD_MEMORY_MB: integer(96, [64, 16_384], 'Largest JavaScript heap of one of these threads, in MiB'),
  FEED_MIN_INTERVAL_SECONDS: integer(600, [1, 604_800], 'Shortest time between two polls of a feed'),
  FEED_MAX_INTERVAL_SECONDS: integer(86_400, [1, 2_592_000], 'Longest time between two polls of a feed'),
  FEED_FAILURE_MAX_SECONDS: integer(
    259_200,
    [1, 2_592_000],
    'Longest time between two polls of a feed that fails',
  ),
  FEED_FAILING_AFTER: integer(30, [2, 10_000], 'Failures in a row after which a feed is called failing'),
  FEED_FAILING_MIN_SECONDS: integer(
    86_400,
    [1, 2_592_000],
    'Shortest time between two polls of a failing feed',
  ),
  FEED_FULL_EVERY_DAYS: integer(
    7,
    [0, 365],
    'Days after which a feed is read whole although its server calls it unchanged; 0 is never',
  ),
  FEED_DISTRUSTED_FULL_EVERY_HOURS: integer(
    24,
    [1, 8_760],
    'The same in hours for a feed whose server was wrong about it',
  ),
  FEED_MOVE_FETCHES: integer(3, [1, 100], 'Polls in a row that a permanent redirect must last'),
  FEED_MOVE_HOURS: integer(48, [0, 8_760], 'Hours that a permanent redirect must last'),
  SITEMAP_MAX_AGE_DAYS: integer(
    7,
    [1, 3_650],
    'Age up to which the pages of a sitemap, and the sitemaps of an index, count',
  ),
  SITEMAP_MAX_UNDATED: integer(500, [0, 50_000], 'Pages taken of a sitemap that dates none'),
  SITEMAP_INDEX_MAX: integer(5, [1, 100], 'Sitemaps of one index that are polled'),
  FEED_BACKFILL_DOCUMENTS: integer(
    10,
    [0, 100],
    'Documents asked for at most to find the entries that polls have lost; 0 looks for none',
  ),
  FEED_BACKFILL_ENTRIES: integer(500, [0, 10_000], 'Entries taken at most in one search for lost ones'),
  FEED_SKIPPED_RETENTION_DAYS: integer(
    30,
    [1, 365],
    'Days for which an entry that was not taken stays known after its last sight, with the reason',
  ),
  FEED_PUSHED_INTERVAL_SECONDS: integer(
    14_400,
    [1, 604_800],
    'Least time between two polls of a feed while a hub that is relied on brings its entries',
  ),
  WEBSUB_CALLBACK_URL: webUrl(
    '',
    'Public address of the gateway, to which hubs deliver; without it there is no WebSub',
  ),
  WEBSUB_LEASE_SECONDS: integer(864_000, [10, 2_592_000], 'Life of a subscription that a hub is asked for'),
  WEBSUB_GRACE_SECONDS: integer(
    300,
    [1, 86_400],
    'Time that a hub has to bring what a poll found before it counts as missed',
  ),
  WEBSUB_VERIFY_SECONDS: integer(
    600,
    [1, 86_400],
    'Time in which a hub is to verify, and the first pause before it is asked again',
  ),
  PARAMETER_CHECK_SECONDS: integer(
    900,
    [0, 86_400],
    'Time between two looks at pages that differ only in a parameter that the rules drop; 0 checks none',
  ),
  HOST_MIN_GAP_MS: integer(1_000, [0, 3_600_000], 'Pause between two requests to one site'),
  HOST_CONCURRENCY: integer(
    1,
    [1, 20],
    'Requests that may be open to one site at the same time; they still begin a pause apart',
  ),
  HOSTS_AT_ONCE: integer(16, [1, 1_000], 'Sites that one replica asks at the same time'),
  INTAKE_MAX_LAG: integer(
    50_000,
    [0, 100_000_000],
    'Unread offsets of one stage beyond which no new work is taken on, until it has read a fifth of them; 0: no limit',
  ),
  INTAKE_MIN_FREE_DISK_PERCENT: integer(
    5,
    [0, 90],
    'Free share of the disk of MongoDB below which no new work is taken on; 0: no limit',
  ),
  HOST_LEASE_SECONDS: integer(60, [2, 3_600], 'Time after which the site of a dead replica is free again'),
  FRONTIER_IDLE_MS: integer(500, [10, 60_000], 'Pause before looking again when no feed or page is due'),
  PAGE_MAX_ATTEMPTS: integer(6, [1, 100], 'Tries of a page before its article is rejected'),
  PAGE_RETRY_BASE_SECONDS: integer(
    30,
    [1, 86_400],
    'Pause after the first failed try of a page; doubles each time',
  ),
  PAGE_GONE_CHECKS: integer(
    3,
    [1, 100],
    'Times in a row that the page of an article must answer 404 or 410 before the article is retracted',
  ),
  PAGE_GONE_HOURS: integer(72, [0, 8_760], 'Hours that it must be gone; the checks are spread over them'),
  PAGE_RECHECK_DAYS: integer(
    0,
    [0, 90],
    'Days after which a page that was read is asked for again, to see whether it is still there; then ever more seldom, up to an age of 180 days; 0 is never',
  ),
  RAW_PAGE_RETENTION_DAYS: integer(30, [1, 3_650], 'Days that a page is kept as it came'),
  FETCHER_ID: text('', 'Name of this replica in the leases; host, process and a random part when empty'),
};

/** Settings of the service. */
export const fetcherSettings = Type.Object({ ...commonSettings('fetcher').properties, ...own });
export type FetcherSettings = Static<typeof fetcherSettings>;
