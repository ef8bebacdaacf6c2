import { deterministicId, events, makeEvent, type ArticleWithdrawn } from '@dateline/contracts';
import type { EventPublisher } from '@dateline/messaging';
import { GATEWAY_SOURCE } from '../version.js';

export interface WithdrawalOrder {
  articleId: string;
  action: ArticleWithdrawn['action'];
  reason: string;
  requestedBy: string;
  /** Orders with the same id count once. */
  requestId: string;
}

/**
 * Publishes an order to retract or erase. Returns the event's id, which derives from article, action and
 * request.
 */
export async function orderWithdrawal(
  publisher: Pick<EventPublisher, 'publish'>,
  { requestId, ...order }: WithdrawalOrder,
  now: Date,
): Promise<string> {
  const at = now.toISOString();
  const attributes = {
    id: deterministicId('withdrawn', order.articleId, order.action, requestId),
    source: GATEWAY_SOURCE,
    time: at,
    subject: order.articleId,
  };
  const event = makeEvent(events.articleWithdrawn, attributes, { ...order, requestedAt: at });
  await publisher.publish({ events: [event], outcomes: [] });
  return event.id;
}
