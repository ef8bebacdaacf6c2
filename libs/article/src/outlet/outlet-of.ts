import { siteOf } from './site-of.js';
import { NAMED_ADDRESSES, SUBDOMAIN_HOSTS } from './shared-hosts.js';

/**
 * Who publishes at an address: its registrable domain (Public Suffix List, private part too), and on a host that many publishers share the
 * publisher's own part of it: `north.wordpress.com`, `medium.com/@north`, `sites.google.com/view/north`. Also of a bare host name or one
 * with a path; an IP or a single label stands for itself. Null for what cannot be read. Lower case, without scheme and port.
 */
export function outletOf(address: string): string | null {
  const url = readAddress(address);
  if (url === null) return null;
  return namedOutlet(url) ?? subdomainOutlet(url.host) ?? siteOf(url.host);
}

/** Whether one outlet publishes at both addresses. What cannot be read is of no outlet. */
export function sameOutlet(a: string, b: string): boolean {
  const [first, second] = [outletOf(a), outletOf(b)];
  return first !== null && first === second;
}

/** The address of an outlet's front page on the host of one of its addresses; null for what is no web address. */
export function outletHomeOf(address: string): string | null {
  const outlet = outletOf(address);
  if (outlet === null || !URL.canParse(address)) return null;
  const { origin, hostname } = new URL(address);
  if (!/^https?:/.test(origin)) return null;
  if (`.${hostname}`.endsWith(`.${outlet}`)) return `${origin}/`;
  // A name in the path is looked for where the outlet has its pages, which need not be where its feed or its mobile site is.
  return new URL(`https://${outlet}`).href;
}

interface Address {
  /** Without `www.` and a dot at the end. */
  host: string;
  segments: string[];
  query: URLSearchParams;
  path: string;
}

function readAddress(address: string): Address | null {
  const text = address.trim();
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  // A port follows the colon of a bare host; anything else is a scheme without a host, as in mailto:.
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

/** How a line of the list is looked for. */
interface NamedAddress {
  /** Of a name in the host the part behind it. */
  host: string;
  inHost: boolean;
  segments: RegExp[];
  key: string | null;
  /** What the name is put into; null: the address stands for itself. */
  outlet: string | null;
}

const NAMED = new Map<string, NamedAddress[]>();
for (const line of NAMED_ADDRESSES) {
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

/** The label before a shared host with that host; the longest one counts, for `blog.fc2.com` lies within `fc2.com`. */
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
