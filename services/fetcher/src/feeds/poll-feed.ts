import { hostKeyOf } from '@dateline/article';
import { HttpError, permanentTargetOf, type HttpClient, type HttpResponse } from '@dateline/http';
import type { ParsedFeed } from '@dateline/feed';
import type { Database, FeedDoc, FeedFetchResult } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import type { FeedBackfiller } from '../backfill/feed-backfill.js';
import type { Loss } from '../backfill/plan-backfill.js';
import { conditionsFor, type ConditionSettings } from './choose-conditions.js';
import { hostPauseSeconds } from '../politeness/choose-pause.js';
import { describeFetch, outcomeWord, type PollFacts, type ScheduleSettings } from './describe-fetch.js';
import { NOTHING_BROUGHT, type Brought, type EntryDiscovery } from '../discovery/discover-entries.js';
import type { ParseDocument } from '../documents/feed-parser.js';
import type { FetcherMetrics } from '../runtime/fetcher.metrics.js';
import type { FeedMeters, MeasuredPoll } from './measure-feed.js';
import type { Patience } from '../runtime/patience.js';
import { levelOf, notesOf } from './poll-notes.js';
import {
  readFeedError,
  readFeedResponse,
  readRobotsRefusal,
  type FeedReading,
} from '../documents/read-feed-response.js';
import type { RobotsGate } from '../robots/robots.gate.js';
import type { RequestEnd } from '../politeness/request-end.js';
import { adoptSitemaps, type IndexLimits } from '../sitemaps/adopt-sitemaps.js';
import { selectEntries, type SitemapLimits } from '../sitemaps/select-entries.js';
import { watchMove, type MoveSettings } from './watch-move.js';

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1';

export interface PollSettings {
  maxBytes: number;
  schedule: ScheduleSettings;
  conditions: ConditionSettings;
  moves: MoveSettings;
  sitemaps: SitemapLimits & IndexLimits;
}

export interface PollDependencies {
  http: HttpClient;
  /** Null where feeds are read whatever robots.txt says: who publishes one means it to be read by machines. */
  robots: Pick<RobotsGate, 'permissionFor'> | null;
  parse: ParseDocument;
  /** Waits before a redirect is followed. */
  courtesy: (next: URL, from: URL, signal: AbortSignal) => Promise<void>;
  discovery: Pick<EntryDiscovery, 'discover'>;
  meters: Pick<FeedMeters, 'read' | 'measure'>;
  backfill: Pick<FeedBackfiller, 'dueNow' | 'schedule' | 'step'>;
  storage: Pick<Database, 'feeds'>;
  patience: Patience;
  metrics: FetcherMetrics;
  settings: PollSettings;
  now: () => Date;
}

interface Answer {
  reading: FeedReading;
  response: HttpResponse | null;
  conditional: boolean;
  /** When the request was over. */
  endedAt: Date;
}

/** Polls one feed: ask, read, publish what is new, record, and follow a feed that has moved. */
export class FeedPoller {
  private readonly logger = new Logger('Feed');

  constructor(private readonly on: PollDependencies) {}

  /** Gives null when the request was given up: nothing is recorded, and the feed stays due. Throws when Kafka or MongoDB is away at the end. */
  async poll(feed: FeedDoc, signal: AbortSignal): Promise<RequestEnd | null> {
    const started = performance.now();
    const at = this.on.now();
    const meter = await this.on.meters.read(feed.feedId);
    const backfill = this.on.backfill.dueNow(feed, meter, at);
    if (backfill) return this.on.backfill.step(feed, meter, backfill, signal);
    const permission = await this.permissionFor(feed, signal);
    if (permission === 'later') return { hostPauseSeconds: 0 };
    const answer = permission ?? (await this.ask(feed, signal));
    if (answer.reading.kind === 'failed' && answer.reading.failure.class === 'aborted') return null;
    const ms = Math.round(performance.now() - started);
    const { brought, outcome } = await this.take(feed, answer.reading, at);
    const { move, isStable } = this.watch(feed, { ...answer, reading: outcome }, at);
    const poll = { reading: outcome, response: answer.response, brought, at };
    const measured = await this.on.meters.measure(feed, meter, poll);
    const loss = lossOf(poll, measured.lostSince);
    const facts = {
      at,
      ms,
      status: answer.response?.status ?? null,
      bytes: answer.response?.bytes ?? 0,
      conditional: answer.conditional,
      ...brought,
      ...measured,
      move,
      notes: notesOf(outcome, { move, withoutUrl: brought.withoutUrl, measured }),
    };
    const result = await this.record(feed, outcome, facts, { backfill: meter.backfill, loss });
    if (move && isStable) await this.follow(feed, move.target, at);
    return {
      hostPauseSeconds: this.pauseOf(feed, outcome, result),
      unavailable: unavailableOf(feed, outcome),
      endedAt: answer.endedAt,
      dueAt: outcome.kind === 'gone' ? null : result.nextFetchAt,
    };
  }

  /** The failure that robots.txt means for the feed, null when it may be asked for, `later` when its turn is spent. */
  private async permissionFor(feed: FeedDoc, signal: AbortSignal): Promise<Answer | 'later' | null> {
    const { hostKey } = feed;
    const permission = await this.on.robots?.permissionFor(new URL(feed.url), { hostKey, signal });
    if (!permission || permission.answer === 'allowed') return permission?.asked ? 'later' : null;
    const reading = readRobotsRefusal(permission.answer);
    return { reading, response: null, conditional: false, endedAt: this.on.now() };
  }

