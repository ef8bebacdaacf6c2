import { permanentTargetOf } from '@dateline/http';
import type { Database, FeedDoc, FeedFetchResult, FeedMeter } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import type { FeedBackfiller } from '../backfill/feed-backfiller.js';
import type { Loss } from '../backfill/plan-backfill.js';
import { hostPauseSeconds } from '../politeness/host-pause.js';
import type { RequestEnd } from '../politeness/request-end.js';
import type { FetcherMetrics } from '../runtime/fetcher.metrics.js';
import { askFeed, type AskDependencies } from './ask-feed.js';
import { describeFetch, outcomeWord, type ScheduleSettings } from '../schedule/describe-fetch.js';
import { followMove, type MoveDependencies } from './follow-move.js';
import type { FeedMeters } from './feed-meters.js';
import { floodOf, levelOf } from './poll-notes.js';
import type { Poll, TakenAnswer } from './poll.types.js';
import { takeDocument, type TakeDependencies } from './take-document.js';
import { watchMove, type MoveSettings } from '../schedule/watch-move.js';

export type PollSettings = AskDependencies['settings'] &
  TakeDependencies['settings'] & { schedule: ScheduleSettings; moves: MoveSettings };

export interface PollDependencies extends Omit<AskDependencies, 'logger'>, Omit<TakeDependencies, 'logger'> {
  storage: TakeDependencies['storage'] &
    MoveDependencies['storage'] & { feeds: Pick<Database['feeds'], 'recordFetch'> };
  retry: TakeDependencies['retry'];
  meters: Pick<FeedMeters, 'measure'>;
  backfill: Pick<FeedBackfiller, 'schedule'>;
  metrics: Pick<FetcherMetrics, 'feedPolled'>;
  settings: PollSettings;
}

/** Polls one feed: request it, take new entries, measure, record, and follow a feed that has moved. */
export class FeedPoller {
  private readonly logger = new Logger('Feed');
  private readonly on: PollDependencies & { logger: Logger };

  constructor(on: PollDependencies) {
    this.on = { ...on, logger: this.logger };
  }

  /** Throws when Kafka or MongoDB is still away at shutdown. */
  async poll(feed: FeedDoc, meter: FeedMeter, signal: AbortSignal): Promise<RequestEnd> {
    const at = this.on.now();
    const request = await askFeed(feed, signal, this.on);
    if (request.kind === 'postponed') return { kind: 'completed', hostPauseSeconds: 0 };
    if (request.kind === 'aborted') return request;
    const taken = await takeDocument(feed, request.answer, at, this.on);
    const measured = await this.on.meters.measure(feed, meter, taken);
    const { move, isStable } = moveOf(feed, taken, this.on.settings.moves);
    const poll = { ...taken, measured, move };
    const result = await this.record(feed, meter, poll);
    if (move && isStable) await followMove(feed, move.target, at, this.on);
    return requestEndOf(feed, poll, result);
  }

  private async record(feed: FeedDoc, { backfill }: FeedMeter, poll: Poll): Promise<FeedFetchResult> {
    const { retry, storage, settings, metrics } = this.on;
    const described = describeFetch(feed, poll, settings.schedule);
    const result = await this.on.backfill.schedule(feed, { backfill, loss: lossOf(poll) }, described);
    await retry.whileUnavailable('record a poll', () => storage.feeds.recordFetch(feed.feedId, result));
    const outcome = outcomeWord(poll);
    metrics.feedPolled(outcome, poll.ms / 1000, poll.discovered);
    const { newEntries, changedEntries } = poll.discovered;
    this.logger[levelOf(poll)]({
      msg: `feed ${outcome}`,
      feedId: feed.feedId,
      feedUrl: feed.url,
      newEntries,
      changedEntries,
      nextFetchAt: result.nextFetchAt,
      nextFetchReason: result.nextFetchReason,
      reason: result.log.reason,
    });
    return result;
  }
}

/** A failed poll says nothing about a move. */
function moveOf(feed: FeedDoc, { reading, response, at }: TakenAnswer, settings: MoveSettings) {
  if ('failure' in reading || response === null) return { move: feed.move, isStable: false };
  const wasRead = reading.kind !== 'not_modified';
  return watchMove(feed.move, { target: permanentTargetOf(response), wasRead, at }, settings);
}

/** Start of a search for lost entries; null when the poll lost nothing. */
function lossOf({ reading, response, discovered, measured, at }: Poll): Loss | null {
  const { lostSince } = measured;
  // A flood shares little with the document before it, and nothing of it is missed.
  if (lostSince === null || reading.kind !== 'read' || response === null || floodOf(discovered) !== null)
    return null;
  const entryUrls = discovered.identified.map(({ url }) => url);
  return { from: lostSince, to: at, documentUrl: response.finalUrl, parsed: reading.parsed, entryUrls };
}

function requestEndOf(
  { hostKey, policy }: FeedDoc,
  { reading, endedAt }: Poll,
  { failure, nextFetchAt }: FeedFetchResult,
): RequestEnd {
  const dueAt = reading.kind === 'gone' ? null : nextFetchAt;
  if (!('failure' in reading))
    return { kind: 'completed', hostPauseSeconds: 0, unavailable: null, endedAt, dueAt };
  const { status, retryAfterSeconds } = reading.failure;
  const refusal = { status, retryAfterSeconds, consecutive: failure.consecutive };
  // An operator's setting for pauses is kept.
  const isHosts = status === 503 && policy.retryAfterScope !== 'feed';
  return {
    kind: 'completed',
    hostPauseSeconds: hostPauseSeconds(hostKey, refusal, policy.retryAfterScope),
    unavailable: isHosts ? { retryAfterSeconds } : null,
    endedAt,
    dueAt,
  };
}
