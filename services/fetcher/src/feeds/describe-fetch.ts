import type { ParsedFeed } from '@dateline/feed';
import type { FeedDoc, FeedFetchResult, FeedMove, FeedRhythm } from '@dateline/storage';
import { failurePointsOf } from './failure-points.js';
import type { FeedFailure, FeedReading } from '../documents/read-feed-response.js';
import { scheduleNextFetch, type PollEnd, type ScheduleLimits } from './schedule-next-fetch.js';

/** Facts of one poll beside what it brought. */
export interface PollFacts {
  at: Date;
  ms: number;
  status: number | null;
  bytes: number;
  /** Whether validators were sent. */
  conditional: boolean;
  newEntries: number;
  changedEntries: number;
  withoutUrl: number;
  /** What its entries are named by from now on. */
  identity?: FeedDoc['identity'];
  /** Since when entries are probably missing. */
  lostSince: Date | null;
  /** Whether a hub brings what is new. */
  isPushed: boolean;
  /** Where the feed seems to be moving. */
  move: FeedMove | null;
  /** What an operator should know, for the list of recent fetches. */
  notes: string[];
}

export interface ScheduleSettings {
  limits: ScheduleLimits;
  /** Failures in a row after which a feed is `failing`. */
  failingAfter: number;
  random: () => number;
}

type FeedFacts = Pick<
  FeedDoc,
  'intervalSeconds' | 'failure' | 'http' | 'lastSuccessAt' | 'state' | 'rhythm' | 'policy'
>;

/** The update of the feed's record after a poll: next time with its reason, validators, failure, state, counts. Pure. */
export function describeFetch(
  feed: FeedFacts,
  reading: FeedReading,
  facts: PollFacts,
  settings: ScheduleSettings,
): FeedFetchResult {
  const failure = failureOf(feed, reading, facts.at);
  const rhythm = rhythmOf(feed, reading);
  const end = pollEndOf(feed, reading, facts, failure.consecutive >= settings.failingAfter);
  const next = scheduleNextFetch({
    end,
    intervalSeconds: feed.intervalSeconds,
    publisher: { fresh: 'fresh' in reading ? reading.fresh : null, rhythm },
    policy: feed.policy,
    isPushed: facts.isPushed,
    limits: settings.limits,
    now: facts.at,
    random: settings.random(),
  });
  return {
    at: facts.at,
    succeeded: !('failure' in reading),
    nextFetchAt: next.nextFetchAt,
    nextFetchReason: next.reason,
    intervalSeconds: next.intervalSeconds,
    http: httpOf(feed, reading, facts),
    failure,
    rhythm,
    move: facts.move,
    identity: facts.identity,
    counts: {
      notModified: end.kind === 'same' ? 1 : 0,
      entries: entriesOf(reading),
      newEntries: facts.newEntries,
      changedEntries: facts.changedEntries,
    },
    log: logOf(reading, facts),
    state: stateOf(feed, reading, failure.consecutive, settings.failingAfter),
    document: reading.kind === 'read' ? documentOf(reading.parsed) : undefined,
  };
}

function pollEndOf(feed: FeedFacts, reading: FeedReading, facts: PollFacts, failing: boolean): PollEnd {
  switch (reading.kind) {
    case 'gone':
      return { kind: 'gone' };
    case 'failed': {
      const points = feed.failure.points + failurePointsOf(reading.failure.class);
      return { kind: 'failed', points, failing, retryAfterSeconds: reading.failure.retryAfterSeconds };
    }
    case 'not_modified':
      return { kind: 'same', how: 'not_modified' };
    case 'unchanged':
      return { kind: 'same', how: 'unchanged_body' };
    case 'read': {
      const { newEntries, changedEntries } = facts;
      const first = feed.lastSuccessAt === null;
      const lossy = facts.lostSince !== null;
      return { kind: 'read', entries: entriesOf(reading), newEntries, changedEntries, first, lossy };
    }
  }
}

/** What the last document said stays true while the server says that nothing changed. */
function rhythmOf(feed: FeedFacts, reading: FeedReading): FeedRhythm | null {
  if (reading.kind !== 'read') return feed.rhythm;
  const { ttl, rhythm } = reading.parsed.feed;
  if (ttl === null && rhythm === undefined) return null;
  return {
    ttlSeconds: ttl === null ? null : ttl * 60,
    updateSeconds: rhythm?.updateSeconds ?? null,
    skipHours: rhythm?.skipHours ?? [],
    skipDays: rhythm?.skipDays ?? [],
  };
}

/** Failures in which a whole document was on its way and did not arrive, or was none. */
const SPOILT: ReadonlySet<string> = new Set(['truncated', 'too_large', 'decode']);

/**
 * Validators stand beside a document that was read whole. After one that could not be read the next request is unconditional; a refusal
 * or an outage says nothing of the document that we have.
 */
function httpOf(feed: FeedFacts, reading: FeedReading, facts: PollFacts): FeedDoc['http'] {
  const none = { ...feed.http, etag: null, lastModified: null, bodyHash: null };
  switch (reading.kind) {
    case 'not_modified':
      return { ...feed.http, ...reading.validators };
    case 'unchanged':
      return { ...feed.http, ...reading.validators, fullAt: facts.at };
    case 'read': {
      if (reading.parsed.truncated) return none;
      const { validators, bodyHash } = reading;
      const liedAt = wasLie(feed, reading.validators, facts) ? facts.at : feed.http.liedAt;
      return { ...validators, bodyHash, fullAt: facts.at, liedAt };
    }
    case 'failed':
    case 'gone': {
      const { class: kind, status } = reading.failure;
      return status === 200 || SPOILT.has(kind) ? none : feed.http;
    }
  }
}

/** News under the validators that we would have sent: the server would have called it unchanged. */
function wasLie(
  { http }: FeedFacts,
  { etag, lastModified }: FeedDoc['http'] | { etag: string | null; lastModified: string | null },
  { conditional, newEntries, changedEntries }: PollFacts,
): boolean {
  const known = http.etag !== null || http.lastModified !== null;
  const same = etag === http.etag && lastModified === http.lastModified;
  return known && same && !conditional && newEntries + changedEntries > 0;
}

function failureOf({ failure }: FeedFacts, reading: FeedReading, at: Date): FeedDoc['failure'] {
  if (!('failure' in reading)) return { ...failure, consecutive: 0, points: 0 };
  const { class: lastClass, status, message }: FeedFailure = reading.failure;
  return {
    consecutive: failure.consecutive + 1,
    points: failure.points + failurePointsOf(lastClass),
    lastClass,
    lastStatus: status,
    lastMessage: message.slice(0, 500),
    lastAt: at,
  };
}

function stateOf(
  { state }: FeedFacts,
  reading: FeedReading,
  consecutive: number,
  failingAfter: number,
): FeedFetchResult['state'] {
  if (reading.kind === 'gone') return { state: 'gone', reason: reading.failure.message };
  if (reading.kind !== 'failed') return state === 'failing' ? { state: 'active', reason: null } : undefined;
  if (consecutive < failingAfter) return undefined;
  const { class: kind, message } = reading.failure;
  return {
    state: 'failing',
    reason: `${consecutive} failures in a row, the last ${kind}: ${message}`.slice(0, 500),
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

function documentOf({ kind, feed }: ParsedFeed): FeedFetchResult['document'] {
  return { title: feed.title, siteUrl: feed.link, kind };
}