  private async ask(feed: FeedDoc, signal: AbortSignal): Promise<Answer> {
    const { http, settings, now } = this.on;
    const headers = conditionsFor(feed, now(), settings.conditions);
    const conditional = Object.keys(headers).length > 0;
    const beforeRedirect = (next: URL, from: URL) => this.on.courtesy(next, from, signal);
    let endedAt: Date | null = null;
    try {
      const response = await http.get(feed.url, {
        accept: ACCEPT,
        maxBytes: settings.maxBytes,
        signal,
        headers,
        beforeRedirect,
      });
      endedAt = now();
      const asked = { stored: feed.http, conditional, parse: this.on.parse };
      const reading = await readFeedResponse(response, asked, endedAt);
      return { reading, response, conditional, endedAt };
    } catch (error) {
      const reading = error instanceof HttpError ? readFeedError(error) : this.defect(feed, error);
      return { reading, response: null, conditional, endedAt: endedAt ?? now() };
    }
  }

  /** A poll that failed says nothing of a move. */
  private watch(feed: FeedDoc, { reading, response }: Answer, at: Date) {
    if ('failure' in reading || response === null) return { move: feed.move, isStable: false };
    const wasRead = reading.kind !== 'not_modified';
    return watchMove(feed.move, { target: permanentTargetOf(response), wasRead, at }, this.on.settings.moves);
  }

  /** Takes a stable permanent redirect for the feed's address; where another feed has it already, that one goes on alone. */
  private async follow(feed: FeedDoc, url: string, at: Date): Promise<void> {
    const { patience, storage } = this.on;
    const answer = await patience.untilDone('move a feed', () =>
      storage.feeds.setAddress(feed.feedId, { url, hostKey: hostKeyOf(url) }, at),
    );
    const told = { feedId: feed.feedId, feedUrl: url, before: feed.url };
    if (!('taken' in answer)) {
      this.logger.log({ msg: 'feed moved', ...told });
      return;
    }
    const reason = `moved permanently to ${url}, which another feed polls`;
    await patience.untilDone('end a duplicate feed', () =>
      storage.feeds.setDuplicate(feed.feedId, answer.taken, reason, at),
    );
    this.logger.warn({ msg: 'feed is a duplicate', duplicateOf: answer.taken, ...told });
  }

  private pauseOf({ hostKey, policy }: FeedDoc, outcome: FeedReading, { failure }: FeedFetchResult): number {
    if (!('failure' in outcome)) return 0;
    const refusal = { ...outcome.failure, consecutive: failure.consecutive };
    return hostPauseSeconds(hostKey, refusal, policy.retryAfterScope);
  }

  /** Publishes and records the entries. A failure that is no outage must not hold up the host for good: it becomes the poll's outcome. */
  private async take(
    feed: FeedDoc,
    reading: FeedReading,
    at: Date,
  ): Promise<{ brought: Brought; outcome: FeedReading }> {
    if (reading.kind !== 'read') return { brought: NOTHING_BROUGHT, outcome: reading };
    try {
      return { brought: await this.takeDocument(feed, reading.parsed, at), outcome: reading };
    } catch (error) {
      return { brought: NOTHING_BROUGHT, outcome: this.defect(feed, error) };
    }
  }

  private async takeDocument(feed: FeedDoc, parsed: ParsedFeed, at: Date): Promise<Brought> {
    const { patience, storage, settings, discovery } = this.on;
    const limits = settings.sitemaps;
    await patience.untilDone('adopt sitemaps', () =>
      adoptSitemaps(storage.feeds, feed, parsed, { at, limits }),
    );
    return discovery.discover(feed, selectEntries(parsed, at, limits), { at, foundBy: 'poll' });
  }

  private async record(
    feed: FeedDoc,
    reading: FeedReading,
    facts: PollFacts,
    search: Parameters<FeedBackfiller['schedule']>[1],
  ): Promise<FeedFetchResult> {
    const { patience, storage, metrics, settings } = this.on;
    const described = describeFetch(feed, reading, facts, settings.schedule);
    const result = await this.on.backfill.schedule(feed, search, described);
    await patience.untilDone('record a poll', () => storage.feeds.recordFetch(feed.feedId, result));
    const outcome = outcomeWord(reading);
    metrics.feedPolled(outcome, facts.ms / 1000, facts);
    this.logger[levelOf(reading, facts)]({
      msg: `feed ${outcome}`,
      feedId: feed.feedId,
      feedUrl: feed.url,
      newEntries: facts.newEntries,
      changedEntries: facts.changedEntries,
      nextFetchAt: result.nextFetchAt,
      nextFetchReason: result.nextFetchReason,
      reason: result.log.reason,
    });
    return result;
  }

  /** A failure of our own code or of a store's rules; outages and stops are passed on. */
  private defect(feed: FeedDoc, error: unknown): FeedReading {
    if (this.on.patience.isPassing(error)) throw error;
    this.logger.error({ msg: 'a poll failed by a defect', feedId: feed.feedId, err: error });
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { kind: 'failed', failure: { class: 'internal', status: null, message, retryAfterSeconds: null } };
  }
}

/** What a search for lost entries starts from; null where a poll lost nothing. */
function lossOf({ reading, response, brought, at }: MeasuredPoll, lostSince: Date | null): Loss | null {
  if (lostSince === null || reading.kind !== 'read' || response === null) return null;
  const entryUrls = brought.identified.map(({ url }) => url);
  return { from: lostSince, to: at, documentUrl: response.finalUrl, parsed: reading.parsed, entryUrls };
}

/** An operator's rule that the feed waits for itself stands. */
function unavailableOf({ policy }: FeedDoc, outcome: FeedReading): RequestEnd['unavailable'] {
  if (!('failure' in outcome) || outcome.failure.status !== 503) return null;
  const { retryAfterSeconds } = outcome.failure;
  return policy.retryAfterScope === 'feed' ? null : { retryAfterSeconds };
}
