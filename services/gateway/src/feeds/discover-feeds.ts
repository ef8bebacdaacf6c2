import {
  decodeFeed,
  FeedError,
  findFeedLinks,
  findSitemapLines,
  parseSource,
  wellKnownFeeds,
} from '@dateline/feed';
import { HttpError, type HttpClient, type HttpResponse } from '@dateline/http';
import { feedAddressOf } from './feed-address.js';
import type { FeedDiscovery } from './discovery.schema.js';

const ACCEPT = 'text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.1';
const MAX_BYTES = 5 * 1024 * 1024;
/** Usual feed addresses, for a page that names no feed. The first one that returns a feed ends the search. */
const MOST_GUESSES = 10;

/** The page could not be fetched; the message gives the reason. */
export class PageUnreachable extends Error {
  readonly code = 'page_unreachable';
  constructor(url: string, problem: string, options?: ErrorOptions) {
    super(`${url.slice(0, 200)}: ${problem}`, options);
    this.name = 'PageUnreachable';
  }
}

/**
 * Feeds behind an address: the address itself if it is a feed; else the feeds that the page names (link tags
 * before anchors); else the first of the usual addresses that returns a feed; else the sitemaps that
 * robots.txt names, which are polled like feeds. Throws BadFeedAddress, PageUnreachable.
 */
export async function discoverFeeds(http: Pick<HttpClient, 'get'>, address: string): Promise<FeedDiscovery> {
  const { url } = feedAddressOf(address);
  const page = await fetchPage(http, url);
  const itself = await titleOf(page);
  if (itself)
    return { url: page.finalUrl, feeds: [{ url: page.finalUrl, title: itself.title, from: 'itself' }] };
  const html = decodeFeed(page.body, page.headers['content-type'] ?? null).text;
  const named = findFeedLinks(html, page.finalUrl);
  if (named.length > 0) return { url: page.finalUrl, feeds: named };
  const guessed = await guess(http, page.finalUrl);
  return { url: page.finalUrl, feeds: guessed.length > 0 ? guessed : await sitemaps(http, page.finalUrl) };
}

async function fetchPage(http: Pick<HttpClient, 'get'>, url: string): Promise<HttpResponse> {
  try {
    const response = await http.get(url, { accept: ACCEPT, maxBytes: MAX_BYTES });
    if (response.status === 200) return response;
    throw new PageUnreachable(url, `answers ${response.status}`);
  } catch (error) {
    if (error instanceof HttpError) throw new PageUnreachable(url, error.message, { cause: error });
    throw error;
  }
}

/** The feed's title, or null when the response is not a feed. */
async function titleOf({ body, headers, finalUrl }: HttpResponse): Promise<{ title: string | null } | null> {
  try {
    const { feed } = await parseSource(body, { url: finalUrl, headers });
    return { title: feed.title ?? null };
  } catch (error) {
    if (error instanceof FeedError) return null;
    throw error;
  }
}

async function guess(http: Pick<HttpClient, 'get'>, pageUrl: string): Promise<FeedDiscovery['feeds']> {
  for (const candidate of wellKnownFeeds(pageUrl).slice(0, MOST_GUESSES)) {
    try {
      const response = await fetchPage(http, candidate.url);
      const itself = await titleOf(response);
      if (itself) return [{ url: response.finalUrl, title: itself.title, from: 'well_known' }];
    } catch (error) {
      if (!(error instanceof PageUnreachable)) throw error;
    }
  }
  return [];
}

/** Puts news sitemaps first. */
async function sitemaps(http: Pick<HttpClient, 'get'>, pageUrl: string): Promise<FeedDiscovery['feeds']> {
  try {
    const { body, finalUrl } = await fetchPage(http, new URL('/robots.txt', pageUrl).href);
    const urls = findSitemapLines(body.toString('utf8'), finalUrl);
    const inOrder = [...urls.filter((url) => /news/i.test(url)), ...urls.filter((url) => !/news/i.test(url))];
    return inOrder.map((url) => ({ url, title: null, from: 'sitemap' as const }));
  } catch (error) {
    if (error instanceof PageUnreachable) return [];
    throw error;
  }
}
