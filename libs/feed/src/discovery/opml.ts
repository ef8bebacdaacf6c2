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

/**
 * The feeds of an OPML list, with folders flattened and each address once. Entries without a web address are
 * left out. Throws FeedError.
 */
export function readOpml(text: string): OpmlFeed[] {
  if (text.length > FEED_LIMITS.bytes)
    throw new FeedError('too_large', `more than ${FEED_LIMITS.bytes} characters`);
  const feeds = new Map<string, OpmlFeed>();
  let isOpml = false;
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > FEED_LIMITS.depth)
          throw new FeedError('too_complex', `more than ${FEED_LIMITS.depth} levels`);
        isOpml ||= name.toLowerCase() === 'opml';
        const feed = isOpml && name.toLowerCase() === 'outline' ? readOutline(attributes) : null;
        if (feed && !feeds.has(feed.url)) feeds.set(feed.url, feed);
      },
      onclosetag() {
        depth--;
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseAttributeNames: true },
  );
  parser.end(text);
  if (!isOpml) throw new FeedError('not_a_feed', 'no OPML');
  return [...feeds.values()];
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

function readOutline(attributes: Record<string, string>): OpmlFeed | null {
  const url = webAddress(attributes['xmlurl']);
  if (url === null) return null;
  const title = collapse(attributes['title'] ?? '') || collapse(attributes['text'] ?? '');
  return {
    title: title === '' || title === url ? null : title,
    url,
    htmlUrl: webAddress(attributes['htmlurl']),
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
