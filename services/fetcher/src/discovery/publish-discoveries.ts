import { events, makeEvent } from '@dateline/contracts';
import { inSpan, type EventPublisher } from '@dateline/messaging';
import { context } from '@opentelemetry/api';
import { traceContextOf, traceparentOf } from './discovery-trace.js';
import type { Discovery } from './find-discoveries.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import { stageOutcome } from './stage-outcome.js';
import { FETCHER_SOURCE } from '../runtime/version.js';

type Publisher = Pick<EventPublisher, 'publish'>;

/** Publishes every discovery with its outcome. It waits while Kafka is away and repeats only what failed. */
export async function publishDiscoveries(
  discoveries: readonly Discovery[],
  at: Date,
  { publisher, retry }: { publisher: Publisher; retry: ServiceRetry },
): Promise<void> {
  // Two entries of one document may show the same article with the same text.
  let left = [...new Map(discoveries.map((discovery) => [discovery.id, discovery])).values()];
  await retry.whileUnavailable('publish discoveries', async () => {
    const ends = await Promise.allSettled(left.map((discovery) => publishOne(discovery, at, publisher)));
    left = left.filter((_, i) => ends[i]?.status === 'rejected');
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure) throw failure.reason;
  });
}

/**
 * Each article has a trace of its own, so each is published separately. The publisher batches them into few
 * transactions.
 */
function publishOne({ id, data }: Discovery, at: Date, publisher: Publisher): Promise<void> {
  const { articleId, feedId, url, foundBy } = data;
  const attributes = { id, source: FETCHER_SOURCE, time: at.toISOString(), subject: articleId };
  // The trace says how the article was found, unless a poll found it.
  const detail = foundBy === 'poll' ? null : `found by ${foundBy}`;
  const facts = { articleId, feedId, url, eventId: id, emitted: [id], detail };
  const span = {
    parent: traceContextOf(traceparentOf(id)),
    attributes: { 'url.full': url, ...(feedId === null ? {} : { 'dateline.feed_id': feedId }) },
  };
  return inSpan('discover entry', span, () =>
    publisher.publish({
      events: [makeEvent(events.articleDiscovered, attributes, data)],
      outcomes: [stageOutcome({ stage: 'discover', outcome: 'emitted', ...facts }, at)],
      traceContext: context.active(),
    }),
  );
}
