import type { ArticleDiscovered } from '@dateline/contracts';
import { duplicate, emitted, type StageMessage, type StageResult } from '@dateline/messaging';
import type { FrontierRepository, NewPageTask } from '@dateline/storage';
import { traceparentOf } from './discovery-trace.js';
import { hostKeyOf } from './host-key.js';

type Enqueue = Pick<FrontierRepository, 'enqueuePages'>;

/** Puts the pages of discovered articles in line. An event that comes twice, or an article that another feed showed, adds nothing. */
export async function schedulePages(
  frontier: Enqueue,
  messages: readonly StageMessage<ArticleDiscovered>[],
  now: Date,
): Promise<StageResult[]> {
  const firstOfEvent = new Map<string, StageMessage<ArticleDiscovered>>();
  for (const message of messages) {
    if (!firstOfEvent.has(message.event.id)) firstOfEvent.set(message.event.id, message);
  }
  const answers = await frontier.enqueuePages([...firstOfEvent.values()].map(taskOf), now);
  return messages.map((message) => {
    const { articleId } = message.event.data;
    const first = firstOfEvent.get(message.event.id) === message;
    const answer = first ? answers.get(message.event.id) : 'repeated';
    if (answer === 'enqueued') return emitted([]);
    return duplicate(answer === 'known' ? 'known_url' : 'repeated_event', articleId);
  });
}

function taskOf({ event }: StageMessage<ArticleDiscovered>): NewPageTask {
  const { articleId, url, urlNormalized, feedId, change, entry, discoveredAt } = event.data;
  return {
    articleId,
    url,
    urlNormalized,
    hostKey: hostKeyOf(url),
    feedId,
    discoveryId: event.id,
    change,
    entry,
    discoveredAt: new Date(discoveredAt),
    traceparent: traceparentOf(event.id),
  };
}
