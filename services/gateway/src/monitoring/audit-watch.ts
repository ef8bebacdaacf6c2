import { accountedOf } from '@dateline/contracts';
import { Gauge, type Registry } from '@dateline/observability';
import { Logger } from '@nestjs/common';
import { AuditUndetermined, type Audit, type AuditReport } from '../audit/audit.js';

const ENDS = ['indexed', 'duplicate', 'rejected', 'deadLettered', 'inFlight'] as const;

/**
 * Repeats the audit, so that an imbalance shows without anybody asking. A pause, not a period, separates two
 * audits, because on a large ledger one may take longer than that.
 */
export class AuditWatch {
  private readonly log = new Logger('Audit');
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;
  private readonly gauges: ReturnType<typeof auditGauges>;

  constructor(
    private readonly audit: Pick<Audit, 'run'>,
    private readonly pauseMs: number,
    registry: Registry,
  ) {
    this.gauges = auditGauges(registry);
  }

  start(): void {
    if (this.pauseMs > 0) this.next();
  }

  stop(): void {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
  }

  /** Runs one audit and sets the gauges. An audit without an answer says nothing about the balance. */
  async look(now = Date.now()): Promise<void> {
    try {
      this.show(await this.audit.run(), now);
    } catch (error) {
      this.gauges.undetermined.set(1);
      if (!(error instanceof AuditUndetermined)) throw error;
    }
  }

  private show({ entries, totals, problems, balanced }: AuditReport, now: number): void {
    for (const [state, n] of Object.entries(entriesByState(entries.total)))
      this.gauges.entries.set({ state }, n);
    for (const state of ENDS) this.gauges.articles.set({ state: wordOf(state) }, totals[state]);
    this.gauges.unattributed.set(totals.unattributedDeadLetters);
    this.gauges.unaccounted.reset();
    for (const { check, count } of problems) this.gauges.unaccounted.set({ check }, count);
    if (balanced) this.gauges.unaccounted.set({ check: 'none' }, 0);
    this.gauges.checkedAt.set(now / 1000);
    this.gauges.undetermined.set(0);
    if (!balanced)
      this.log.error(`not in balance: ${problems.map((p) => `${p.check} ${p.count}`).join(', ')}`);
  }

  private next(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.look()
        .catch((error: unknown) => {
          this.log.warn(`the audit could not be made: ${String(error)}`);
        })
        .finally(() => {
          this.next();
        });
    }, this.pauseMs);
  }
}

const entriesByState = (account: AuditReport['entries']['total']) => ({
  offered: account.offered,
  discovered: account.discovered,
  known: account.known,
  same_article: account.sameArticle,
  skipped: accountedOf(account) - account.discovered - account.known - account.sameArticle,
});

const wordOf = (state: (typeof ENDS)[number]) =>
  state === 'deadLettered' ? 'dead_lettered' : state === 'inFlight' ? 'in_flight' : state;

function auditGauges(registry: Registry) {
  const registers = [registry];
  return {
    articles: new Gauge({
      name: 'dateline_ledger_articles',
      help: 'Discovered articles by where they stand, as the last audit counted them',
      labelNames: ['state'],
      registers,
    }),
    entries: new Gauge({
      name: 'dateline_ledger_entries',
      help: 'Entries that documents offered in the days that are kept, and what became of them, as the last audit added them up',
      labelNames: ['state'],
      registers,
    }),
    unattributed: new Gauge({
      name: 'dateline_ledger_unattributed_dead_letters',
      help: 'Dead letters that belong to no article',
      registers,
    }),
    unaccounted: new Gauge({
      name: 'dateline_ingest_unaccounted_articles',
      help: 'Articles, and feeds and days of entries, that the last audit could not account for, by check; 0 under "none" when it balanced',
      labelNames: ['check'],
      registers,
    }),
    checkedAt: new Gauge({
      name: 'dateline_audit_last_timestamp_seconds',
      help: 'When the last audit that could answer ended, Unix time',
      registers,
    }),
    undetermined: new Gauge({
      name: 'dateline_audit_undetermined',
      help: '1 when the last audit could not answer',
      registers,
    }),
  };
}
