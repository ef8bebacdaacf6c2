import {
  deterministicId,
  events,
  makeTombstone,
  topics,
  type ArticleRecord,
  type ArticleWithdrawn,
} from '@dateline/contracts';
import { duplicate, emitted, rejected, type StageMessage, type StageResult } from '@dateline/messaging';
import type { AppliedEvent, ArticleRepository, StoredArticle } from '@dateline/storage';
import { findApplied } from './find-applied.js';
import { publicEvent } from './index-articles.js';

/** The withdraw stage: an operator's order becomes a retraction, or an erasure with a tombstone. */
export class WithdrawArticle {
  constructor(private readonly articles: Pick<ArticleRepository, 'loadMany' | 'saveMany' | 'erase'>) {}

  async run(message: StageMessage<ArticleWithdrawn>, now: Date): Promise<StageResult> {
    const { articleId, action } = message.event.data;
    const stored = (await this.articles.loadMany([articleId])).get(articleId) ?? null;
    if (!stored) return rejected('unknown_article', `no article ${articleId}`);
    const applied = findApplied(stored, message.event.id);
    const repeated =
      applied &&
      (applied.offset !== message.position.offset || applied.partition !== message.position.partition);
    if (repeated) return duplicate('repeated_event', articleId);
    return action === 'erase' ? this.erase(message, now) : this.retract(message, { stored, applied, now });
  }

  private async retract(
    { event, position }: StageMessage<ArticleWithdrawn>,
    { stored, applied, now }: { stored: StoredArticle; applied: AppliedEvent | undefined; now: Date },
  ): Promise<StageResult> {
    if (stored.erased) return rejected('erased', 'the article was erased');
    if (applied) return emitted([publicEvent(stored.record)]);
    if (stored.record.status === 'canceled') return duplicate('unchanged', stored.record.articleId);
    const at = now.toISOString();
    const record: ArticleRecord = {
      ...stored.record,
      version: stored.record.version + 1,
      status: 'canceled',
      updatedAt: at,
      withdrawal: { reason: event.data.reason, at },
    };
    await this.articles.saveMany([
      {
        record,
        expectedVersion: stored.record.version,
        applied: { eventId: event.id, version: record.version, ...position },
        superseded: stored.record,
      },
    ]);
    return emitted([publicEvent(record)]);
  }

  private async erase({ event, position }: StageMessage<ArticleWithdrawn>, now: Date): Promise<StageResult> {
    const { articleId, reason } = event.data;
    await this.articles.erase(articleId, { eventId: event.id, version: 0, ...position }, { reason, at: now });
    const tombstone = makeTombstone(topics.articles.name, {
      id: deterministicId('article', articleId, 'erased', event.id),
      type: events.articleRetracted.type,
      source: '/dateline/indexer',
      time: now.toISOString(),
      subject: articleId,
    });
    return emitted([tombstone]);
  }
}
