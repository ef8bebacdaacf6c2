import { readLinkHeader, type HttpResponse } from '@dateline/http';
import type { ParsedFeed } from '@dateline/feed';
import type { FeedHub } from '@dateline/storage';

const MAX_HUBS = 5;

/**
 * The hub and topic that a publisher announces; the Link header takes precedence over the document (W3C
 * WebSub, section 4). Without `rel=self` the requested address is the topic. Null when no hub is announced.
 */
export function findHub(
  { headers, finalUrl }: Pick<HttpResponse, 'headers' | 'finalUrl'>,
  { feed }: Pick<ParsedFeed, 'feed'>,
): FeedHub | null {
  const links = readLinkHeader(headers['link'], finalUrl);
  const linked = (rel: string) => links.filter(({ rels }) => rels.includes(rel)).map(({ url }) => url);
  const announced = linked('hub').length > 0 ? linked('hub') : feed.hubUrls;
  const hubs = [...new Set(announced)].filter(isWebAddress).slice(0, MAX_HUBS);
  if (hubs.length === 0) return null;
  const topic = [...linked('self'), feed.selfUrl ?? ''].find(isWebAddress) ?? finalUrl;
  return { topic, hubs, documentUrl: finalUrl };
}

const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url) && url.length <= 8192;
