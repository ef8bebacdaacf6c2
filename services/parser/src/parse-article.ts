import {
  deterministicId,
  events,
  makeEvent,
  type ArticleFetched,
  type EventEnvelope,
  type ParsedArticle,
} from '@dateline/contracts';
import { extractArticle, ExtractionError, type PageInput } from '@dateline/extraction';
import { emitted, PermanentError, rejected, type StageResult } from '@dateline/messaging';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { rejectReasonOf } from './reject-reason-of.js';
import { PARSER_VERSION } from './version.js';

const NO_ADDRESS = 'https://import.invalid/';

/** The parse stage: a page in, an article out, or the reason why it is none. */
export function parseArticle(
  fetched: EventEnvelope<ArticleFetched>,
  { at, maxBytes }: { at: Date; maxBytes: number },
): StageResult {
  const { page, ...origin } = fetched.data;
  if (page.bytes > maxBytes) return rejected('too_large', `${page.bytes} bytes`);
  const bytes = decompress(page, maxBytes);
  let article: ParsedArticle;
  try {
    article = extractArticle(pageInputOf(origin, bytes));
  } catch (error) {
    if (error instanceof ExtractionError) return rejected(rejectReasonOf(error.code), error.message);
    throw error;
  }
  if (!article.articleBody) return rejected('empty_page', 'the page has a headline at most, and no text');
  const attributes = {
    id: deterministicId('parsed', fetched.id),
    source: '/dateline/parser',
    time: at.toISOString(),
    subject: fetched.subject,
  };
  const parsed = { ...origin, article, parserVersion: PARSER_VERSION, parsedAt: at.toISOString() };
  return emitted([makeEvent(events.articleParsed, attributes, parsed)]);
}

/** The page's bytes; a body that is not what its event says can never be parsed. */
function decompress(page: ArticleFetched['page'], maxBytes: number): Buffer {
  let bytes: Buffer;
  try {
    bytes = gunzipSync(Buffer.from(page.data, 'base64'), { maxOutputLength: maxBytes });
  } catch (cause) {
    throw new PermanentError('broken_page_body', 'the page body cannot be decompressed', { cause });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== page.sha256)
    throw new PermanentError('page_hash_mismatch', `the page body hashes to ${sha256}`);
  return bytes;
}

function pageInputOf(origin: Omit<ArticleFetched, 'page'>, bytes: Buffer): PageInput {
  const { entry, fetch } = origin;
  return {
    bytes,
    // An import without an address has a made-up one, which says nothing of its publisher.
    url: fetch.finalUrl.startsWith(NO_ADDRESS) ? null : fetch.finalUrl,
    fetchedAt: fetch.fetchedAt,
    contentType: fetch.contentType,
    feed: entry && {
      title: entry.title,
      summary: entry.summary,
      publishedAt: entry.publishedAt,
      authors: entry.authors,
      language: entry.language,
    },
  };
}
