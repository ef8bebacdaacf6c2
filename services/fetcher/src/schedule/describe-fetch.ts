import type { ParsedFeed } from '@dateline/feed';
import type { FeedDoc, FeedFetchResult, FeedRhythm } from '@dateline/storage';
import { failurePointsOf } from './failure-points.js';
import type { FeedFailure, FeedReading } from '../documents/read-feed-response.js';
import { floodOf, notesOf } from '../feeds/poll-notes.js';
import type { Poll } from '../feeds/poll.types.js';
import { damageText } from '../losses/judge-damage.js';
import { scheduleNextFetch, type PollEnd, type ScheduleLimits } from './schedule-next-fetch.js';

export interface ScheduleSettings {
  limits: ScheduleLimits;
  /** After this many consecutive failures a feed is `failing`. */
  failingAfter: number;
  random: () => number;
}

type FeedFacts = Pick<
  FeedDoc,
  | 'intervalSeconds'
  | 'failure'
  | 'http'
  | 'lastSuccessAt'
  | 'state'
  | 'rhythm'
  | 'policy'
  | 'problem'
  | 'documentTitle'
  | 'siteUrl'
  | 'kind'
>;

/**
 * The update of the feed's record after a poll: next time with its reason, validators, failure, state,
 * counts. Pure.
 */
export function describeFetch(feed: FeedFacts, poll: Poll, settings: ScheduleSettings): FeedFetchResult {
  const { at, reading, discovered } = poll;
  const failure = failureOf(feed, reading, at);
  const rhythm = rhythmOf(feed, reading);
  const end = pollEndOf(feed, poll, failure.consecutive >= settings.failingAfter);
  const next = scheduleNextFetch({
    end,
    intervalSeconds: feed.intervalSeconds,
    publisher: { fresh: 'fresh' in reading ? reading.fresh : null, rhythm },
    policy: feed.policy,
    isPushed: poll.measured.isPushed,
    limits: settings.limits,
    now: at,
    random: settings.random(),
  });
  return {
    at,
    succeeded: !('failure' in reading) && poll.measured.damage === null,
    nextFetchAt: next.nextFetchAt,
    nextFetchReason: next.reason,
    intervalSeconds: next.intervalSeconds,
    http: httpOf(feed, poll),
    failure,
    rhythm,
    move: poll.move,
    identity: discovered.identity,
    problem: problemOf(feed, poll),
    counts: {
      notModified: end.kind === 'same' ? 1 : 0,
      entries: entriesOf(reading),
      newEntries: discovered.newEntries,
      changedEntries: discovered.changedEntries,
    },
    log: logOf(poll),
    state: stateOf(feed, poll, failure.consecutive, settings.failingAfter),
    document: reading.kind === 'read' ? documentOf(feed, reading.parsed) : undefined,
  };
}

function pollEndOf(feed: FeedFacts, { reading, discovered, measured }: Poll, failing: boolean): PollEnd {
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
      const { newEntries, changedEntries } = discovered;
      const first = feed.lastSuccessAt === null;
      const lossy = measured.lostSince !== null;
      const flooding = floodOf(discovered) !== null;
      return {
        kind: 'read',
        entries: entriesOf(reading),
        newEntries,
        changedEntries,
        first,
        lossy,
        flooding,
      };
    }
  }
}

/** The last document's statements stay valid while the server reports no change. */
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

/** Failures in which a document was under way but did not arrive completely, or was not a feed. */
const SPOILT: ReadonlySet<string> = new Set(['truncated', 'too_large', 'decode']);

/**
 * Validators are stored only with a completely read document. After an unreadable or damaged document, and
 * after one of which some entries were left over, the next request is unconditional, because it may bring the
 * rest. A refusal or an outage says nothing about the stored document.
 */
