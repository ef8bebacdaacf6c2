/** A service that shows or forwards to a page whose address stands in its own: archives, AMP viewers, link redirects. */
interface Wrapper {
  host: RegExp;
  path?: RegExp;
  /** The query parameter that holds the address; without it the address is group 1 of `path`. */
  parameter?: readonly string[];
}

const AMP_VIEWER_PATH = /^\/(?:amp|[acivr]|wp)\/((?:s\/)?[^/]+\.[^/]+(?:\/.*)?)$/;

const WRAPPERS: readonly Wrapper[] = [
  { host: /^(?:web\.)?archive\.org$/, path: /^\/web\/\d{1,14}(?:[a-z]{2}_|\*)?\/(.+)$/ },
  { host: /^web\.archive\.org$/, path: /^\/save\/(https?:.+)$/ },
  {
    host: /^archive\.(?:ph|is|today|md|vn|fo|li)$/,
    path: /^\/(?:o\/[^/]+|newest|oldest|\d{4,14})\/(https?:.+)$/,
  },
  { host: /^(?:12ft\.io|removepaywall\.com|r\.jina\.ai)$/, path: /^\/(https?:.+)$/ },
  { host: /^webcache\.googleusercontent\.com$/, path: /^\/search$/, parameter: ['q'] },
  { host: /(?:^|\.)cdn\.ampproject\.org$/, path: AMP_VIEWER_PATH },
  { host: /\.bing-amp\.com$/, path: AMP_VIEWER_PATH },
  { host: /^(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}$/, path: /^\/amp\/((?:s\/)?[^/]+\.[^/]+(?:\/.*)?)$/ },
  { host: /^(?:www\.)?bing\.com$/, path: /^\/amp\/((?:s\/)?[^/]+\.[^/]+(?:\/.*)?)$/ },
  { host: /^(?:www\.|news\.)?google\.(?:com?\.)?[a-z]{2,3}$/, path: /^\/url$/, parameter: ['q', 'url'] },
  { host: /^(?:www\.|m\.)?facebook\.com$/, path: /^\/sharer(?:\/sharer)?\.php$/, parameter: ['u'] },
  { host: /^(?:www\.)?(?:twitter|x)\.com$/, path: /^\/intent\/(?:tweet|post)$/, parameter: ['url'] },
  { host: /^t\.me$/, path: /^\/(?:iv|share\/url)$/, parameter: ['url'] },
  { host: /^steamcommunity\.com$/, path: /^\/linkfilter\/?$/, parameter: ['url', 'u'] },
  { host: /^(?:www\.)?printfriendly\.com$/, path: /^\/print\/?$/, parameter: ['url'] },
  { host: /^(?:l|lm)\.facebook\.com$/, path: /^\/l\.php$/, parameter: ['u'] },
  { host: /^l\.(?:instagram|threads)\.com$/, parameter: ['u'] },
  { host: /^l\.messenger\.com$/, path: /^\/l\.php$/, parameter: ['u'] },
  { host: /^out\.reddit\.com$/, parameter: ['url'] },
  { host: /^t\.umblr\.com$/, path: /^\/redirect$/, parameter: ['z'] },
  { host: /^(?:www\.)?vk\.com$/, path: /^\/away\.php$/, parameter: ['to'] },
  { host: /^(?:www\.)?youtube\.com$/, path: /^\/redirect$/, parameter: ['q'] },
  { host: /^(?:html\.)?duckduckgo\.com$/, path: /^\/l\/?$/, parameter: ['uddg'] },
  { host: /^slack-redir\.net$/, path: /^\/link$/, parameter: ['url'] },
  { host: /^(?:www\.)?linkedin\.com$/, path: /^\/(?:redir\/)?redirect$/, parameter: ['url'] },
  { host: /^getpocket\.com$/, path: /^\/redirect$/, parameter: ['url'] },
  { host: /\.safelinks\.protection\.outlook\.com$/, parameter: ['url'] },
];

const withScheme = (inner: string): string => {
  if (/^https?:/i.test(inner)) return inner.replace(/^(https?):\/{0,2}/i, '$1://');
  if (inner.startsWith('s/')) return `https://${inner.slice(2)}`;
  return `https://${inner}`;
};

/** The address that a known archive, viewer or redirect service wraps; null when this is none, or not a whole address. */
export function unwrapUrl(url: URL): string | null {
  for (const wrapper of WRAPPERS) {
    if (!wrapper.host.test(url.hostname)) continue;
    const match = wrapper.path ? wrapper.path.exec(url.pathname) : [];
    if (!match) continue;
    if (!wrapper.parameter) return withScheme(`${match[1]}${url.search}`);
    for (const name of wrapper.parameter) {
      // Google's page cache prefixes the address with `cache:<id>:`.
      const value = url.searchParams.get(name)?.replace(/^cache:(?:[\w-]+:)?/, '');
      if (value && /^https?:\/\//i.test(value)) return value;
    }
  }
  return null;
}
