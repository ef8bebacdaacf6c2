import {
  deterministicId,
  events,
  makeEvent,
  type ArticleRecord,
  type ArticleWithdrawn,
} from '@dateline/contracts';
import { duplicate, emitted, type StageMessage, type StageResult } from '@dateline/messaging';
import type { ArticleRepository, StoredArticle } from '@dateline/storage';
import type { IndexStep } from './index-step.js';
import { publicEvent } from './public-event.js';

/**
 * Makes the next version of the record: canceled, with the reason. A record that is canceled already stays as
 * it is.
 */
export function retract(
  { event, position }: StageMessage<ArticleWithdrawn>,
  stored: StoredArticle,
  now: Date,
): IndexStep {
  if (stored.record.status === 'canceled')
    return { result: duplicate('unchanged', stored.record.articleId), write: null };
  const at = now.toISOString();
  const { reason, requestedBy } = event.data;
  const record: ArticleRecord = {
    ...stored.record,
    version: stored.record.version + 1,
    status: 'canceled',
    updatedAt: at,
    withdrawal: { reason, at, requestedBy },
  };
  const write = {
    record,
    expectedVersion: stored.record.version,
    applied: { eventId: event.id, version: record.version, ...position },
    superseded: stored.record,
  };
  return { result: emitted([publicEvent(record)]), write };
}

/**
 * Removes the text everywhere and leaves a tombstone. A repeated order removes what arrived since the first
 * one.
 */
export async function erase(
  { event, position }: StageMessage<ArticleWithdrawn>,
  articles: Pick<ArticleRepository, 'erase'>,
  now: Date,
): Promise<StageResult> {
  const { articleId, reason } = event.data;
  await articles.erase(articleId, { eventId: event.id, version: 0, ...position }, { reason, at: now });
  const attributes = {
    id: deterministicId('article', articleId, 'erased', event.id),
    source: '/dateline/indexer',
    time: now.toISOString(),
    subject: articleId,
  };
  return emitted([makeEvent(events.articleErased, attributes, null)]);
}
