import { siteOf } from './site-of.js';
import { NETWORK_ADDRESSES } from './network-addresses.js';
import { NAMED_ADDRESSES, SUBDOMAIN_HOSTS } from './shared-hosts.js';

/**
 * The publisher at an address: its registrable domain (Public Suffix List, with the private part). On a host
 * that many publishers share, it is the publisher's own part: `north.wordpress.com`, `medium.com/@north`,
 * `sites.google.com/view/north`. Accepts a bare host name too, with or without a path. An IP or a single
 * label stands for itself. Lower case, without scheme and port; null if the text cannot be read.
 */
export function outletOf(address: string): string | null {
  const url = readAddress(address);
  if (url === null) return null;
  return namedOutlet(url) ?? subdomainOutlet(url.host) ?? siteOf(url.host);
}

/** Whether one outlet publishes at both addresses; false if either cannot be read. */
export function sameOutlet(a: string, b: string): boolean {
  const [first, second] = [outletOf(a), outletOf(b)];
  return first !== null && first === second;
}

/** The front page of the outlet, on the host of the given address; null if that is not a web address. */
export function outletHomeOf(address: string): string | null {
  const outlet = outletOf(address);
  if (outlet === null || !URL.canParse(address)) return null;
  const { origin, hostname } = new URL(address);
  if (!/^https?:/.test(origin)) return null;
  if (`.${hostname}`.endsWith(`.${outlet}`)) return `${origin}/`;
  // An outlet that is named in the path has its pages at that host, which may differ from the host of its
  // feed or mobile site.
  return new URL(`https://${outlet}`).href;
}

interface Address {
  /** Without `www.` and without a final dot. */
  host: string;
  segments: string[];
  query: URLSearchParams;
  path: string;
}

function readAddress(address: string): Address | null {
  const text = address.trim();
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  // After a bare host, digits behind the colon are a port. Anything else is a scheme without a host, as in
  // mailto:.
  if (text === '' || /^https?:\/\/[a-z]+:[^\d/]/i.test(absolute) || !URL.canParse(absolute)) return null;
  const { hostname, pathname, search, searchParams: query } = new URL(absolute);
  const host = hostname.replace(/\.$/, '').replace(/^www\.(?=[^.]+\.)/, '');
  const segments = pathname.split('/').filter(Boolean).map(decoded);
  const path = `/${segments.join('/')}${search}`.replace(/\/$/, '');
  return host === '' ? null : { host, segments, query, path };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign is part of the name.
    return segment;
  }
}

/** How to recognise the addresses of one line of the list. */
interface NamedAddress {
  /** If the name is in the host: the part behind it. */
  host: string;
  inHost: boolean;
  segments: RegExp[];
  key: string | null;
  /** The template that takes the name; null if the address stands for itself. */
  outlet: string | null;
}

const NAMED = new Map<string, NamedAddress[]>();
for (const line of [...NAMED_ADDRESSES, ...NETWORK_ADDRESSES]) {
  const rule = readLine(line);
  NAMED.set(rule.host, [...(NAMED.get(rule.host) ?? []), rule]);
}

function readLine(line: string): NamedAddress {
  const [pattern = '', outlet = pattern.toLowerCase()] = line.split(' -> ');
  const [where = '', key = null] = pattern.split('?');
  const [host = '', ...path] = where.split('/');
  const own = path.at(-1) === '::';
  const segments = (own ? path.slice(0, -1) : path).map(segmentPattern);
  return {
    host: host.replace(/^:\./, ''),
    inHost: host.startsWith(':.'),
    segments,
    key: key?.replace(/=:$/, '') ?? null,
    outlet: own ? null : outlet,
  };
}

function segmentPattern(segment: string): RegExp {
  const [before = '', after] = segment.split(':').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(after === undefined ? `^${before}$` : `^${before}(.+)${after}$`, 'i');
}

function namedOutlet(address: Address): string | null {
  for (const rule of NAMED.get(address.host) ?? []) {
    const outlet = rule.inHost ? null : matched(rule, address);
    if (outlet !== null) return outlet;
  }
  const [name = '', ...parent] = address.host.split('.');
  const rule = NAMED.get(parent.join('.'))?.find(({ inHost }) => inHost);
  return rule?.outlet ? filled(rule.outlet, [name]) : null;
}

function matched({ segments, key, outlet }: NamedAddress, address: Address): string | null {
  if (address.segments.length < segments.length) return null;
  const names: string[] = [];
  for (const [at, pattern] of segments.entries()) {
    const found = pattern.exec(address.segments[at] ?? '');
    if (!found) return null;
    names.push(...found.slice(1));
  }
  if (key !== null) {
    const value = address.query.get(key);
    if (!value) return null;
    names.push(value);
  }
  return outlet === null ? `${address.host}${address.path}`.toLowerCase() : filled(outlet, names);
}

const filled = (outlet: string, names: readonly string[]): string => {
  let at = 0;
  return outlet.replace(/:/g, () => names[at++] ?? '').toLowerCase();
};

const ONE_ENDING = new Set(SUBDOMAIN_HOSTS.filter((host) => !host.endsWith('.*')));
const ALL_ENDINGS = new Map(
  SUBDOMAIN_HOSTS.filter((host) => host.endsWith('.*')).map((host) => [
    host.slice(0, -2),
    `${host.slice(0, -1)}com`,
  ]),
);

/**
 * The label before a shared host, joined with that host. The longest shared host counts, because
 * `blog.fc2.com` lies within `fc2.com`.
 */
function subdomainOutlet(host: string): string | null {
  const labels = host.split('.');
  for (let at = 1; at < labels.length - 1; at += 1) {
    const parent = labels.slice(at).join('.');
    if (ONE_ENDING.has(parent)) return `${labels[at - 1] ?? ''}.${parent}`;
    const rest = labels.length - at - 1;
    const joined = ALL_ENDINGS.get(labels[at] ?? '');
    if (joined !== undefined && (rest === 1 || (rest === 2 && (labels[at + 1] ?? '').length <= 3)))
      return `${labels[at - 1] ?? ''}.${joined}`;
  }
  return null;
}
