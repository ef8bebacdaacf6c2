import { Parser } from 'htmlparser2';
import { FeedError } from '../feed.errors.js';
import { FEED_LIMITS } from '../feed.limits.js';
import { escapeHtml, collapse } from '../text/html-text.js';

/** A feed in a subscription list. */
export interface OpmlFeed {
  title: string | null;
  url: string;
  htmlUrl: string | null;
}

/** An outline that is meant to name a feed, as it stands in the list. */
export interface OpmlOutline {
  /** The address it gives; '' if none. */
  address: string;
  /** Null if that is not a web address. */
  feed: OpmlFeed | null;
}

/**
 * The feeds of an OPML list, with folders flattened and each address once. Entries without a web address are
 * left out. Throws FeedError.
 */
export function readOpml(text: string): OpmlFeed[] {
  const feeds = new Map<string, OpmlFeed>();
  for (const { feed } of readOutlines(text)) if (feed && !feeds.has(feed.url)) feeds.set(feed.url, feed);
  return [...feeds.values()];
}

/**
 * Every outline of an OPML list that is meant to name a feed, in order, so that the caller can report on
 * each. Throws FeedError.
 */
export function readOutlines(text: string): OpmlOutline[] {
  if (text.length > FEED_LIMITS.bytes)
    throw new FeedError('too_large', `more than ${FEED_LIMITS.bytes} characters`);
  const outlines: OpmlOutline[] = [];
  let isOpml = false;
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > FEED_LIMITS.depth)
          throw new FeedError('too_complex', `more than ${FEED_LIMITS.depth} levels`);
        isOpml ||= name.toLowerCase() === 'opml';
        const outline = isOpml && name.toLowerCase() === 'outline' ? readOutline(attributes) : null;
        if (outline) outlines.push(outline);
      },
      onclosetag() {
        depth--;
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseAttributeNames: true },
  );
  parser.end(text.toWellFormed());
  if (!isOpml) throw new FeedError('not_a_feed', 'no OPML');
  return outlines;
}

/** Writes OPML 2.0, one outline per feed. */
export function writeOpml(feeds: readonly OpmlFeed[], title = 'Dateline feeds'): string {
  const outlines = feeds.map(({ title: name, url, htmlUrl }) => {
    const site = htmlUrl === null ? '' : ` htmlUrl="${attribute(htmlUrl)}"`;
    return `    <outline type="rss" text="${attribute(name ?? url)}" xmlUrl="${attribute(url)}"${site}/>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    `  <head><title>${escapeHtml(title)}</title></head>`,
    '  <body>',
    ...outlines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}

/** What marks an outline of type `rss`. A folder has neither an address nor such a type (OPML 2.0). */
const FEED_TYPES = new Set(['rss', 'atom', 'feed']);

function readOutline(attributes: Record<string, string>): OpmlOutline | null {
  const address = attributes['xmlurl']?.trim();
  const isFeed = address !== undefined || FEED_TYPES.has(attributes['type']?.trim().toLowerCase() ?? '');
  if (!isFeed) return null;
  const url = webAddress(address);
  if (url === null) return { address: address ?? '', feed: null };
  const title = collapse(attributes['title'] ?? '') || collapse(attributes['text'] ?? '');
  const htmlUrl = webAddress(attributes['htmlurl']);
  return {
    address: address ?? '',
    feed: { title: title === '' || title === url ? null : title, url, htmlUrl },
  };
}

function webAddress(text: string | undefined): string | null {
  const address =
    text
      ?.trim()
      .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
      .replace(/^feed:\/\//i, 'https://') ?? '';
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null;
}

const attribute = (text: string): string =>
  escapeHtml(text)
    .replaceAll('"', '&quot;')
    .replace(/[\r\n\t]/g, ' ');
