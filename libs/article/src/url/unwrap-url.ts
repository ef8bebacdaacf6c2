import { googleNewsTarget } from './site-forms.js';

/**
 * A service that shows a page or forwards to it, with the page's address inside its own: archives, AMP
 * viewers, link redirects.
 */
interface Wrapper {
  host: RegExp;
  path?: RegExp;
  /**
   * The query parameters that can hold the address. If there are none, the address is the groups of `path`,
   * joined by slashes.
   */
  parameter?: readonly string[];
  /**
   * Decodes the match if it is not the address itself. Gets path and query if neither a parameter nor a group
   * is named.
   */
  read?: (found: string) => string | null;
}

const AMP_VIEWER_PATH = /^\/(?:amp|[acivr]|wp)\/((?:s\/)?[^/]+\.[^/]+(?:\/.*)?)$/;
/** Archives put the time of a capture before the address; some put a collection before the time. */
const CAPTURE_PATH = /^\/(?:[\w.-]+\/){0,3}?\d{4,14}(?:[a-z]{2}_|\*)?\/(https?:.+)$/;
const WHOLE_PATH = /^\/(https?:.+)$/;
const GOOGLE = '(?:www\\.|news\\.)?google\\.(?:com?\\.)?[a-z]{2,3}';
const host = (name: string): RegExp => new RegExp(`^(?:www\\.|m\\.)?${name}$`);

