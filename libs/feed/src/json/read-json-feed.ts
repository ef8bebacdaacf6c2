import { FeedError } from '../feed.errors.js';
import type { FeedEnclosure, FeedEntry, FeedInfo, FeedPerson, ParsedFeed } from '../feed.types.js';
import { firstWebAddress } from '../fields/find-address.js';
import { readLanguage } from '../fields/map-feed.js';
import { withoutTwins } from '../fields/read-person.js';
import { baseOf } from '../text/find-site-base.js';
import { collapse, escapeHtml } from '../text/html-text.js';
import { publicationOf, readFeedDate, readStatedFeedDate } from '../fields/read-feed-date.js';
import { byAddress } from '../fields/read-media.js';
import { isObject, type JsonObject } from './parse-json.js';
import { resolveHtmlUrls, resolveUrl } from '../text/resolve-url.js';

/** Truncated JSON cannot be parsed. */
const WHOLE = { truncated: false, illFormed: false, warnings: [] };

/** JSON Feed 1.0 and 1.1. Members of a wrong type count as absent. Throws FeedError. */
export function readJsonFeed(
  root: JsonObject,
  {
    base: documentBase,
    httpLanguage,
    maxItems,
  }: { base: string | null; httpLanguage: string | null; maxItems: number },
): ParsedFeed {
  const version = string(root['version']);
  const isFeed = (version !== null && /jsonfeed\.org/i.test(version)) || Array.isArray(root['items']);
  if (!isFeed) throw new FeedError('not_a_feed', 'JSON without a feed version or items');
  const language = readLanguage(string(root['language']) ?? httpLanguage);
  const home = resolveUrl(string(root['home_page_url']), documentBase);
  const base = home === null ? documentBase : baseOf(home, documentBase);
  const feed = {
    id: null,
    title: plain(root['title']),
    description: plain(root['description']),
    link: home,
    selfUrl: resolveUrl(string(root['feed_url']), base),
    // rssCloud subscribes in another way. Only WebSub hubs take our subscriptions.
    hubUrls: objects(root['hubs'])
      .filter(isWebSub)
      .flatMap((hub) => resolveUrl(string(hub['url']), base) ?? []),
    image: resolveUrl(string(root['icon']) ?? string(root['favicon']), base),
    language,
    updated: null,
    published: null,
    ttl: null,
    authors: readAuthors(root, base),
    categories: [],
    history: {
      isComplete: false,
      isArchive: false,
      olderUrl: resolveUrl(string(root['next_url']), base),
      currentUrl: null,
    },
  };
  const whole = objects(root['items']);
  const items = whole.slice(0, maxItems).map((item) => readItem(item, base, feed));
  const malformed = list(root['items']).length - whole.length;
  const beyond = whole.length - items.length;
  const dropped = {
    ...(malformed > 0 ? { malformed } : {}),
    ...(beyond > 0 ? { over_budget: beyond } : {}),
  };
  return { kind: 'jsonfeed', feed, items, sitemaps: [], dropped, ...WHOLE };
}

function readItem(item: JsonObject, base: string | null, feed: FeedInfo): FeedEntry {
  const language = readLanguage(string(item['language']));
  const hints = { language: language ?? feed.language };
  const html = string(item['content_html']);
  const text = string(item['content_text']);
  const summary = string(item['summary']);
  const authors = readAuthors(item, base);
  const externalUrl = resolveUrl(string(item['external_url']), base);
  const id = typeof item['id'] === 'number' ? String(item['id']) : string(item['id']);
  const url = resolveUrl(string(item['url']), base) ?? externalUrl;
  const enclosures = byAddress(
    objects(item['attachments']).flatMap((attachment) => readAttachment(attachment, base)),
  );
  return {
    id,
    ...(url === null
      ? firstWebAddress([
          ['id', id],
          ['enclosure', enclosures[0]?.url],
        ])
      : { url }),
    originalUrl: externalUrl,
    title: plain(item['title']),
    authors: authors.length > 0 ? authors : feed.authors,
    ...publicationOf(readStatedFeedDate(string(item['date_published']), hints)),
    updated: readFeedDate(string(item['date_modified']), hints)?.toISOString() ?? null,
    summaryHtml: summary === null ? null : escapeHtml(summary),
    contentHtml: html !== null ? resolveHtmlUrls(html, base) : text === null ? null : escapeHtml(text),
    enclosures,
    media: [],
    image: resolveUrl(string(item['image']) ?? string(item['banner_image']), base),
    categories: readTags(item['tags']),
    language,
    commentsUrl: null,
    source: null,
  };
}

const readTags = (value: unknown): string[] =>
  (typeof value === 'string' ? value.split(',') : list(value)).flatMap((tag) => plain(tag) ?? []);

function readAuthors(owner: JsonObject, base: string | null): FeedPerson[] {
  const many = readAuthorList(owner['authors'], base);
  return withoutTwins(many.length > 0 ? many : readAuthorList(owner['author'], base));
}

/** A list of objects, as the format says, or the single author that some writers put in its place. */
function readAuthorList(value: unknown, base: string | null): FeedPerson[] {
  return objects(Array.isArray(value) ? value : [value]).flatMap((author) => {
    const person = { name: plain(author['name']), email: null, url: resolveUrl(string(author['url']), base) };
    return person.name === null && person.url === null ? [] : [person];
  });
}

const isWebSub = ({ type }: JsonObject): boolean => !/rsscloud/i.test(string(type) ?? '');

function readAttachment(attachment: JsonObject, base: string | null): FeedEnclosure[] {
  const url = resolveUrl(string(attachment['url']), base);
  const size = attachment['size_in_bytes'];
  const length = typeof size === 'number' && Number.isFinite(size) && size >= 0 ? size : null;
  return url === null ? [] : [{ url, type: string(attachment['mime_type']), length }];
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const objects = (value: unknown): JsonObject[] => list(value).filter(isObject);
const string = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.toWellFormed() : null;
const plain = (value: unknown): string | null => collapse(string(value) ?? '') || null;
