import { articleIdOf, normaliseUrl } from '@dateline/article';
import {
  deterministicId,
  events,
  makeEvent,
  type ArticleFetched,
  type EntryHints,
  type StageOutcome,
} from '@dateline/contracts';
import { PermanentError, type EventPublisher } from '@dateline/messaging';
import type { RawPageRepository } from '@dateline/storage';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { GATEWAY_SOURCE, GATEWAY_VERSION } from '../version.js';
import { contentTypeOf, identityUrlOf } from './page-identity.js';

/** The operator's statements about the page. */
export interface ImportOptions {
  /** Address of the page; null to take it from the page. */
  url: string | null;
  feedId: string | null;
  publishedAt: Date | null;
  keepRawUntil: Date;
  now: Date;
}

interface ImportStores {
  publisher: Pick<EventPublisher, 'publish'>;
  rawPages: Pick<RawPageRepository, 'put'>;
}

/** Result for a file: its page was published, or was too large. */
export interface ImportedPage {
  articleId: string;
  eventId: string;
  url: string;
  outcome: 'emitted' | 'rejected';
}

/**
 * Imports a page as if it had been fetched: it is stored unchanged, then published with its outcome. The
 * event's id derives from address and bytes, so importing a file again changes nothing. Throws
 * InvalidArticleUrl, TransientError.
 */
export async function importPage(
  file: { path: string; bytes: Buffer },
  options: ImportOptions,
  { publisher, rawPages }: ImportStores,
): Promise<ImportedPage> {
  const { bytes } = file;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const contentType = contentTypeOf(file.path, bytes);
  const url = identityUrlOf({ bytes, sha256, contentType }, options.url);
  const gzip = gzipSync(bytes);
  const event = fetchedEvent({ url, sha256, contentType, gzip, bytes: bytes.length }, options);
  const { page, ...origin } = event.data;
  const raw = { sha256, gzip, bytes: page.bytes, contentType, url, expiresAt: options.keepRawUntil };
  await rawPages.put(raw, origin);
  const outcome = importOutcome(event, options);
  const imported = { articleId: event.subject, eventId: event.id, url };
  try {
    await publisher.publish({ events: [event], outcomes: [outcome] });
    return { ...imported, outcome: 'emitted' };
  } catch (error) {
    if (!(error instanceof PermanentError) || error.code !== 'too_large') throw error;
    const refusal: StageOutcome = {
      ...outcome,
      outcome: 'rejected',
      reason: 'too_large',
      detail: error.message,
      emitted: [],
    };
    await publisher.publish({ events: [], outcomes: [refusal] });
    return { ...imported, outcome: 'rejected' };
  }
}

function fetchedEvent(
  page: { url: string; sha256: string; contentType: string; gzip: Buffer; bytes: number },
  { feedId, publishedAt, now }: ImportOptions,
) {
  const { url, sha256, contentType, bytes } = page;
  const at = now.toISOString();
  const articleId = articleIdOf(url);
  const data: ArticleFetched = {
    articleId,
    url,
    urlNormalized: normaliseUrl(url) ?? url,
    origin: 'import',
    authority: 'page',
    feedId,
    entry: publishedAt && hintsOf(publishedAt),
    discoveredAt: at,
    fetch: { fetchedAt: at, status: null, finalUrl: url, contentType, bytes, rawRef: sha256 },
    page: { encoding: 'gzip+base64', data: page.gzip.toString('base64'), bytes, sha256 },
  };
  const id = deterministicId('imported', articleId, sha256);
  return makeEvent(events.articleFetched, { id, source: GATEWAY_SOURCE, time: at, subject: articleId }, data);
}

function importOutcome(event: { id: string; data: ArticleFetched }, { now }: ImportOptions): StageOutcome {
  return {
    articleId: event.data.articleId,
    stage: 'import',
    outcome: 'emitted',
    reason: null,
    detail: null,
    duplicateOf: null,
    eventId: event.id,
    emitted: [event.id],
    input: null,
    attempts: 1,
    service: 'gateway',
    version: GATEWAY_VERSION,
    feedId: event.data.feedId,
    url: event.data.url,
    occurredAt: now.toISOString(),
  };
}

/** The operator's statement about an imported page that the page itself may lack. */
function hintsOf(publishedAt: Date): EntryHints {
  return {
    entryId: null,
    title: null,
    summary: null,
    contentHtml: null,
    publishedAt: publishedAt.toISOString(),
    updatedAt: null,
    authors: [],
    categories: [],
    language: null,
  };
}
