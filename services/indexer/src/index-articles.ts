import {
  deterministicId,
  events,
  makeEvent,
  type ArticleDeduplicated,
  type ArticleRecord,
  type OutgoingEvent,
  type Sighting,
} from '@dateline/contracts';
import {
  duplicate,
  emitted,
  rejected,
  type MessagePosition,
  type StageMessage,
  type StageResult,
} from '@dateline/messaging';
import type { ArticleRepository, ArticleWrite, DedupRepository, StoredArticle } from '@dateline/storage';
import { buildRecord } from './build-record.js';
import { findApplied } from './find-applied.js';
import type { IndexerMetrics } from './indexer.metrics.js';
import { judgeArrival } from './judge-arrival.js';

/** The index stage: writes records durably, then answers with the public events to publish. */
export class IndexArticles {
  constructor(
    private readonly articles: Pick<ArticleRepository, 'loadMany' | 'saveMany' | 'supersededVersion'>,
    private readonly dedup: Pick<DedupRepository, 'sightingsOf'>,
    private readonly metrics: IndexerMetrics,
  ) {}

  /** One result for each message, in order. Two messages of one article in a batch become two versions. */
  async run(messages: StageMessage<ArticleDeduplicated>[], now: Date): Promise<StageResult[]> {
    const ids = [...new Set(messages.map((m) => m.event.data.articleId))];
    const [stored, sightings] = await Promise.all([this.articles.loadMany(ids), this.dedup.sightingsOf(ids)]);
    const writes: ArticleWrite[] = [];
    const results: StageResult[] = [];
    for (const message of messages) {
      const current = stored.get(message.event.data.articleId) ?? null;
      const step = await this.indexOne(message, current, {
        sightings: sightings.get(message.event.data.articleId) ?? [],
        now,
      });
      if (step.write) {
        writes.push(step.write);
        stored.set(message.event.data.articleId, afterWrite(current, step.write));
      }
      results.push(step.result);
    }
    await this.articles.saveMany(writes);
    for (const { record } of writes) this.metrics.indexed({ ...record, indexedAt: record.updatedAt });
    return results;
  }

  private async indexOne(
    { event, position, traceparent }: StageMessage<ArticleDeduplicated>,
    current: StoredArticle | null,
    around: { sightings: Sighting[]; now: Date },
  ): Promise<{ result: StageResult; write: ArticleWrite | null }> {
    const { articleId } = event.data;
    if (current?.erased) return { result: rejected('erased', 'the article was erased'), write: null };
    const applied = findApplied(current, event.id);
    if (applied)
      return { result: await this.repeat(current as StoredArticle, applied, position), write: null };
    const previous = current?.record ?? null;
    const reason = judgeArrival(event.data, previous);
    if (reason !== null) return { result: duplicate(reason, articleId), write: null };
    const traceId = traceparent?.split('-')[1] ?? null;
    const record = buildRecord(event.data, { previous, traceId, ...around });
    const write = {
      record,
      expectedVersion: previous?.version ?? null,
      applied: { eventId: event.id, version: record.version, ...position },
      superseded: previous,
    };
    return { result: emitted([publicEvent(record)]), write };
  }

  /**
   * An event that is already in the record. At the same offset its transaction was cut off after the write:
   * what it published is published again. At another offset it is a repeated message.
   */
  private async repeat(
    current: StoredArticle,
    applied: MessagePosition & { version: number },
    position: MessagePosition,
  ): Promise<StageResult> {
    const { record } = current;
    const same =
      applied.topic === position.topic &&
      applied.partition === position.partition &&
      applied.offset === position.offset;
    if (!same) return duplicate('repeated_event', record.articleId);
    if (applied.version === record.version) return emitted([publicEvent(record)]);
    const superseded = await this.articles.supersededVersion(record.articleId, applied.version);
    return superseded ? emitted([publicEvent(superseded)]) : duplicate('repeated_event', record.articleId);
  }
}

/** The public event of a record's version; its id follows from article and version. */
export function publicEvent(record: ArticleRecord): OutgoingEvent<ArticleRecord> {
  const contract =
    record.status === 'canceled'
      ? events.articleRetracted
      : record.version === 1
        ? events.articleCreated
        : events.articleUpdated;
  const attributes = {
    id: deterministicId('article', record.articleId, String(record.version), contract.type),
    source: '/dateline/indexer',
    time: record.updatedAt,
    subject: record.articleId,
  };
  return makeEvent(contract, attributes, record);
}

function afterWrite(current: StoredArticle | null, write: ArticleWrite): StoredArticle {
  return { record: write.record, applied: [...(current?.applied ?? []), write.applied], erased: false };
}
