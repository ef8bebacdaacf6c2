import type { ArticleDiscovered } from '@dateline/contracts';
import { duplicate, emitted, type StageMessage, type StageResult } from '@dateline/messaging';
import type { FrontierRepository, NewPageTask } from '@dateline/storage';
import { hostKeyOf } from '@dateline/article';

type Frontier = Pick<FrontierRepository, 'enqueuePages' | 'wakeHosts'>;

/** Puts the pages of discovered articles in line. An event that comes twice, or an article that another feed showed, adds nothing. */
export async function schedulePages(
  frontier: Frontier,
  messages: readonly StageMessage<ArticleDiscovered>[],
  now: Date,
): Promise<StageResult[]> {
  const firstOfEvent = new Map<string, StageMessage<ArticleDiscovered>>();
  for (const message of messages) {
    if (!firstOfEvent.has(message.event.id)) firstOfEvent.set(message.event.id, message);
  }
  const tasks = [...firstOfEvent.values()].map(taskOf);
  const answers = await frontier.enqueuePages(tasks, now);
  // An event may come again because the process died after it put the page in line and before it woke the host.
  const repeated = tasks.filter(({ discoveryId }) => answers.get(discoveryId) === 'repeated');
  await frontier.wakeHosts(new Set(repeated.map((task) => task.hostKey)), now);
  return messages.map((message) => {
    const { articleId, feedId, url } = message.event.data;
    const first = firstOfEvent.get(message.event.id) === message;
    const answer = first ? answers.get(message.event.id) : 'repeated';
    if (answer === 'enqueued') return emitted([], { feedId, url });
    return duplicate(answer === 'known' ? 'known_url' : 'repeated_event', articleId, { feedId, url });
  });
}

function taskOf({ event, traceparent }: StageMessage<ArticleDiscovered>): NewPageTask {
  const { articleId, url, urlNormalized, feedId, change, entry, discoveredAt, contentFrom } = event.data;
  return {
    articleId,
    url,
    urlNormalized,
    hostKey: hostKeyOf(url),
    feedId,
    discoveryId: event.id,
    change,
    entry,
    contentFrom: contentFrom ?? 'page',
    discoveredAt: new Date(discoveredAt),
    traceparent,
  };
}
