import { decodePage } from './charset/decode-page.js';
import type { ExtractedArticle, PageInput } from './extracted-article.js';
import { ExtractionError } from './extraction.errors.js';
import { mediaKind } from './media-kind.js';
import type { PageElement } from './page/page-tree.js';
import { lookOf, type PageLook } from './site/page-look.js';
import { partAt } from './page/part-at.js';
import type { Measures } from './page-type/page-measures.types.js';
import { parsePage } from './page/parse-page.js';
import { readArticle, type ArticleReading } from './read-article.js';
import { buildPage } from './text-capture/build-page.js';
import { textInShell } from './text-capture/text-in-shell.js';
import { EXTRACTOR_VERSION } from './version.js';

/**
 * Extracts the article from the bytes of a page, HTML or plain text. Pure: the same bytes give the same
 * article.
 * @throws ExtractionError `empty`, `unsupported_media`, `too_complex`, or `not_an_article` when no text is
 * found.
 */
export function extractArticle(page: PageInput): ExtractedArticle {
  return measureArticle(page).article;
}

/** An article with the measures of its page, from which `npm run train:pages` learns, and its look beside other pages of its site. */
export interface MeasuredArticle {
  article: ExtractedArticle;
  measures: Measures;
  look: PageLook;
}

/** The same, with the measures that the models read. The error for a page without text has its look. */
export function measureArticle(page: PageInput): MeasuredArticle {
  if (page.bytes.byteLength === 0) throw new ExtractionError('empty', 'The page has no bytes.');
  const { text, charset } = decodePage(page.bytes, page.contentType, page.url);
  const input = mediaKind(page.bytes, text, page.contentType);
  if (input === 'unsupported')
    throw new ExtractionError('unsupported_media', 'The page is neither HTML nor plain text.');
  if (text.trim() === '') throw new ExtractionError('empty', 'The page has no text.');
  const root = input === 'html' ? treeOf(text, page) : buildPage(text);
  const { reading, measures } = readArticle(root, page);
  const look = lookOf(root, { width: measures['bodyWidth'] ?? 0, confidence: reading.bodyConfidence });
  if (reading.articleBody === '' && (reading.headline === null || reading.description === null)) {
    throw new ExtractionError(
      'not_an_article',
      `${reading.pageType}: the page has no text that could be an article`,
      { pageType: reading.pageType, look },
    );
  }
  return { article: articleOf(reading, charset, input), measures, look };
}

/**
 * `extractArticle` of the part of an HTML page that an anchor names; null if the page is none, or has no such
 * anchor with text. Throws ExtractionError as `extractArticle` does.
 */
export function extractPart(page: PageInput, anchor: string): ExtractedArticle | null {
  const { text, charset } = decodePage(page.bytes, page.contentType, page.url);
  if (mediaKind(page.bytes, text, page.contentType) !== 'html') return null;
  const part = partAt(treeOf(text, page), anchor);
  const reading = part === null ? null : readArticle(part, page).reading;
  if (!reading?.articleBody) return null;
  return articleOf(reading, charset, 'html');
}

function articleOf(reading: ArticleReading, charset: string, input: 'html' | 'text'): ExtractedArticle {
  return { ...reading, charset, extractor: { name: 'dateline', version: EXTRACTOR_VERSION, input } };
}

/**
 * The tree of an HTML page, or of the text for which the page is only a shell. Bare paragraphs whose feed
 * entry has a title are the content of that entry.
 */
function treeOf(html: string, { contentType, feed }: PageInput): PageElement {
  const root = parsePage(html, { asXml: isXhtml(html, contentType) });
  const typed = textInShell(root, { typedOnly: Boolean(feed?.title) });
  return typed === null ? root : buildPage(typed);
}

/**
 * Whether a page is XHTML: by its media type, or because it begins as an XML document. There `<script
 * src="a.js"/>` is complete.
 */
function isXhtml(text: string, contentType: string | null): boolean {
  return (
    /^application\/(?:xhtml\+)?xml\b/i.test(contentType?.trim() ?? '') ||
    /^\s{0,50}<\?xml\s/.test(text.slice(0, 100))
  );
}
