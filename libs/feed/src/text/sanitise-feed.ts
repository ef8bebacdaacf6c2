import sanitizeHtml from 'sanitize-html';
import { FEED_LIMITS } from '../feed.limits.js';
import { escapeHtml, textOfHtml, withoutOpenComments } from './html-text.js';
import { isDeeperThan } from './scan-html.js';
import { readSrcset } from './read-srcset.js';
import type { FeedEntry, ParsedFeed } from '../feed.types.js';

const BLOCKS = `p div br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre address article aside section header footer main nav
  center details summary figure figcaption hgroup`;
const INLINE = `a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q rp rt ruby s samp small span strike strong sub
  sup time tt u var wbr`;
const TABLES = 'table caption colgroup col thead tbody tfoot tr th td';
const MEDIA = 'img picture source audio video track map area';
const words = (list: string): string[] => list.trim().split(/\s+/);

/**
 * The HTML that is allowed in a feed: structure, emphasis, links and media. Nothing may run, load a page, ask
 * for input or set style.
 */
const POLICY: sanitizeHtml.IOptions = {
  allowedTags: words(`${BLOCKS} ${INLINE} ${TABLES} ${MEDIA}`),
  allowedAttributes: {
    '*': ['title', 'dir', 'lang', 'align'],
    a: ['href', 'hreflang', 'rel', 'rev', 'type', 'name'],
    area: ['href', 'shape', 'coords', 'alt', 'nohref'],
    audio: ['src', 'controls', 'loop', 'muted', 'preload'],
    blockquote: ['cite'],
    col: ['span', 'width', 'valign'],
    colgroup: ['span', 'width', 'valign'],
    del: ['cite', 'datetime'],
    img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height', 'longdesc', 'usemap', 'loading', 'border', 'hspace', 'vspace'],
    ins: ['cite', 'datetime'],
    li: ['value', 'type'],
    map: ['name'],
    ol: ['start', 'reversed', 'type'],
    q: ['cite'],
    source: ['src', 'srcset', 'sizes', 'type', 'media'],
    table: ['summary', 'width', 'border', 'cellpadding', 'cellspacing', 'frame', 'rules'],
    td: ['colspan', 'rowspan', 'headers', 'abbr', 'axis', 'scope', 'width', 'height', 'valign', 'nowrap'],
    th: ['colspan', 'rowspan', 'headers', 'abbr', 'axis', 'scope', 'width', 'height', 'valign', 'nowrap'],
    time: ['datetime'],
    track: ['src', 'kind', 'label', 'srclang', 'default'],
    video: ['src', 'poster', 'controls', 'loop', 'muted', 'preload', 'width', 'height'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'ftp', 'magnet', 'geo', 'xmpp', 'sms', 'news', 'irc'],
  allowedSchemesByTag: { img: ['http', 'https', 'data'] },
  allowedSchemesAppliedToAttributes: ['href', 'src', 'cite', 'longdesc', 'poster', 'usemap'],
  allowProtocolRelative: true,
  // A description may hold a whole document. The text of its head is not part of the entry.
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'head', 'title'],
  transformTags: { img: withReadableSrcset, source: withReadableSrcset },
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && isUnsafeData(attribs['src']),
}; // prettier-ignore

/** The sanitiser prints the parts of a `srcset` that it cannot read, so it only gets readable ones. */
function withReadableSrcset(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const { srcset, ...others } = attribs;
  if (srcset === undefined) return { tagName, attribs };
  const readable = readSrcset(srcset);
  return { tagName, attribs: readable === '' ? others : { ...attribs, srcset: readable } };
}

/** Only picture types that cannot hold markup may be embedded as data. */
const isUnsafeData = (src: string | undefined): boolean =>
  src !== undefined &&
  /^\s*data:/i.test(src) &&
  !/^\s*data:image\/(?:png|jpe?g|gif|webp|avif)[;,]/i.test(src);

/** Removes everything from an HTML fragment that could run or mislead. The text is kept. */
export function sanitiseHtml(html: string): string {
  if (isSimple(html)) return html;
  // The sanitiser keeps a stack. A fragment that is nested deeper than any real page is reduced to its
  // text.
  if (isDeeperThan(FEED_LIMITS.fragmentDepth, html)) return escapeHtml(textOfHtml(html));
  return sanitizeHtml(withoutOpenComments(html), POLICY).trim();
}

const SIMPLE_TAG = /<(\/?)(p|br|b|i|em|strong|u|s|ul|ol|li|blockquote|h[1-6]|sub|sup|code)( ?\/)?>/y;

/**
 * Text, or balanced structural elements without attributes, in which there is nothing to remove. Most feeds
 * with short texts hold nothing else.
 */
function isSimple(html: string): boolean {
  const open: string[] = [];
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    SIMPLE_TAG.lastIndex = at;
    const [, end, name = '', empty] = SIMPLE_TAG.exec(html) ?? [];
    if (name === '' || (empty !== undefined && name !== 'br')) return false;
    if (end === '/' ? open.pop() !== name : name !== 'br' && open.push(name) > 20) return false;
  }
  return open.length === 0;
}

/** Sanitises the fragments of an entry. Titles and names are plain text already. */
export function sanitiseEntry(entry: FeedEntry): FeedEntry {
  const { summaryHtml, contentHtml } = entry;
  return { ...entry, summaryHtml: safeOrNull(summaryHtml), contentHtml: safeOrNull(contentHtml) };
}

/**
 * Sanitises a feed with all its entries. This is a separate step because it costs more than parsing; only
 * what is stored needs it.
 */
export function sanitiseFeed(parsed: ParsedFeed): ParsedFeed {
  return { ...parsed, items: parsed.items.map(sanitiseEntry) };
}

const safeOrNull = (html: string | null): string | null =>
  html === null ? null : sanitiseHtml(html) || null;
