import { parse } from 'tldts';
import {
  CHANNEL_NAMES,
  CHANNEL_WORDS,
  PRESENTATION_VALUES,
  TRACKING_NAMES,
  TRACKING_PREFIXES,
} from './tracking-parameters.js';
import { unwrapUrl } from './unwrap-url.js';

/** Version of the rules behind `normaliseUrl`; raised whenever a key may come out differently. */
export const URL_RULES_VERSION = '1.2.0';

const MAX_URL_LENGTH = 8192;
const MAX_UNWRAPS = 4;
const VARIANT_LABEL = /^(?:www\d{0,2}|m|mob|mobile?|touch|wap|3g|pda|amp)$/;
const INDEX_FILE =
  /^(?:index\.(?:x?html?|shtml|phtml|php\d?|aspx?|jsp|cfm)|default\.(?:html?|aspx?|php|jsp))$/i;
/** The comments of an article on several pages, as WordPress numbers them: the article stands on each. */
const COMMENT_PAGE = /^comment-page-\d+$/;
/** Marks that no reader sees, as they come along when an address is copied from text. */
const EDGE_MARKS =
  /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+$/g;
/** The same after a path, escaped: a space, a no-break space, a mark of direction or of no width. */
const TRAILING_MARKS = /(?:%20|%C2%A0|%E2%80%(?:8[B-F]|A[A-E])|%EF%BB%BF)+(?=\/*$)/i;
/** Tracking that was appended as if there were a query already. */
const STRAY_TRACKING = /&utm_[a-z_]+=[^/]*(?=\/*$)/i;
const ESCAPED_AMPERSAND = /&(?:amp|#0*38|#x0*26);/gi;
const SESSION_SUFFIX = /;(?:jsessionid|phpsessid|sid)=[^/;]*/gi;
const COOKIELESS_SESSION = /\/\(S\([a-z0-9]{24}\)\)(?=\/)/i;
/** Segments after which `amp` is a subject and not a variant of the page. */
const LISTING_SEGMENT =
  /^(?:tags?|topics?|category|categories|section|sections|search|keywords?|author|companies)$/i;

/** Templates of the sites of Times Internet, whose AMP form is named before the plain one. */
const AMP_TEMPLATE = /^amp_(?=(?:articleshow|liveblog|videoshow|photostory)$)/;

/**
 * The identity form of an article's address (RFC 3986 section 6, then news rules), null when it is not http(s).
 * A missed merge is found later by text, a wrong one never: what is in doubt stays apart.
 */
export function normaliseUrl(url: string): string | null {
  let parsed = parseHttpUrl(url);
  for (let i = 0; parsed && i < MAX_UNWRAPS; i++) {
    const inner = unwrapUrl(parsed);
    const next = inner === null ? null : parseHttpUrl(inner);
    if (!next) break;
    parsed = next;
  }
  if (!parsed) return null;
  const host = normaliseHost(parsed);
  const path = normalisePath(parsed.pathname);
  return `https://${host}${path}${normaliseQuery(parsed.search)}${routeOf(parsed.hash)}`;
}

function parseHttpUrl(text: string): URL | null {
  if (text.length > MAX_URL_LENGTH) return null;
  const cleaned = text
    .replace(EDGE_MARKS, '')
    .replace(ESCAPED_AMPERSAND, '&')
    .replace(/^\/\//, 'https://')
    .replace(/^(?:https?:\/\/)+(https?:\/\/)/i, '$1');
  if (!/^https?:/i.test(cleaned)) return null;
  const parsed = URL.canParse(cleaned) ? new URL(cleaned) : null;
  return parsed && parsed.hostname !== '' ? parsed : null;
}

/** The registrable domain is never shortened: `m.example` is a site, `m.tribune.example` a variant of one. */
function normaliseHost(url: URL): string {
  const hostname = url.hostname.replace(/\.+$/, '');
  const { domain, subdomain } = parse(hostname, { allowPrivateDomains: true });
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  if (!domain || !subdomain) return hostname + port;
  const kept = subdomain.split('.').filter((label) => !VARIANT_LABEL.test(label));
  return [...kept, domain].join('.') + port;
}

function normalisePath(pathname: string): string {
  const cleaned = pathname
    .replace(COOKIELESS_SESSION, '')
    .replace(SESSION_SUFFIX, '')
    .replace(STRAY_TRACKING, '')
    .replace(TRAILING_MARKS, '');
  const segments = cleaned.split('/').filter((segment) => segment !== '');
  const last = segments.at(-1);
  if (last !== undefined && (INDEX_FILE.test(last) || COMMENT_PAGE.test(last))) segments.pop();
  return `/${dropAmp(segments.map(normaliseSegment)).join('/')}`;
}

function dropAmp(segments: string[]): string[] {
  const [first, ...rest] = segments;
  if (first !== undefined && /^(?:amp|amphtml)$/i.test(first) && rest.length > 0) return rest;
  const last = segments.at(-1);
  const before = segments.at(-2);
  if (last === undefined) return segments;
  if (/^(?:amp|amphtml)(?:\.html?)?$/i.test(last) && before !== undefined && !LISTING_SEGMENT.test(before)) {
    return segments.slice(0, -1);
  }
  const whole = segments.map((segment) => segment.replace(AMP_TEMPLATE, ''));
  return [...whole.slice(0, -1), last.replace(/(?<=.)\.amp(\.html?)?$/i, '$1')];
}

/** Decodes what needs no escape and composes to NFC; a segment that is not UTF-8 keeps its bytes. */
function normaliseSegment(segment: string): string {
  const decoded = decode(segment);
  if (decoded === null) return upperCaseEscapes(segment);
  return encodeURIComponent(decoded.normalize('NFC')).replace(
    /%(?:3A|40|24|26|2B|2C|3B|3D)/g,
    decodeURIComponent,
  );
}

function normaliseQuery(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '')
    .map(readParameter)
    .filter((parameter) => !isDropped(parameter.name, parameter.value));
  // Stable, by name only: the order of values under one name can carry meaning.
  kept.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const text = kept.map(({ name, value }) => (value === '' ? name : `${name}=${value}`)).join('&');
  return text === '' ? '' : `?${text}`;
}

function readParameter(part: string): { name: string; value: string } {
  const at = part.indexOf('=');
  // An ampersand that was escaped twice leaves its name.
  const name = (at < 0 ? part : part.slice(0, at)).replace(/^(?:amp;)+/i, '');
  return { name: normaliseFormText(name), value: at < 0 ? '' : normaliseFormText(part.slice(at + 1)) };
}

function normaliseFormText(text: string): string {
  const decoded = decode(text.replaceAll('+', ' '));
  return decoded === null ? upperCaseEscapes(text) : encodeURIComponent(decoded.normalize('NFC'));
}

function isDropped(encodedName: string, encodedValue: string): boolean {
  const name = encodedName.toLowerCase();
  const value = encodedValue.toLowerCase();
  if (TRACKING_NAMES.has(name) || TRACKING_PREFIXES.some((prefix) => name.startsWith(prefix))) return true;
  if (PRESENTATION_VALUES.get(name)?.has(value)) return true;
  // phpBB's session and its like; a short value under the same name is a story or conference session.
  if (/^(?:sid|sessionid|session_id)$/.test(name))
    return /^(?:[0-9a-f]{32,}|(?=.*\d)[0-9a-z]{26})$/.test(value);
  // A share of Sprinklr's: its number is the name.
  if (/^sf\d{6,}$/.test(name)) return value === '1';
  // jQuery's cache buster.
  if (name === '_') return /^\d{10,13}$/.test(value);
  return CHANNEL_NAMES.has(name) && CHANNEL_WORDS.has(value.split(/[^a-z]/, 1)[0] ?? '');
}

/** A fragment that is a route of a one-page site (`#!` or `#/` and more) names another page; any other only a place on this one. */
function routeOf(hash: string): string {
  return /^#(?:!|\/)./.test(hash) && hash !== '#!/' ? `#${upperCaseEscapes(hash.slice(1))}` : '';
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function upperCaseEscapes(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
}
