import { HttpError, permanentTargetOf, type HttpClient, type HttpResponse } from '@dateline/http';
import type { EventPublisher } from '@dateline/messaging';
import type { Database, FeedDoc } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { describeFetch, outcomeWord, type PollFacts, type ScheduleSettings } from './describe-fetch.js';
import type { FetcherMetrics } from './fetcher.metrics.js';
import {
  findDiscoveries,
  identifyEntries,
  type Discovery,
  type IdentifiedEntry,
} from './find-discoveries.js';
import type { Patience } from './patience.js';
import { publishDiscoveries } from './publish-discoveries.js';
import { readFeedError, readFeedResponse, type FeedReading } from './read-feed-response.js';

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1';

export interface PollDependencies {
  http: HttpClient;
  publisher: Pick<EventPublisher, 'publish'>;
  storage: Pick<Database, 'entries' | 'feeds'>;
  patience: Patience;
  metrics: FetcherMetrics;
  settings: { maxBytes: number; schedule: ScheduleSettings };
  now: () => Date;
}

/** What the host loop needs to know of a request: a pause that the server asked for, in seconds. */
export interface RequestEnd {
  hostPauseSeconds: number;
}

interface Brought {
  newEntries: number;
  changedEntries: number;
  withoutUrl: number;
}

/** Polls one feed: ask, read, publish what is new, then record. */
export class FeedPoller {
  private readonly logger = new Logger('Feed');

  constructor(private readonly on: PollDependencies) {}

  /** Gives null when the request was given up: nothing is recorded, and the feed stays due. Throws when Kafka or MongoDB is away at the end. */
  async poll(feed: FeedDoc, signal: AbortSignal): Promise<RequestEnd | null> {
    const started = performance.now();
    const at = this.on.now();
    const { reading, response } = await this.read(feed, signal);
    if (reading.kind === 'failed' && reading.failure.class === 'aborted') return null;
    const ms = Math.round(performance.now() - started);
    const { brought, outcome } = await this.take(feed, reading, at);
    const notes = notesOf(outcome, response, brought.withoutUrl);
    const facts: PollFacts = {
      at,
      ms,
      status: response?.status ?? null,
      bytes: response?.bytes ?? 0,
      ...brought,
      notes,
    };
    await this.record(feed, outcome, facts);
    return { hostPauseSeconds: hostPauseOf(outcome) };
  }

  private async read(
    feed: FeedDoc,
    signal: AbortSignal,
  ): Promise<{ reading: FeedReading; response: HttpResponse | null }> {
    const { etag, lastModified } = feed.http;
    try {
      const response = await this.on.http.get(feed.url, {
        accept: ACCEPT,
        maxBytes: this.on.settings.maxBytes,
        signal,
        headers: {
          ...(etag === null ? {} : { 'if-none-match': etag }),
          ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
        },
      });
      return { reading: await readFeedResponse(response, feed.http, this.on.now()), response };
    } catch (error) {
      if (error instanceof HttpError) return { reading: readFeedError(error), response: null };
      return { reading: this.defect(feed, error), response: null };
    }
  }

  /** Publishes and records the entries. A failure that is no outage must not hold up the host for good: it becomes the poll's outcome. */
  private async take(
    feed: FeedDoc,
    reading: FeedReading,
    at: Date,
  ): Promise<{ brought: Brought; outcome: FeedReading }> {
    const nothing = { newEntries: 0, changedEntries: 0, withoutUrl: 0 };
    if (reading.kind !== 'read') return { brought: nothing, outcome: reading };
    try {
      const { identified, withoutUrl } = identifyEntries(reading.parsed.items, feed.url);
      const discoveries = await this.discover(feed, identified, at);
      const changedEntries = discoveries.filter(({ data }) => data.change === 'changed').length;
      const newEntries = discoveries.length - changedEntries;
      return { brought: { newEntries, changedEntries, withoutUrl }, outcome: reading };
    } catch (error) {
      return { brought: nothing, outcome: this.defect(feed, error) };
    }
  }

  /** Publish, then record: a crash between the two leads to the same events with the same ids at the next poll. */
  private async discover(feed: FeedDoc, identified: IdentifiedEntry[], at: Date): Promise<Discovery[]> {
    const { patience, storage } = this.on;
    const keys = identified.map(({ key }) => key);
    const known = await patience.untilDone('read known entries', () =>
      storage.entries.known(feed.feedId, keys),
    );
    const discoveries = findDiscoveries(feed, identified, known, at);
    if (discoveries.length === 0) return [];
    await publishDiscoveries(discoveries, at, this.on);
    const idsByKey = new Map(discoveries.map(({ key, id }) => [key, id]));
    const seen = identified.flatMap(({ key, policy, fingerprint, articleId, url }) => {
      const discoveryId = idsByKey.get(key);
      return discoveryId === undefined ? [] : [{ key, policy, fingerprint, articleId, url, discoveryId }];
    });
    await patience.untilDone('record entries', () => storage.entries.record(feed.feedId, seen, at));
    return discoveries;
  }

  private async record(feed: FeedDoc, reading: FeedReading, facts: PollFacts): Promise<void> {
    const { patience, storage, metrics, settings } = this.on;
    const result = describeFetch(feed, reading, facts, settings.schedule);
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
  }

  /** A failure of our own code or of a store's rules; outages and stops are passed on. */
  private defect(feed: FeedDoc, error: unknown): FeedReading {
    if (this.on.patience.isPassing(error)) throw error;
    this.logger.error({ msg: 'a poll failed by a defect', feedId: feed.feedId, err: error });
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { kind: 'failed', failure: { class: 'internal', status: null, message, retryAfterSeconds: null } };
  }
}

/** An entry without an http(s) address cannot become an article: it is counted here and nowhere else. */
function notesOf(reading: FeedReading, response: HttpResponse | null, withoutUrl: number): string[] {
  const movedTo = response && permanentTargetOf(response);
  return [
    ...(movedTo ? [`moved permanently to ${movedTo}`] : []),
    ...(reading.kind === 'read' && reading.parsed.truncated ? ['the document is cut off'] : []),
    ...(withoutUrl > 0 ? [`${withoutUrl} entries without a usable address`] : []),
  ];
}

function hostPauseOf(reading: FeedReading): number {
  if (reading.kind !== 'failed') return 0;
  const { class: kind, status, retryAfterSeconds } = reading.failure;
  if (kind === 'throttled') return Math.min(retryAfterSeconds ?? 60, 86_400);
  return status === 503 ? Math.min(retryAfterSeconds ?? 0, 3_600) : 0;
}

function levelOf(reading: FeedReading, facts: PollFacts): 'warn' | 'log' | 'debug' {
  if ('failure' in reading) return 'warn';
  return facts.newEntries + facts.changedEntries > 0 ? 'log' : 'debug';
}