function httpOf(feed: FeedFacts, poll: Poll): FeedDoc['http'] {
  const { reading, at } = poll;
  const none = { ...feed.http, etag: null, lastModified: null, bodyHash: null };
  switch (reading.kind) {
    case 'not_modified':
      return { ...feed.http, ...reading.validators };
    case 'unchanged':
      return { ...feed.http, ...reading.validators, fullAt: at };
    case 'read': {
      if (poll.measured.damage || floodOf(poll.discovered) !== null) return none;
      const { validators, bodyHash } = reading;
      const liedAt = wasLie(feed, reading.validators, poll) ? at : feed.http.liedAt;
      return { ...validators, bodyHash, fullAt: at, liedAt };
    }
    case 'failed':
    case 'gone': {
      const { class: kind, status } = reading.failure;
      return status === 200 || SPOILT.has(kind) ? none : feed.http;
    }
  }
}

/**
 * Whether the server sent new entries under the validators that we would have sent: with them it would have
 * called the document unchanged.
 */
function wasLie(
  { http }: FeedFacts,
  { etag, lastModified }: FeedDoc['http'] | { etag: string | null; lastModified: string | null },
  { conditional, discovered }: Poll,
): boolean {
  const known = http.etag !== null || http.lastModified !== null;
  const same = etag === http.etag && lastModified === http.lastModified;
  return known && same && !conditional && discovered.newEntries + discovered.changedEntries > 0;
}

/** A document that was read shows whether the feed is healthy. Any other response keeps the earlier state. */
function problemOf(feed: FeedFacts, { reading, measured, discovered, at }: Poll): FeedFetchResult['problem'] {
  if (reading.kind !== 'read') return undefined;
  const { damage } = measured;
  const flood = floodOf(discovered);
  if (damage === null && flood === null) return null;
  const kind = damage === null ? ('flooding' as const) : ('damaged' as const);
  const reason = damage === null ? (flood ?? '') : damageText(damage);
  const since = (feed.problem?.kind === kind ? feed.problem.since : null) ?? at;
  return { kind, reason, since, bodyHash: reading.bodyHash };
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
  { reading, discovered }: Poll,
  consecutive: number,
  failingAfter: number,
): FeedFetchResult['state'] {
  if (reading.kind === 'gone') return { state: 'gone', reason: reading.failure.message };
  if (reading.kind !== 'failed') {
    const flood = floodOf(discovered);
    if (flood !== null) return { state: 'flooding', reason: flood };
    const isOver = state === 'failing' || (state === 'flooding' && reading.kind === 'read');
    return isOver ? { state: 'active', reason: null } : undefined;
  }
  if (consecutive < failingAfter) return undefined;
  const { class: kind, message } = reading.failure;
  return {
    state: 'failing',
    reason: `${consecutive} failures in a row, the last ${kind}: ${message}`.slice(0, 500),
  };
}

function logOf(poll: Poll): FeedFetchResult['log'] {
  const { at, ms, reading, response, discovered } = poll;
  const failure = 'failure' in reading ? reading.failure : null;
  const reasons = [...(failure ? [failure.message] : []), ...notesOf(poll)];
  return {
    at,
    outcome: outcomeWord(poll),
    status: response?.status ?? null,
    ms,
    bytes: response?.bytes ?? 0,
    entries: entriesOf(reading),
    newEntries: discovered.newEntries,
    ...(discovered.account.offered > 0 ? { account: discovered.account } : {}),
    reason: reasons.length === 0 ? null : reasons.join('; ').slice(0, 500),
  };
}

/**
 * The word for a poll in the feed's record, logs and metrics: `read`, `damaged`, `unchanged`, `not_modified`
 * or the class of its failure.
 */
export function outcomeWord({ reading, measured }: Pick<Poll, 'reading' | 'measured'>): string {
  if ('failure' in reading) return reading.failure.class;
  return measured.damage ? 'damaged' : reading.kind;
}

function entriesOf(reading: FeedReading): number {
  return reading.kind === 'read' ? reading.parsed.items.length : 0;
}

function documentOf(before: FeedFacts, { kind, feed }: ParsedFeed): FeedFetchResult['document'] {
  const { title, link: siteUrl } = feed;
  // A document without a title leaves the one that is known.
  const isRenamed = Boolean(title) && title !== before.documentTitle;
  const isChanged = isRenamed || siteUrl !== before.siteUrl || kind !== before.kind;
  return { title, siteUrl, kind, isChanged };
}
