import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { extractArticle, extractPart, measureArticle } from '../extract-article.js';
import type { ExtractedArticle } from '../extracted-article.js';
import { ExtractionError, type ExtractionErrorCode } from '../extraction.errors.js';
import type { PageLook } from '../site/page-look.js';
import { feedPage } from './feed-page.js';
import { isDoubtful, isWhole, preferFullerText } from './prefer-fuller-text.js';
import type { RawPageJob } from './raw-page-job.js';

/**
 * The result for a raw page, as plain data: an article, no article with the reason, or bytes that cannot be
 * decompressed or do not match their hash. `look` is null if no page was read.
 */
export type PageReading =
  | { kind: 'article'; article: ExtractedArticle; look: PageLook | null }
  | { kind: 'refused'; code: ExtractionErrorCode; message: string; look: PageLook | null }
  | { kind: 'broken'; code: 'broken_page_body' | 'page_hash_mismatch'; message: string };

/**
 * Reads a raw page as an article. The parse stage and a replay both use this function. It throws only on a
 * defect in the code.
 */
export function parseRawPage(job: RawPageJob): PageReading {
  let bytes: Uint8Array;
  try {
    bytes = gunzipSync(job.gzip, { maxOutputLength: job.maxBytes });
  } catch {
    return { kind: 'broken', code: 'broken_page_body', message: 'the page body cannot be decompressed' };
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== job.sha256)
    return { kind: 'broken', code: 'page_hash_mismatch', message: `the page body hashes to ${sha256}` };
  try {
    const own = readPart(job, bytes);
    const { article, look } = own ? { article: own, look: null } : readWhole(job, bytes);
    if (article.articleBody !== '') return { kind: 'article', article: withInstants(article), look };
    return { kind: 'refused', code: 'empty', message: 'the page has a headline at most, and no text', look };
  } catch (error) {
    if (error instanceof ExtractionError)
      return { kind: 'refused', code: error.code, message: error.message, look: error.look };
    if (isStackOverflow(error))
      return {
        kind: 'refused',
        code: 'too_complex',
        message: 'the page nests too deeply for the stack',
        look: null,
      };
    throw error;
  }
}

interface LookedAt {
  article: ExtractedArticle;
  look: PageLook | null;
}

/**
 * The entry's part of a page that it shares with others, else its own text. Null if it has neither: then the
 * page is all that there is.
 */
function readPart(job: RawPageJob, bytes: Uint8Array): ExtractedArticle | null {
  const { anchor } = job;
  if (anchor === null || job.feedOnly) return null;
  const part = attempt(() => extractPart({ ...job, bytes }, anchor));
  if (part !== null) return madeOf(part, 'anchor');
  const own = Buffer.from(job.feed?.contentHtml ?? job.feed?.summary ?? '', 'utf8');
  const article = own.length === 0 ? null : attempt(() => readFeedContent(job, own));
  return article?.articleBody ? article : null;
}

/** A text that is an article because its feed says so, with where it stood. */
function madeOf(article: ExtractedArticle, source: string): ExtractedArticle {
  const rivals = article.provenance['articleBody']?.rivals ?? [];
  const provenance = {
    ...article.provenance,
    articleBody: { source, rivals },
    pageType: { source, rivals: [] },
  };
  return { ...article, pageType: 'article', provenance };
}

const readWhole = (job: RawPageJob, bytes: Uint8Array): LookedAt =>
  job.feedOnly ? { article: readFeedContent(job, bytes), look: null } : readPage(job, bytes);

/** Reads the page, or the full text of its feed entry if the page is a shell, a sample or a barrier. */
function readPage(job: RawPageJob, bytes: Uint8Array): LookedAt {
  const html = job.feed?.contentHtml ?? '';
  const fromFeed = (): ExtractedArticle => readFeedContent(job, Buffer.from(html, 'utf8'));
  try {
    const read = measureArticle({ ...job, bytes });
    const page = withinPolicy(read, job);
    const article = isDoubtful(page) && html !== '' ? preferFullerText(page, attempt(fromFeed)) : page;
    return { article, look: read.look };
  } catch (error) {
    if (!(error instanceof ExtractionError) || !SHELL_CODES.has(error.code) || html === '') throw error;
    const article = attempt(fromFeed);
    if (article === null || !isWhole(article)) throw error;
    return { article, look: error.look };
  }
}

/**
 * Applies the policy on page classes.
 * @throws ExtractionError `not_an_article` for a page of a class that is not read.
 */
function withinPolicy({ article, look }: LookedAt, { pageTypes }: RawPageJob): ExtractedArticle {
  const { pageType } = article;
  if (pageTypes === null || pageTypes.includes(pageType)) return article;
  throw new ExtractionError('not_an_article', `${pageType}: pages of this class are not read as articles`, {
    pageType,
    look,
  });
}

const SHELL_CODES: ReadonlySet<ExtractionErrorCode> = new Set(['empty', 'not_an_article']);

function attempt(read: () => ExtractedArticle | null): ExtractedArticle | null {
  try {
    return read();
  } catch (error) {
    // The feed's text is a second chance. If it fails, the result of the page stands.
    if (error instanceof ExtractionError) return null;
    throw error;
  }
}

function readFeedContent(job: RawPageJob, content: Uint8Array): ExtractedArticle {
  const page = { ...job, bytes: feedPage(content, job.feed?.language ?? null), contentType: 'text/html' };
  const article = extractArticle(page);
  return {
    ...article,
    pageType: 'article',
    bodyFlags: [...article.bodyFlags, 'from_feed'],
    provenance: { ...article.provenance, articleBody: { source: 'feed', rivals: [] } },
    extractor: { ...article.extractor, input: 'feed' },
  };
}

/** Writes instants as the contracts and the database do, so that the same instant is the same text. */
function withInstants(article: ExtractedArticle): ExtractedArticle {
  const { datePublished, dateModified, correction, liveBlogUpdate } = article;
  return {
    ...article,
    datePublished: instant(datePublished),
    dateModified: instant(dateModified),
    correction: correction.map((note) => ({ ...note, date: instant(note.date) })),
    liveBlogUpdate: liveBlogUpdate.map((post) => ({ ...post, datePublished: instant(post.datePublished) })),
  };
}

function instant(text: string | null): string | null {
  const at = new Date(text ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** V8's message. A RangeError of any other kind is a defect. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}
