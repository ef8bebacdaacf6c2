import {
  deterministicId,
  events,
  makeEvent,
  type ArticleWithdrawn,
  type OutgoingEvent,
} from '@dateline/contracts';
import { emitted, rejected, type StageMessage, type StageResult } from '@dateline/messaging';
import type { DedupStore } from '@dateline/storage';

const SOURCE = '/dateline/deduplicator';

/**
 * The withdraw stage. It puts an order on the topic of the article's other changes, so that the indexer
 * applies it in order. For an erasure, it first removes the article's sketch and decisions here, and then
 * makes it leave its cluster.
 */
export class WithdrawArticle {
  constructor(private readonly store: Pick<DedupStore, 'statesOf' | 'erase'>) {}

  async run({ event }: StageMessage<ArticleWithdrawn>, now: Date): Promise<StageResult> {
    const { articleId, action } = event.data;
    const state = (await this.store.statesOf([articleId])).get(articleId);
    if (!state || state.phase === 'dropped') {
      const of = state?.duplicateOf ? `, a duplicate of ${state.duplicateOf}` : '';
      return rejected('unknown_article', `no article ${articleId}${of}`);
    }
    const order = makeEvent(
      events.articleWithdrawal,
      { id: deterministicId('withdrawal', event.id), source: SOURCE, time: event.time, subject: articleId },
      event.data,
    );
    if (action === 'retract') return emitted([order]);
    const { clusterId } = state;
    await this.store.erase(articleId, { eventId: event.id, at: now });
    return emitted([order, ...(clusterId === null ? [] : [leaving(articleId, clusterId, event)])]);
  }
}

function leaving(
  articleId: string,
  clusterId: string,
  { id, time }: StageMessage<ArticleWithdrawn>['event'],
): OutgoingEvent {
  const attributes = { id: deterministicId('leave', id), source: SOURCE, time, subject: clusterId };
  const change = { kind: 'leave' as const, articleIds: [articleId] };
  return makeEvent(events.clusterChange, attributes, { clusterId, change, at: time });
}
