import { AUTHORITY_TABLE, type Authority } from '@dateline/article';
import type { FetchFacts, OutgoingEvent, StageOutcome } from '@dateline/contracts';
import { PermanentError, type EventPublisher } from '@dateline/messaging';
import type { Database, PageTask } from '@dateline/storage';
import { context, type Context } from '@opentelemetry/api';
import { stageOutcome } from '../discovery/stage-outcome.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import { feedContentOf, ownContentOf } from '../verdicts/feed-content.js';
import type { PageVerdict } from '../verdicts/page-verdict.js';
import { packPage } from './pack-page.js';
import { fetchedEvent, hintsOf, originOf } from './page-origin.js';

export interface EmitMeans {
  publisher: Pick<EventPublisher, 'publish'>;
  storage: { rawPages: Pick<Database['rawPages'], 'put'> };
  retry: ServiceRetry;
  settings: { rawRetentionMs: number };
  now: () => Date;
}

/** The source of an article: its page, or the content of its feed entry. */
export type PageContent = Omit<FetchFacts, 'fetchedAt' | 'bytes' | 'rawRef'> & { body: Buffer };
/** A page that is not there, or not now. */
export type LostPage = Exclude<PageVerdict, { kind: 'page' | 'pointer' }>;
/** A task with the authority of its feed over the address, as it is known by now. */
export type JudgedTask = PageTask & { authority: Authority };

/** Stores the page, then publishes it with its outcome. A page that Kafka would not take is rejected. */
export async function emitPage(
  task: JudgedTask,
  content: PageContent,
  on: EmitMeans,
): Promise<Extract<PageVerdict, { kind: 'page' }> | LostPage> {
  const { retry, storage, settings, now } = on;
  const { body, ...facts } = content;
  const at = now();
  const { gzip, page } = await packPage(body);
  const { bytes, sha256 } = page;
  const fetch = { ...facts, fetchedAt: at.toISOString(), bytes, rawRef: sha256 };
  const origin = originOf(task, { authority: task.authority, fetch });
  const expiresAt = new Date(at.getTime() + settings.rawRetentionMs);
  const { contentType, finalUrl: url } = facts;
  const raw = { sha256, gzip, bytes, contentType, url, expiresAt };
  await retry.whileUnavailable('store a page', () => storage.rawPages.put(raw, origin));
  try {
    await publishPage(task, fetchedEvent(task.discoveryId, origin, page), at, on);
    return { kind: 'page', contentType };
  } catch (error) {
    if (!(error instanceof PermanentError) || error.code !== 'too_large') throw error;
    return { kind: 'rejected', reason: 'too_large', detail: error.message };
  }
}

/**
 * If the page is lost, the feed's own content replaces it, provided that it is the whole text. The caller has
 * checked that it may.
 */
export async function emitFeedContent(
  task: JudgedTask,
  lost: LostPage,
  on: EmitMeans,
): Promise<PageVerdict & { kind: 'page' | LostPage['kind'] }> {
  const html = feedContentOf(hintsOf(task), lost.reason);
  if (html === null) return lost;
  const problem = { reason: lost.reason, detail: lost.detail.slice(0, 500) };
  const verdict = await emitPage(task, { ...contentOf(task, html), problem }, on);
  return verdict.kind === 'page' ? verdict : lost;
}

/** An operator has ruled that this feed's own words are its articles. */
export async function emitOwnContent(task: JudgedTask, on: EmitMeans) {
  if (!AUTHORITY_TABLE[task.authority].standsAsText) {
    const detail = 'no page is asked for, and its feed is of another outlet and does not speak for it';
    return { kind: 'rejected' as const, reason: 'unsupported_media' as const, detail };
  }
  const html = ownContentOf(hintsOf(task));
  if (html !== null) return emitPage(task, contentOf(task, html), on);
  const detail = 'the feed says nothing but the title';
  return { kind: 'rejected' as const, reason: 'empty_page' as const, detail };
}

/**
 * Publishes the end of a page that yields no event of its own: a rejection, or a pointer, with its
 * consequences.
 */
export function publishEnd(
  { events, outcomes }: { events: OutgoingEvent[]; outcomes: StageOutcome[] },
  on: EmitMeans,
): Promise<void> {
  const traceContext: Context = context.active();
  return on.retry.whileUnavailable('publish a page', () =>
    on.publisher.publish({ events, outcomes, traceContext }),
  );
}

function publishPage(task: PageTask, event: OutgoingEvent, at: Date, on: EmitMeans): Promise<void> {
  const { articleId, url, feedId, discoveryId } = task;
  const told = { articleId, feedId, url, eventId: discoveryId, emitted: [event.id] };
  const attempts = task.attempts + 1;
  const outcome = stageOutcome({ stage: 'fetch', outcome: 'emitted', ...told, attempts }, at);
  return publishEnd({ events: [event], outcomes: [outcome] }, on);
}

const contentOf = (task: PageTask, html: string): PageContent => ({
  body: Buffer.from(html, 'utf8'),
  status: null,
  finalUrl: task.url,
  contentType: 'text/html; charset=utf-8',
  source: 'feed',
});
