import type { FeedDoc, FeedFetchResult } from '@dateline/storage';
import type { FeedFailure, FeedReading } from './read-feed-response.js';
import { scheduleNextFetch, type NextFetch, type PollEnd } from './schedule-next-fetch.js';

/** Facts of one poll beside what it brought. */
export interface PollFacts {
  at: Date;
  ms: number;
  status: number | null;
  bytes: number;
  newEntries: number;
  changedEntries: number;
  withoutUrl: number;
  /** What an operator should know, for the list of recent fetches. */
  notes: string[];
}

export interface ScheduleSettings {
  minSeconds: number;
  maxSeconds: number;
  random: () => number;
}

type FeedFacts = Pick<FeedDoc, 'intervalSeconds' | 'failure' | 'http' | 'lastSuccessAt'>;

/** The update of the feed's record after a poll: next time with its reason, validators, failure, counts. Pure. */
export function describeFetch(
  feed: FeedFacts,
  reading: FeedReading,
  facts: PollFacts,
  settings: ScheduleSettings,
): FeedFetchResult {
  const failure = 'failure' in reading ? reading.failure : null;
  const end = pollEndOf(feed, reading, facts);
  const next = scheduleNextFetch({
    end,
    intervalSeconds: feed.intervalSeconds,
    freshSeconds: freshSecondsOf(reading),
    limits: settings,
    now: facts.at,
    random: settings.random(),
  });
  return {
    at: facts.at,
    succeeded: failure === null,
    ...nextFields(next),
    http: httpOf(feed, reading),
    failure: failureOf(feed, failure, facts.at),
    counts: {
      notModified: end.kind === 'same' ? 1 : 0,
      entries: entriesOf(reading),
      newEntries: facts.newEntries,
      changedEntries: facts.changedEntries,
    },
    log: logOf(reading, facts),
    state: reading.kind === 'gone' ? { state: 'gone', reason: reading.failure.message } : undefined,
    document: documentOf(reading),
  };
}

function nextFields(next: NextFetch) {
  return {
    nextFetchAt: next.nextFetchAt,
    nextFetchReason: next.reason,
    intervalSeconds: next.intervalSeconds,
  };
}

function pollEndOf(feed: FeedFacts, reading: FeedReading, facts: PollFacts): PollEnd {
  switch (reading.kind) {
    case 'gone':
      return { kind: 'gone' };
    case 'failed':
      return {
        kind: 'failed',
        consecutive: feed.failure.consecutive + 1,
        retryAfterSeconds: reading.failure.retryAfterSeconds,
      };
    case 'not_modified':
    case 'unchanged':
      return { kind: 'same' };
    case 'read':
      return {
        kind: 'read',
        entries: entriesOf(reading),
        newEntries: facts.newEntries,
        changedEntries: facts.changedEntries,
        first: feed.lastSuccessAt === null,
      };
  }
}

function freshSecondsOf(reading: FeedReading): number | null {
  if ('failure' in reading) return null;
  const ttl = reading.kind === 'read' ? (reading.parsed.feed.ttl ?? 0) * 60 : 0;
  const longest = Math.max(ttl, reading.freshSeconds ?? 0);
  return longest > 0 ? longest : null;
}

/** Validators are kept only beside a document that was read whole: after any failure the next request is unconditional. */
function httpOf(feed: FeedFacts, reading: FeedReading): FeedDoc['http'] {
  switch (reading.kind) {
    case 'not_modified':
      return { ...reading.validators, bodyHash: feed.http.bodyHash };
    case 'unchanged':
      return { ...reading.validators, bodyHash: reading.bodyHash };
    case 'read':
      if (!reading.parsed.truncated) return { ...reading.validators, bodyHash: reading.bodyHash };
      return { etag: null, lastModified: null, bodyHash: null };
    default:
      return { etag: null, lastModified: null, bodyHash: null };
  }
}

function failureOf(feed: FeedFacts, failure: FeedFailure | null, at: Date): FeedDoc['failure'] {
  if (failure === null) return { ...feed.failure, consecutive: 0 };
  return {
    consecutive: feed.failure.consecutive + 1,
    lastClass: failure.class,
    lastStatus: failure.status,
    lastMessage: failure.message.slice(0, 500),
    lastAt: at,
  };
}

function logOf(reading: FeedReading, facts: PollFacts): FeedFetchResult['log'] {
  const failure = 'failure' in reading ? reading.failure : null;
  const reasons = [...(failure ? [failure.message] : []), ...facts.notes];
  return {
    at: facts.at,
    outcome: outcomeWord(reading),
    status: facts.status,
    ms: facts.ms,
    bytes: facts.bytes,
    entries: entriesOf(reading),
    newEntries: facts.newEntries,
    reason: reasons.length === 0 ? null : reasons.join('; ').slice(0, 500),
  };
}

/** The word for a poll in the feed's record, logs and metrics: `read`, `unchanged`, `not_modified` or the class of its failure. */
export function outcomeWord(reading: FeedReading): string {
  return 'failure' in reading ? reading.failure.class : reading.kind;
}

function entriesOf(reading: FeedReading): number {
  return reading.kind === 'read' ? reading.parsed.items.length : 0;
}

function documentOf(reading: FeedReading): FeedFetchResult['document'] {
  if (reading.kind !== 'read') return undefined;
  const { kind, feed } = reading.parsed;
  return { title: feed.title, siteUrl: feed.link, kind };
}
