import {
  events,
  type ArticleDeduplicated,
  type ArticleWithdrawn,
  type Sighting,
  type TypedEvent,
} from '@dateline/contracts';
import { duplicate, emitted, rejected, type StageMessage, type StageResult } from '@dateline/messaging';
import type {
  AppliedEvent,
  ArticleRepository,
  ArticleWrite,
  DedupStore,
  RawPageRepository,
  StoredArticle,
} from '@dateline/storage';
import { isTooSoon, keepVersion, madeVersion, type LiveBlogDamping } from './damp-live-blog.js';
import { buildRecord } from './build-record.js';
import { findApplied } from './find-applied.js';
import type { IndexStep } from './index-step.js';
import type { IndexerMetrics } from './indexer.metrics.js';
import { judgeArrival, takesOver } from './judge-arrival.js';
import { annotate, noteArticle } from './note-article.js';
import { annotatedEvent, publicEvent } from './public-event.js';
import { erase, retract } from './article-withdrawal.js';

type IndexEvent = TypedEvent<
  typeof events.articleDeduplicated | typeof events.articleNote | typeof events.articleWithdrawal
>;

/** Everything that the indexer learns about an article arrives on one topic, so that it is applied in order. */
export interface IndexMessage extends StageMessage {
  event: IndexEvent;
}

interface IndexStores {
  articles: Pick<ArticleRepository, 'loadMany' | 'saveMany' | 'supersededVersion' | 'erase'>;
  dedup: Pick<DedupStore, 'sightingsOf'>;
  rawPages: Pick<RawPageRepository, 'remove'>;
}

/** The index stage: writes records durably, then returns the public events to publish. */
export class IndexArticles {
  constructor(
    private readonly stores: IndexStores,
    private readonly metrics: Pick<IndexerMetrics, 'indexed'>,
    /** Replaced versions that are kept of one article. */
    private readonly revisionsKept = Infinity,
    private readonly damping: LiveBlogDamping = { liveBlogMs: 0 },
  ) {}

  /**
   * Returns one result for each message, in order. Two messages of one article in a batch become two
   * versions.
   */
  async run(messages: IndexMessage[], now: Date): Promise<StageResult[]> {
    const { articles, dedup } = this.stores;
    const ids = [...new Set(messages.map((m) => m.event.data.articleId))];
    const [stored, sightings] = await Promise.all([articles.loadMany(ids), dedup.sightingsOf(ids)]);
    let writes: ArticleWrite[] = [];
    const results: StageResult[] = [];
    for (const message of messages) {
      const { event } = message;
      const { articleId } = event.data;
      if (event.type === events.articleWithdrawal.type && event.data.action === 'erase') {
        await articles.saveMany(writes, this.revisionsKept);
        writes = [];
        results.push(await this.erase({ ...message, event }, stored, now));
        continue;
      }
      const current = stored.get(articleId) ?? null;
      const step = await this.take(message, current, { sightings: sightings.get(articleId) ?? [], now });
      if (step.write) {
        writes.push(step.write);
        stored.set(articleId, afterWrite(current, step.write));
      }
      results.push(step.result);
    }
    await articles.saveMany(writes, this.revisionsKept);
    // A note makes no version.
    const versions = writes.filter((write) => write.expectedVersion !== write.record.version);
    for (const { record } of versions) this.metrics.indexed({ ...record, indexedAt: record.updatedAt });
    return results;
  }

  private async take(
    message: IndexMessage,
    current: StoredArticle | null,
    around: { sightings: Sighting[]; now: Date },
  ): Promise<IndexStep> {
    const { event } = message;
    const { articleId } = event.data;
    if (current?.erased) return ended(await this.refuseErased(event));
    const applied = findApplied(current, event.id);
    if (current && applied) return ended(await this.repeat(message, current, applied));
    if (event.type === events.articleDeduplicated.type)
      return indexOne({ ...message, event }, current?.record ?? null, { ...around, ...this.damping });
    // An article that is not indexed yet gets its sightings and its cluster when it is.
    if (!current) return ended(duplicate('not_indexed', articleId));
    return event.type === events.articleNote.type
      ? noteArticle({ ...message, event }, current, around)
      : retract({ ...message, event }, current, around.now);
  }

  /** The raw page is removed too: a page that was fetched after the erasure is not kept. */
  private async refuseErased(event: IndexEvent): Promise<StageResult> {
    if (event.type !== events.articleDeduplicated.type) return duplicate('not_indexed', event.data.articleId);
    const { rawRef } = event.data.fetch;
    if (rawRef !== null) await this.stores.rawPages.remove([rawRef]);
    return rejected('erased', 'the article was erased');
  }

