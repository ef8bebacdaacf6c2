import { READERS_ON_THE_WAY, stageReader } from '@dateline/contracts';
import type { AccountSums, LedgerRepository } from '@dateline/storage';
import { setTimeout as sleep } from 'node:timers/promises';
import { StageProgress, type Behind } from '@dateline/messaging';
import {
  findAccountProblems,
  findSumProblems,
  SAMPLE,
  totalsOf,
  type BalanceRow,
  type BalanceTotals,
  type Check,
  type Problem,
} from './balance.js';
import {
  confirm,
  findSuspects,
  isEmpty,
  problemsOf,
  type AuditedStores,
  type Suspects,
} from './find-suspects.js';

/**
 * Whether every offered entry and every discovered article is accounted for exactly once, and the evidence
 * against it.
 */
export interface AuditReport {
  balanced: boolean;
  checkedAt: Date;
  /**
   * What became of the entries of documents over the days that are kept. It covers the time before an article
   * is discovered, and so before its trace.
   */
  entries: Pick<AccountSums, 'total' | 'byDay'>;
  totals: BalanceTotals & { refreshing: number; unattributedDeadLetters: number };
  byFeedAndDay: BalanceRow[];
  problems: Problem[];
  /** Stages that did not reach the mark in time; articles in flight may be waiting there. */
  behind: Behind[];
}

/** The audit has no answer, because the ledger has not caught up with the topics. */
export class AuditUndetermined extends Error {
  readonly code = 'audit_undetermined';
  constructor(readonly behind: Behind[]) {
    const late = behind.map((b) => `${b.group} is ${b.offsets} offsets behind on ${b.topic}`);
    super(`the ledger has not caught up with the outcomes: ${late.join('; ')}`);
    this.name = 'AuditUndetermined';
  }
}

/** Checks that unread messages in a topic may explain. */
const MOVING: readonly Check[] = ['unaccounted', 'articles_not_indexed'];

/**
 * Checks the ledger against the topics, the frontier, the entries and the articles. A suspicion counts only
 * if it is found unchanged again, twice in a row, after every stage has read past the end that its topic had
 * at the first check.
 */
export class Audit {
  private running: Promise<AuditReport> | null = null;

  constructor(
    private readonly stores: AuditedStores,
    private readonly progress: StageProgress,
    private readonly waitMs: number,
  ) {}

  /** Throws AuditUndetermined. Concurrent calls share one answer. */
  run(): Promise<AuditReport> {
    this.running ??= this.check().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async check(): Promise<AuditReport> {
    const deadline = Date.now() + this.waitMs;
    await this.catchUp(deadline);
    let suspects = await findSuspects(this.stores);
    let behind: Behind[] = [];
    for (let look = 1; look <= 2 && !isEmpty(suspects); look += 1) {
      const settled = await this.lookAgain(suspects, deadline);
      suspects = settled.suspects;
      behind = settled.behind;
    }
    const unsettled = new Set(behind.length > 0 ? MOVING : []);
    return this.report(problemsOf(suspects, unsettled), behind);
  }

  private async lookAgain(before: Suspects, deadline: number) {
    await sleep(SETTLE_MS);
    const mark = await this.progress.mark(READERS_ON_THE_WAY);
    const behind = await this.progress.waitUntilPast(mark, deadline);
    await this.catchUp(deadline);
    return { suspects: confirm(before, await findSuspects(this.stores)), behind };
  }

  /**
   * Waits until the ledger has read the present outcomes. Makes at least one full try, even if the deadline
   * has passed.
   */
  private async catchUp(deadline: number): Promise<void> {
    const behind = await this.progress.waitUntilPast(
      await this.progress.mark([stageReader('ledger')]),
      Math.max(deadline, Date.now() + LEDGER_GRACE_MS),
    );
    if (behind.length > 0) throw new AuditUndetermined(behind);
  }

  private async report(found: Problem[], behind: Behind[]): Promise<AuditReport> {
    const { ledger, feedCounts } = this.stores;
    const { rows, problems: sums } = await readSums(ledger);
    const accounts = await feedCounts.accounts(SAMPLE);
    const problems = [...findAccountProblems(accounts), ...found, ...sums];
    return {
      balanced: problems.length === 0,
      checkedAt: new Date(),
      entries: { total: accounts.total, byDay: accounts.byDay },
      totals: {
        ...totalsOf(rows),
        refreshing: await ledger.refreshingCount(),
        unattributedDeadLetters: await ledger.unattributedCount(),
      },
      byFeedAndDay: rows,
      problems,
      behind,
    };
  }
}

const LEDGER_GRACE_MS = 5_000;
/**
 * A transaction's markers reach its topics one by one, so an article may appear in the ledger before it does
 * in its topic.
 */
const SETTLE_MS = 500;
const SUM_TRIES = 5;

/** Rows and states come from two queries. They are comparable only if no article moved between them. */
async function readSums(ledger: LedgerRepository): Promise<{ rows: BalanceRow[]; problems: Problem[] }> {
  for (let i = 1; ; i += 1) {
    const before = await ledger.totals();
    const rows = await ledger.byFeedAndDay();
    const states = await ledger.totals();
    const still = JSON.stringify(before) === JSON.stringify(states);
    const problems = findSumProblems(rows, still ? states : null);
    if ((still && problems.length === 0) || i === SUM_TRIES) return { rows, problems };
  }
}
