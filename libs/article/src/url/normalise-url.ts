import { parse } from 'tldts';
import { normalisePath } from './normalise-path.js';
import { dropsAt, normaliseQuery, upperCaseEscapes, type SignificantParameters } from './normalise-query.js';
import { readAddress } from './read-address.js';
import { siteForm } from './site-forms.js';
import { unwrapUrl } from './unwrap-url.js';

/** Version of the rules of `normaliseUrl`. It is raised whenever a key may change. */
export const URL_RULES_VERSION = '2.0.0';

const MAX_UNWRAPS = 4;
const VARIANT_LABEL = /^(?:www\d{0,2}|m|mob|mobile?|touch|wap|3g|pda|amp)$/;
/** The top-level domain of documents (RFC 2606). No list of public suffixes has it. */
const EXAMPLE_HOST = /\.example$/i;

/**
 * The identity form of an article's address (RFC 3986 section 6, then rules for news), null if it is not
 * http(s). When in doubt, two addresses stay apart: the text reveals a missed merge later, but nothing
 * reveals a wrong one.
 */
export function normaliseUrl(url: string): string | null {
  return normaliseUrlKeeping(url, NONE);
}

const NONE: SignificantParameters = new Map();

/**
 * `normaliseUrl` with learned rules: parameters that select content at a host stay part of the identity
 * there.
 */
export function normaliseUrlKeeping(url: string, significant: SignificantParameters): string | null {
  let parsed = readAddress(url, isPublicHost);
  for (let i = 0; parsed && i < MAX_UNWRAPS; i++) {
    const inner = unwrapUrl(parsed);
    const next = inner === null ? null : readAddress(inner, isPublicHost);
    if (!next) break;
    parsed = next;
  }
  if (!parsed) return null;
  const form = siteForm(parsed);
  const host = normaliseHost(form);
  // The host of `http://..` is nothing but dots.
  if (host === '' || host.startsWith(':')) return null;
  const isDropped = dropsAt(form.hostname, host, significant);
  const path = normalisePath(form.pathname, isDropped);
  return `https://${host}${path}${normaliseQuery(form.search, isDropped)}${routeOf(form.hash)}`;
}

function isPublicHost(hostname: string): boolean {
  if (EXAMPLE_HOST.test(hostname)) return true;
  const { isIcann, isPrivate, domain } = parse(hostname, { allowPrivateDomains: true });
  return domain !== null && (isIcann === true || isPrivate === true);
}

/**
 * The registrable domain is never shortened: `m.example` is a site, `m.tribune.example` is a variant of one.
 */
function normaliseHost(url: URL): string {
  const hostname = url.hostname.replace(/\.+$/, '');
  const { domain, subdomain } = parse(hostname, { allowPrivateDomains: true });
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  if (!domain || !subdomain) return hostname + port;
  const kept = subdomain.split('.').filter((label) => !VARIANT_LABEL.test(label));
  return [...kept, domain].join('.') + port;
}

/**
 * A fragment that is a route of a single-page site (`#!` or `#/` with more behind it) names another page. So
 * does the fragment of an entry's own address (`entryAddressOf`). Any other fragment is only a place on this
 * page.
 */
function routeOf(hash: string): string {
  return /^#(?:!|\/|entry:)./.test(hash) && hash !== '#!/' ? `#${upperCaseEscapes(hash.slice(1))}` : '';
}