const WRAPPERS: readonly Wrapper[] = [
  { host: /^(?:web\.)?archive\.org$/, path: /^\/web\/(?:\d{1,14}(?:[a-z]{2}_|\*)?\/)?(https?:.+)$/ },
  { host: /^(?:web\.)?archive\.org$/, path: /^\/web\/\d{1,14}(?:[a-z]{2}_|\*)?\/(.+)$/ },
  { host: /^web\.archive\.org$/, path: /^\/save\/(https?:.+)$/ },
  {
    host: /^archive\.(?:ph|is|today|md|vn|fo|li)$/,
    path: /^\/(?:o\/[^/]+|newest|oldest|\d{4}[\d.-]{0,14})\/(https?:.+)$/,
  },
  { host: host('(?:wayback\\.archive-it\\.org|arquivo\\.pt|webarchive\\.loc\\.gov)'), path: CAPTURE_PATH },
  { host: host('webarchive\\.(?:nationalarchives\\.gov|org)\\.uk'), path: CAPTURE_PATH },
  { host: /^timetravel\.mementoweb\.org$/, path: CAPTURE_PATH },
  { host: host('webcitation\\.org'), path: /^\/query$/, parameter: ['url'] },
  { host: host('(?:12ft\\.io|removepaywall\\.com|r\\.jina\\.ai|outline\\.com)'), path: WHOLE_PATH },
  { host: /^12ft\.io$/, path: /^\/proxy$/, parameter: ['q'] },
  { host: /^via\.hypothes\.is$/, path: WHOLE_PATH },
  { host: /^hyp\.is$/, path: /^\/go$/, parameter: ['url'] },
  { host: /^webcache\.googleusercontent\.com$/, path: /^\/search$/, parameter: ['q'], read: cachedPage },
  { host: /(?:^|\.)cdn\.ampproject\.org$/, path: AMP_VIEWER_PATH },
  { host: /\.bing-amp\.com$/, path: AMP_VIEWER_PATH },
  { host: /^amp\.cloudflare\.com$/, path: AMP_VIEWER_PATH },
  { host: /(?:\.mipcdn\.com|^mipcache\.bdstatic\.com)$/, path: AMP_VIEWER_PATH },
  { host: /\.turbopages\.org$/, path: /^\/(?:turbo\/)?([^/]+\.[^/]+)\/[sh]\/(.+)$/ },
  { host: /^yandex\.[a-z]{2,3}$/, path: /^\/turbo\/([^/]+\.[^/]+)\/[sh]\/(.+)$/ },
  { host: /^yandex\.[a-z]{2,3}$/, path: /^\/turbo\/?$/, parameter: ['text'] },
  { host: host('googleweblight\\.com'), parameter: ['u', 'lite_url'] },
  { host: new RegExp(`^${GOOGLE}$`), path: /^\/amp\/((?:s\/)?[^/]+\.[^/]+(?:\/.*)?)$/ },
  { host: host('bing\\.com'), path: /^\/amp\/((?:s\/)?[^/]+\.[^/]+(?:\/.*)?)$/ },
  { host: new RegExp(`^${GOOGLE}$`), path: /^\/(?:news\/)?url$/, parameter: ['q', 'url'] },
  { host: host('bing\\.com'), path: /^\/news\/apiclick\.aspx$/i, parameter: ['url'] },
  { host: host('bing\\.com'), path: /^\/ck\/a$/, parameter: ['u'], read: fromBase64 },
  {
    host: /^news\.google\.com$/,
    path: /^\/(?:rss\/|__i\/rss\/rd\/)?(?:articles|read)\/([\w=-]+)$/,
    read: googleNewsTarget,
  },
  { host: /^r\.search\.yahoo\.com$/, path: /\/RU=([^/]+)\//, read: decoded },
  { host: /^(?:l|lm|www|m)\.facebook\.com$/, path: /^\/(?:l\.php|flx\/warn\/?)$/, parameter: ['u'] },
  { host: host('facebook\\.com'), path: /^\/sharer(?:\/sharer)?\.php$/, parameter: ['u'] },
  { host: host('(?:twitter|x)\\.com'), path: /^\/(?:intent\/(?:tweet|post)|share)$/, parameter: ['url'] },
  { host: /^(?:t|telegram)\.me$/, path: /^\/(?:iv|share\/url)$/, parameter: ['url'] },
  { host: host('steamcommunity\\.com'), path: /^\/linkfilter\/?$/, parameter: ['url', 'u'] },
  { host: host('printfriendly\\.com'), path: /^\/print\/?$/, parameter: ['url'] },
  { host: /^l\.(?:instagram|threads)\.(?:com|net)$/, parameter: ['u'] },
  { host: /^l\.messenger\.com$/, path: /^\/l\.php$/, parameter: ['u'] },
  { host: /^out\.reddit\.com$/, parameter: ['url'] },
  { host: /^(?:www\.|old\.)?reddit\.com$/, path: /^\/submit\/?$/, parameter: ['url'] },
  {
    host: host('pinterest\\.[a-z]{2,3}'),
    path: /^\/pin\/create\/(?:button|link|bookmarklet)\/?$/,
    parameter: ['url'],
  },
  { host: /^t\.umblr\.com$/, path: /^\/redirect$/, parameter: ['z'] },
  { host: host('vk\\.com'), path: /^\/(?:away|share)\.php$/, parameter: ['to', 'url'] },
  { host: host('youtube\\.com'), path: /^\/redirect$/, parameter: ['q'] },
  { host: /^(?:html\.)?duckduckgo\.com$/, path: /^\/l\/?$/, parameter: ['uddg'] },
  { host: /^slack-redir\.net$/, path: /^\/link$/, parameter: ['url'] },
  {
    host: host('linkedin\\.com'),
    path: /^\/(?:(?:redir\/)?redirect|safety\/go|shareArticle|sharing\/share-offsite)\/?$/,
    parameter: ['url'],
  },
  { host: host('getpocket\\.com'), path: /^\/(?:redirect|save|edit)$/, parameter: ['url'] },
  { host: host('flipboard\\.com'), path: /^\/redirect$/, parameter: ['url'] },
  { host: /^news\.ycombinator\.com$/, path: /^\/submitlink$/, parameter: ['u'] },
  { host: /^(?:exit|gate)\.sc$/, parameter: ['url'] },
  { host: /^href\.li$/, path: /^\/$/, parameter: [] },
  { host: /^go\.(?:skimresources|redirectingat)\.com$/, parameter: ['url'] },
  { host: /\.safelinks\.protection\.outlook\.com$/, parameter: ['url'] },
  { host: /^urldefense(?:\.proofpoint)?\.com$/, path: /^\/v1\/url$/, parameter: ['u'] },
  { host: /^urldefense(?:\.proofpoint)?\.com$/, path: /^\/v2\/url$/, parameter: ['u'], read: defended },
  { host: /^urldefense\.com$/, path: /^\/v3\/__https?:/, read: defendedWhole },
  { host: /^linkprotect\.cudasvc\.com$/, path: /^\/url$/, parameter: ['a'] },
  { host: /^secure-web\.cisco\.com$/, path: /^\/[^/]+\/(https?%3A[^/]+)$/i, read: decoded },
  { host: /^clicktime\.symantec\.com$/, parameter: ['u'] },
];

/** One test excludes nearly every address. */
const ANY_HOST = new RegExp(WRAPPERS.map((wrapper) => wrapper.host.source).join('|'));

const withScheme = (inner: string): string => {
  if (/^https?:/i.test(inner)) return inner.replace(/^(https?):\/{0,2}/i, '$1://');
  if (inner.startsWith('s/')) return `https://${inner.slice(2)}`;
  return `https://${inner}`;
};

/**
 * The address that a known archive, viewer or redirect service wraps; null if the address is not of such a
 * service, or the wrapped one is incomplete.
 */
export function unwrapUrl(url: URL): string | null {
  if (!ANY_HOST.test(url.hostname)) return null;
  for (const { host: hosts, path, parameter, read } of WRAPPERS) {
    if (!hosts.test(url.hostname)) continue;
    const match = path ? path.exec(url.pathname) : [];
    if (!match) continue;
    const found = parameter ? wrappedIn(url, parameter, read) : joined(match.slice(1), url, read);
    if (found !== null) return found;
  }
  return null;
}

function joined(groups: readonly string[], { pathname, search }: URL, read: Wrapper['read']): string | null {
  const inner = groups.join('/');
  // An encoded address holds its own query.
  return read ? read(inner || pathname + search) : withScheme(`${inner}${search}`);
}

/** The first parameter that holds an address; the whole query if no parameter is named. */
function wrappedIn(url: URL, parameter: readonly string[], read: Wrapper['read']): string | null {
  const values =
    parameter.length === 0 ? [url.search.slice(1)] : parameter.map((name) => url.searchParams.get(name));
  for (const value of values) {
    const inner = value && read ? read(value) : value;
    if (inner && /^https?:\/\//i.test(inner)) return inner;
  }
  return null;
}

/** Google's page cache writes `cache:<id>:<address> <words>`, the address with or without its scheme. */
function cachedPage(value: string): string | null {
  const address = /^(?:cache:(?:[\w-]+:)?)?(\S+)/.exec(value)?.[1] ?? '';
  if (/^https?:/i.test(address)) return address;
  return /^[^/:]+\.[^/:.]{2,}\//.test(address) ? `https://${address}` : null;
}

/** Proofpoint's second form writes `-` for the percent sign and `_` for the slash. */
function defended(value: string): string | null {
  return decoded(value.replaceAll('-', '%').replaceAll('_', '/'));
}

/**
 * The third form has the address between `__` and `__;`. An address that contains signs which this form
 * stores apart (`*`) is left as it is.
 */
function defendedWhole(address: string): string | null {
  const inner = /^\/v3\/__([^*]+)__;/.exec(address)?.[1];
  return inner === undefined ? null : withScheme(inner);
}

/** Bing writes `a1` and the address in base64url. */
function fromBase64(value: string): string | null {
  const encoded = /^a1([\w-]+)$/.exec(value)?.[1];
  if (encoded === undefined) return null;
  try {
    return atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return null;
  }
}

function decoded(value: string): string | null {
  try {
    const address = decodeURIComponent(value);
    return /^https?:\/\//i.test(address) ? address : null;
  } catch {
    return null;
  }
}
