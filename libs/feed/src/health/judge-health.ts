import { CLASS_REMEDIES, STATE_REMEDIES } from './health-remedies.js';
import { spanText } from './span-text.js';
import type { FeedHealth, HealthFacts, HealthState } from './health.types.js';

const HOUR_MS = 3_600_000;
/** A feed without success is late after this time, or after three of its intervals if they are longer. */
const LATE_MS = 24 * HOUR_MS;
const LATE_INTERVALS = 3;
/** Time past its due time after which nobody comes to a feed. */
const OVERDUE_MS = HOUR_MS;
/** A loss counts for this long, unless a search has closed its gap. */
const LOSS_MS = 24 * HOUR_MS;

/** Failures in which somebody refuses. The definite ones do not pass by waiting, so one is enough. */
const DEFINITE: ReadonlySet<string> = new Set(['robots_disallowed', 'forbidden_address', 'forbidden_port']);
const REFUSALS: ReadonlySet<string> = new Set([...DEFINITE, 'blocked']);

type Verdict = Omit<FeedHealth, 'remedy'>;

/**
 * The health of a feed at an instant, with since when, why and what to do. It goes by time: a feed fails when its last success is longer
 * ago than a day and than three of its intervals. One that never succeeded, or is refused for good, is told of at its first failure. Of
 * several defects the gravest is told: no document, then a defect of the document, then what is missing from it.
 */
export function judgeHealth(facts: HealthFacts, now: Date): FeedHealth {
  const verdict =
    stopped(facts) ??
    withoutDocument(facts, now) ??
    withBadDocument(facts) ??
    overdue(facts, now) ??
    losing(facts, now) ??
    belowVolume(facts) ??
    healthy(facts);
  const isWell = verdict.state === 'healthy' || verdict.state === 'paused';
  const byClass = verdict.class === null ? undefined : CLASS_REMEDIES[verdict.class];
  return { ...verdict, remedy: byClass ?? (isWell ? null : (STATE_REMEDIES[verdict.state] ?? null)) };
}

function stopped({ state, stateReason, stateSince, updatedAt, duplicateOf }: HealthFacts): Verdict | null {
  if (state !== 'paused' && state !== 'gone') return null;
  const since = stateSince ?? updatedAt;
  return { state, since, class: duplicateOf === null ? null : 'duplicate', reason: stateReason ?? state };
}

function withoutDocument(facts: HealthFacts, now: Date): Verdict | null {
  const { failure, lastSuccessAt, createdAt } = facts;
  if (failure.consecutive === 0) return null;
  const kind = failure.lastClass ?? 'internal';
  if (lastSuccessAt !== null && !isLate(facts, now) && !DEFINITE.has(kind)) return null;
  const since = lastSuccessAt ?? createdAt;
  const never: HealthState = lastSuccessAt === null ? 'never_succeeded' : 'failing';
  const lead =
    lastSuccessAt === null ? 'no poll has ever succeeded' : `no success for ${spanText(since, now)}`;
  return {
    state: REFUSALS.has(kind) ? 'blocked' : never,
    since,
    class: kind,
    reason: `${lead}; ${failuresText(facts)}`,
  };
}

function isLate(facts: HealthFacts, now: Date): boolean {
  const seconds = Math.max(facts.intervalSeconds, facts.policy.intervalSeconds ?? 0);
  const limit = Math.max(LATE_MS, LATE_INTERVALS * seconds * 1000);
  return now.getTime() - (facts.lastSuccessAt ?? facts.createdAt).getTime() > limit;
}

function withBadDocument({ problem }: HealthFacts): Verdict | null {
  return problem && { state: problem.kind, since: problem.since, class: null, reason: problem.reason };
}

/** No success, and no failure either: nobody asks. */
function overdue(facts: HealthFacts, now: Date): Verdict | null {
  const { lastSuccessAt, lastFetchAt, createdAt, nextFetchAt } = facts;
  const isOverdue = now.getTime() - nextFetchAt.getTime() > OVERDUE_MS;
  if (facts.failure.consecutive > 0 || !isOverdue || !isLate(facts, now)) return null;
  return {
    state: lastSuccessAt === null ? 'never_succeeded' : 'failing',
    since: lastSuccessAt ?? createdAt,
    class: 'not_polled',
    reason: `${lastFetchAt === null ? 'it was never polled' : 'it is not polled'}, though due for ${spanText(nextFetchAt, now)}`,
  };
}

function losing({ losses }: HealthFacts, now: Date): Verdict | null {
  const { lastAt, lastSince, lastBackfill } = losses;
  if (lastAt === null || now.getTime() - lastAt.getTime() > LOSS_MS) return null;
  const search = lastBackfill !== null && lastBackfill.at >= lastAt ? lastBackfill.outcome : null;
  if (search === 'closed') return null;
  const gap = lastSince === null ? 'before' : `between ${lastSince.toISOString()} and`;
  const ended = search === null ? '' : '; a search did not find all of them';
  return {
    state: 'losing',
    since: lastSince ?? lastAt,
    class: null,
    reason: `entries published ${gap} ${lastAt.toISOString()} are probably missing${ended}`,
  };
}

function belowVolume({ volume }: HealthFacts): Verdict | null {
  if (volume?.state !== 'silent' && volume?.state !== 'drop') return null;
  const { state, stateSince, silentSince, expected, found, windowHours } = volume;
  const usual = `where about ${Math.max(1, Math.round(expected))} are usual`;
  const came = state === 'silent' ? 'no entry' : `${found} ${found === 1 ? 'entry' : 'entries'}`;
  return {
    state,
    since: silentSince ?? stateSince,
    class: null,
    reason: `${came} in ${Math.round(windowHours)} hours, ${usual}`,
  };
}

function healthy(facts: HealthFacts): Verdict {
  const { failure, lastFetchAt } = facts;
  const well = { state: 'healthy', since: null } as const;
  if (failure.consecutive > 0)
    return { ...well, class: failure.lastClass ?? 'internal', reason: failuresText(facts) };
  if (lastFetchAt === null) return { ...well, class: 'not_yet_polled', reason: 'it was not polled yet' };
  return { ...well, class: null, reason: null };
}

function failuresText({ failure: { consecutive, lastClass, lastMessage } }: HealthFacts): string {
  const last = [lastClass, lastMessage].filter((part) => part !== null).join(': ');
  return consecutive === 1 ? `one failure, ${last}` : `${consecutive} failures in a row, the last ${last}`;
}