  private async erase(
    message: StageMessage<ArticleWithdrawn>,
    stored: Map<string, StoredArticle>,
    now: Date,
  ): Promise<StageResult> {
    const { articleId } = message.event.data;
    const current = stored.get(articleId);
    if (!current) return duplicate('not_indexed', articleId);
    const applied = findApplied(current, message.event.id);
    if (applied && !isSamePosition(applied, message)) return duplicate('repeated_event', articleId);
    const result = await erase(message, this.stores.articles, now);
    stored.set(articleId, { ...current, erased: true });
    return result;
  }

  /**
   * An event that the record already contains. The same offset means that the transaction was aborted after
   * the write, so the same events are published again. Another offset means that the message was sent twice.
   */
  private async repeat(
    message: IndexMessage,
    { record, applied: all }: StoredArticle,
    applied: AppliedEvent,
  ): Promise<StageResult> {
    if (!isSamePosition(applied, message)) return duplicate('repeated_event', record.articleId);
    const { event } = message;
    const isNote = event.type === events.articleNote.type || !madeVersion(all, applied);
    if (isNote) return emitted([annotatedEvent(record, event.id)]);
    if (applied.version === record.version) return emitted([publicEvent(record)]);
    const superseded = await this.stores.articles.supersededVersion(record.articleId, applied.version);
    return superseded ? emitted([publicEvent(superseded)]) : duplicate('repeated_event', record.articleId);
  }
}

function indexOne(
  { event, position, traceparent }: StageMessage<ArticleDeduplicated>,
  previous: StoredArticle['record'] | null,
  { liveBlogMs, ...around }: { sightings: Sighting[]; now: Date } & LiveBlogDamping,
): IndexStep {
  const { articleId, contentHash, replay } = event.data;
  const isFresh = replay === undefined || replay === null;
  const isFiledAnew = previous !== null && takesOver(event.data, previous);
  const isOlder = previous !== null && event.data.fetch.fetchedAt <= previous.fetch.fetchedAt;
  const said = previous === null ? null : isOlder ? hashesOf(previous) : new Set([hashNow(previous)]);
  if (said !== null && isFresh && !isFiledAnew && said.has(contentHash))
    return ended(duplicate('unchanged', articleId));
  const reason = judgeArrival(event.data, previous);
  if (reason !== null) return ended(duplicate(reason, articleId));
  if (previous && isWithdrawnForGood(previous))
    return ended(rejected('retracted', 'the article was retracted'));
  const traceId = traceparent?.split('-')[1] ?? null;
  const record = buildRecord(event.data, { previous, traceId, ...around });
  // Only what stands, and was read anew under its own feed, can go without a version.
  const standing = isFresh && !isFiledAnew && previous?.status !== 'canceled' ? previous : null;
  if (standing && record.revisions.at(-1)?.significance === 'cosmetic')
    return ended(duplicate('unchanged', articleId));
  if (standing && isTooSoon(record, standing, { liveBlogMs }))
    return annotate(keepVersion(record, standing), event.id, position);
  const write = {
    record,
    expectedVersion: previous?.version ?? null,
    applied: { eventId: event.id, version: record.version, ...position },
    superseded: previous,
  };
  return { result: emitted([publicEvent(record)]), write };
}

/** The content hash of the article's present version; null while it is withdrawn. */
const hashNow = ({ contentHash, status }: StoredArticle['record']) =>
  status === 'canceled' ? null : contentHash;

/**
 * The hashes of everything that the article says or has said. A page that was fetched before the last one
 * adds nothing if its hash is here. A page that was fetched later with an old hash is a return to the old
 * text.
 */
function hashesOf({ contentHash, revisions, status }: StoredArticle['record']): Set<string> {
  if (status === 'canceled') return new Set();
  return new Set([
    contentHash,
    ...revisions.flatMap((r) => [r.contentHash, r.previousHash ?? r.contentHash]),
  ]);
}

/** A page that was gone may come back. What a publisher or an operator withdrew does not come back. */
function isWithdrawnForGood({ status, withdrawal }: StoredArticle['record']): boolean {
  return status === 'canceled' && withdrawal?.requestedBy !== PAGE_GONE;
}

/** The requester that stands in the withdrawal of an article whose page is gone. */
const PAGE_GONE = 'fetcher';

const ended = (result: StageResult): IndexStep => ({ result, write: null });

function isSamePosition(applied: AppliedEvent, { position }: Pick<IndexMessage, 'position'>): boolean {
  return (
    applied.topic === position.topic &&
    applied.partition === position.partition &&
    applied.offset === position.offset
  );
}

function afterWrite(current: StoredArticle | null, write: ArticleWrite): StoredArticle {
  return { record: write.record, applied: [...(current?.applied ?? []), write.applied], erased: false };
}
