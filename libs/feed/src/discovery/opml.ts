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
  /** Names of the folders around it, the outermost first, and its categories, each once; no commas. */
  labels: string[];
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
  const reader = new OpmlReader();
  return [...reader.read(text), ...reader.end()];
}

/**
 * Reads an OPML list part by part, so that its size does not matter: `read` gives the outlines that begin in
 * the part, and nothing of them is kept. Both methods throw FeedError.
 */
export class OpmlReader {
  private found: OpmlOutline[] = [];
  private readonly folders: string[] = [];
  private isOpml = false;
  private depth = 0;
  private length = 0;
  private outlines = 0;
  private attributes = 0;
  private readonly parser = new Parser(
    {
      onopentagname: () => {
        this.attributes = 0;
        if (++this.depth > FEED_LIMITS.depth)
          throw new FeedError('too_complex', `more than ${FEED_LIMITS.depth} levels`);
      },
      onattribute: () => {
        if (++this.attributes > FEED_LIMITS.attributes)
          throw new FeedError('too_complex', `more than ${FEED_LIMITS.attributes} attributes of one outline`);
      },
      onopentag: (name, attributes) => this.open(name.toLowerCase(), attributes),
      onclosetag: (name) => {
        this.depth--;
        if (name.toLowerCase() === 'outline') this.folders.pop();
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseAttributeNames: true },
  );

  read(part: string): OpmlOutline[] {
    this.length += part.length;
    if (this.length > FEED_LIMITS.opmlLength)
      throw new FeedError('too_large', `more than ${FEED_LIMITS.opmlLength} characters`);
    this.parser.write(part);
    return this.take();
  }

  end(): OpmlOutline[] {
    this.parser.end();
    if (!this.isOpml) throw new FeedError('not_a_feed', 'no OPML');
    return this.take();
  }

  private open(name: string, attributes: Record<string, string>): void {
    this.isOpml ||= name === 'opml';
    if (!this.isOpml || name !== 'outline') return;
    const outline = readOutline(attributes);
    const labels = outline ? labelsOf(this.folders, attributes['category']) : [];
    this.folders.push(outline ? '' : titleOf(attributes));
    if (!outline) return;
    if (++this.outlines > FEED_LIMITS.opmlOutlines)
      throw new FeedError('too_complex', `more than ${FEED_LIMITS.opmlOutlines} outlines`);
    this.found.push({ ...outline, labels });
  }

  private take(): OpmlOutline[] {
    const { found } = this;
    this.found = [];
    return found;
  }
}

/** A feed to write, with the labels that readers take from its folder and its categories. */
export type LabelledFeed = OpmlFeed & { labels?: readonly string[] };

/** Writes OPML 2.0, one outline per feed, in a folder of its first label. */
export function writeOpml(feeds: readonly LabelledFeed[], title = 'Dateline feeds'): string {
  const folders = Map.groupBy(feeds, ({ labels = [] }) => labels[0] ?? '');
  const outlines = [
    ...(folders.get('') ?? []).map((feed) => `    ${outlineOf(feed)}`),
    ...[...folders].flatMap(([folder, inside]) =>
      folder === ''
        ? []
        : [
            `    <outline text="${attribute(folder)}">`,
            ...inside.map((feed) => `      ${outlineOf(feed)}`),
            '    </outline>',
          ],
    ),
  ];
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

function outlineOf({ title, url, htmlUrl, labels = [] }: LabelledFeed): string {
  const site = htmlUrl === null ? '' : ` htmlUrl="${attribute(htmlUrl)}"`;
  const category = labels.length < 2 ? '' : ` category="${attribute(labels.join(','))}"`;
  return `<outline type="rss" text="${attribute(title ?? url)}" xmlUrl="${attribute(url)}"${site}${category}/>`;
}

const MOST_LABELS = 50;
const LONGEST_LABEL = 100;

/** The category attribute of OPML 2.0 has slash-delimited paths with commas between. */
function labelsOf(folders: readonly string[], category = ''): string[] {
  const named = [...folders.map((name) => name.replaceAll(',', ' ')), ...category.split(',')];
  const labels = named.map((name) => collapse(collapse(name).replace(/^\//, '').slice(0, LONGEST_LABEL)));
  return [...new Set(labels.filter((label) => label !== ''))].slice(0, MOST_LABELS);
}

function titleOf(attributes: Record<string, string>): string {
  return (collapse(attributes['title'] ?? '') || collapse(attributes['text'] ?? '')).toWellFormed();
}

/** What marks an outline of type `rss`. A folder has neither an address nor such a type (OPML 2.0). */
const FEED_TYPES = new Set(['rss', 'atom', 'feed']);

function readOutline(attributes: Record<string, string>): Omit<OpmlOutline, 'labels'> | null {
  const address = attributes['xmlurl']?.trim().toWellFormed();
  const isFeed = address !== undefined || FEED_TYPES.has(attributes['type']?.trim().toLowerCase() ?? '');
  if (!isFeed) return null;
  const url = webAddress(address);
  if (url === null) return { address: address ?? '', feed: null };
  const title = titleOf(attributes);
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
