import { backoffMs, RETRY_POLICIES } from '@dateline/config';
import { describeError } from '@dateline/messaging';
import type { DaySpread } from '@dateline/similarity';
import type { BoilerplateRepository, DedupStore } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { doneWithin } from './done-within.js';
import { observeSeen } from './observe-seen.js';
import { bytesOf, restoreSnapshot } from './restore-snapshot.js';

export interface FollowOptions {
  store: Pick<DedupStore, 'sketchesSeen'>;
  snapshots: Pick<BoilerplateRepository, 'head' | 'read' | 'takeTurn' | 'write'>;
  /** The counter that decisions query. */
  hot: DaySpread;
  /** How long texts are kept after they were seen, in ms. */
  keptMs: number;
  now: () => Date;
  /** Longest wait at start for the stored texts to be read, in ms. */
  patienceMs?: number;
  /** Time between two reads, in ms; after failures up to ten times as long. */
  periodMs?: number;
}

const PERIOD_MS = RETRY_POLICIES.boilerplate.baseMs;
/**
 * Texts are read this long after they were seen, because a batch's writes become visible late when the
 * database is slow or clocks differ.
 */
const SETTLED_MS = 120_000;
const SNAPSHOT_MS = 900_000;
/** At shutdown, a snapshot of another replica this young makes our own unnecessary. */
const YOUNG_MS = 60_000;
const PATIENCE_MS = 120_000;
const STOP_MS = 5_000;
const PROGRESS_MS = 10_000;

/**
 * Maintains a replica's boilerplate counter as if the replica had seen every text. It starts from the stored
 * snapshot, reads the texts that any replica has seen since, and takes turns at storing the next snapshot.
 */
export class BoilerplateTracker {
  private readonly logger = new Logger('Boilerplate');
  private readonly stopping = new AbortController();
  /** Every text seen before this time is counted; null when nothing was read yet. */
  private readTo: Date | null = null;
  private lastReadingAt: Date | null = null;
  private snapshotTo: Date | null = null;
  private reading: Promise<void> = Promise.resolve();
  private running: Promise<void> = Promise.resolve();
  private restored = false;
  private detail = 'waiting for the database';

  constructor(private readonly on: FollowOptions) {}

  /** Null when texts can be decided; otherwise the reason for waiting. */
  get state(): { ready: boolean; detail: string } {
    return { ready: this.restored, detail: this.detail };
  }

  /** When texts were last read, and up to when the stored snapshot reaches. */
  get times(): { lastReadingAt: Date | null; snapshotTo: Date | null } {
    return { lastReadingAt: this.lastReadingAt, snapshotTo: this.snapshotTo };
  }

  /**
   * Resolves when the counter is restored, or when the start has waited long enough; the rest is then read
   * later.
   */
  async restore(): Promise<void> {
    const { snapshots, hot, now, keptMs, patienceMs = PATIENCE_MS } = this.on;
    const began = now().getTime();
    const found = await restoreSnapshot(snapshots, hot, now());
    const head = 'head' in found ? found.head : null;
    // With another window, expiry does not show which texts are new. All are read again, which changes
    // nothing.
    this.readTo = head?.keptMs === keptMs ? head.since : null;
    this.snapshotTo = head?.since ?? null;
    const source = 'refused' in found ? `stored texts: ${found.refused}` : 'the stored snapshot';
    this.logger.log(`what is boilerplate is restored from ${source}`);
    this.reading = this.readUpTo(now(), this.progress());
    const inTime = await doneWithin(this.reading, patienceMs);
    const words = `${this.detail} in ${now().getTime() - began} ms`;
    if (inTime) this.logger.log(words);
    else this.logger.warn(`${words}: decisions begin, and the rest is read beside them`);
    this.restored = true;
  }

  /** The work of one period. Rejects when the database is away; the next read then starts at the same place. */
  async runOnce(): Promise<void> {
    await this.readUpTo(new Date(this.on.now().getTime() - SETTLED_MS));
    await this.store(SNAPSHOT_MS);
  }

  start(): void {
    this.running = this.run();
  }

  /** Stops reading and stores a last snapshot. It takes at most some seconds and never fails. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const ended = this.running.then(() => this.store(YOUNG_MS));
    const inTime = await doneWithin(ended, STOP_MS).catch((error: unknown) => {
      this.logger.warn(`the last snapshot was not stored: ${describeError(error)}`);
      return true;
    });
    if (!inTime) this.logger.warn(`the last snapshot was not stored in ${STOP_MS} ms`);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const { periodMs = PERIOD_MS } = this.on;
    const retry = { baseMs: periodMs, capMs: 10 * periodMs };
    let failures = 0;
    let work = () => this.reading;
    while (!signal.aborted) {
      try {
        await work();
        failures = 0;
      } catch (error) {
        failures += 1;
        if (!signal.aborted) this.logger.warn(`boilerplate was not followed: ${describeError(error)}`);
      }
      const waitMs = failures > 0 ? backoffMs(failures, retry) : periodMs;
      await sleep(waitMs, undefined, { signal }).catch(() => undefined);
      work = () => this.runOnce();
    }
  }

  private async readUpTo(before: Date, onProgress?: (texts: number) => void): Promise<void> {
    const { store, hot, keptMs, now } = this.on;
    const { signal } = this.stopping;
    const settled = now().getTime() - SETTLED_MS;
    const span = { from: this.readTo, before, keptMs };
    const { texts, unread } = await observeSeen(span, { store, hot, signal, onProgress });
    if (unread > 0) this.logger.warn(`${unread} of ${texts} texts have sketches of another version`);
    this.readTo = new Date(Math.min(before.getTime(), settled));
    this.lastReadingAt = now();
  }

  /** Reports each batch to readiness, and occasionally to the log. */
  private progress(): (texts: number) => void {
    let loggedAt = this.on.now().getTime();
    this.detail = '0 texts read';
    return (texts) => {
      this.detail = `${texts} texts read`;
      const now = this.on.now().getTime();
      if (now - loggedAt < PROGRESS_MS) return;
      loggedAt = now;
      this.logger.log(this.detail);
    };
  }

  /** Stores a snapshot when the last one is older, unless another replica is doing so. */
  private async store(leastMs: number): Promise<void> {
    const { snapshots, hot, keptMs, now } = this.on;
    const since = this.readTo;
    if (since === null) return;
    const turn = await snapshots.takeTurn(now(), leastMs);
    if (turn)
      await snapshots.write(
        turn,
        { format: hot.format, since, keptMs, bytes: bytesOf(hot.snapshot()) },
        now(),
      );
    this.snapshotTo = (await snapshots.head())?.since ?? null;
  }
}
