/** How long to wait between tries. Wherever Dateline tries again it takes its constants from here; docs/retries.md explains the choice. */
export interface RetryPolicy {
  /** Wait after the first failure, in milliseconds. */
  baseMs: number;
  /** Longest wait, in milliseconds. */
  capMs: number;
  /** Factor by which each further failure multiplies the wait; 2 when absent. */
  factor?: number;
  /** Tries in total before giving up; absent when a setting decides, or when nothing is given up. */
  tries?: number;
  /** Time limit of all tries together, in milliseconds. */
  deadlineMs?: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Policies by what is tried again. A base or cap that a setting replaces says so. */
export const RETRY_POLICIES = {
  /** A message that a stage could not process. Cap: STAGE_RETRY_MAX_MS; tries for an unknown cause: STAGE_MAX_ATTEMPTS. */
  message: { baseMs: 500, capMs: 30 * SECOND },
  /** A stage that waits for Kafka or MongoDB before it starts. */
  stageStart: { baseMs: 500, capMs: 10 * SECOND },
  /** A Kafka consumer that crashed. */
  consumer: { baseMs: 500, capMs: 15 * SECOND },
  /** A request to Kafka that answers "not ready yet": every 250 ms, for ten seconds. */
  kafkaNotReady: { baseMs: 250, capMs: 250, deadlineMs: 10 * SECOND },
  /** A request in a transaction while the broker still ends the one before it. */
  transactionBusy: { baseMs: 10, capMs: 200, factor: 1.5, tries: 25 },
  /** Work in memory, such as a fetched page, while Kafka or MongoDB is away. */
  serviceAway: { baseMs: 200, capMs: 5 * SECOND },
  /** A loop that takes work from MongoDB: leases of hosts, changes of feeds, the push inbox. */
  workLoop: { baseMs: 500, capMs: 10 * SECOND },
  /** A body that a hub pushed and that could not be read for now. */
  pushedBody: { baseMs: SECOND, capMs: 10 * MINUTE },
  /** The periodic read of boilerplate counts. */
  boilerplate: { baseMs: 30 * SECOND, capMs: 300 * SECOND },
  /** An article that another replica changes while it is decided. */
  decision: { baseMs: 2, capMs: 100, tries: 8 },
  /** The page of an article. Base: PAGE_RETRY_BASE_SECONDS; tries: PAGE_MAX_ATTEMPTS. */
  page: { baseMs: 30 * SECOND, capMs: 6 * HOUR },
  /** A page whose site does not give its robots.txt: always an hour. */
  robots: { baseMs: HOUR, capMs: HOUR },
  /** A host that answers 429, or 503 several times in a row, without saying for how long. */
  host: { baseMs: MINUTE, capMs: HOUR },
  /** A feed that fails. Base: FEED_MIN_INTERVAL_SECONDS; cap: FEED_FAILURE_MAX_SECONDS. */
  feed: { baseMs: 10 * MINUTE, capMs: 3 * DAY },
  /** A document of a search for lost entries. */
  backfillDocument: { baseMs: MINUTE, capMs: HOUR, factor: 4, tries: 3 },
  /** A hub that did not take or confirm a request. Base: WEBSUB_VERIFY_SECONDS; the tries are those of an unsubscription. */
  hub: { baseMs: 10 * MINUTE, capMs: DAY, tries: 4 },
} as const satisfies Record<string, RetryPolicy>;

/** Milliseconds of the step after `failures` failures: base × factor^(failures − 1), at most the cap; no jitter. */
export function stepMs(failures: number, { baseMs, capMs, factor = 2 }: RetryPolicy): number {
  return Math.min(capMs, baseMs * factor ** Math.min(failures - 1, 30));
}

/**
 * Milliseconds to wait before try `failures` + 1: the step with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015),
 * at least a tenth of it. `random` gives numbers from 0 to 1.
 */
export function backoffMs(failures: number, policy: RetryPolicy, random: () => number = Math.random): number {
  return Math.round(stepMs(failures, policy) * (0.1 + 0.9 * random()));
}
