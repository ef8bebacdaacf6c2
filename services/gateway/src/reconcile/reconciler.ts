import { stageReader } from '@dateline/contracts';
import {
  findEvents,
  StageProgress,
  TransientError,
  type FoundEvent,
  type KafkaClient,
  type KafkaNames,
} from '@dateline/messaging';
import type { Database, Trace } from '@dateline/storage';
import { findGaps, type Gap } from './find-gaps.js';
import { findOverdue } from './find-overdue.js';
import { putBack, type PutBackMeans } from './put-back.js';
import type { OverdueArticle, OverdueCause, Reconciliation } from './reconciliation.types.js';

export interface ReconcilerDependencies extends PutBackMeans {
  stores: PutBackMeans['stores'] & Pick<Database, 'ledger'>;
  kafka: KafkaClient;
  names: KafkaNames;
  /** An article of which nothing new is known for this long is overdue, in milliseconds. */
  boundMs: number;
}

interface Overdue {
  trace: Trace;
  gap: Gap;
}

/** The most articles that one run puts back. */
const MOST = 500;
const SHOWN = 100;
const LEDGER_WAIT_MS = 30_000;
const SEARCH_MS = 60_000;
/** An event is written some time after its outcome was made: the transaction may be tried again. */
const EARLY_MS = 60_000;
const LATE_MS = 15 * 60_000;
/** Events within this time are looked for in one reading of their topic. */
const WINDOW_MS = 60 * 60_000;
const CAUSES: readonly OverdueCause[] = ['stuck', 'lost', 'unread'];

/** Finds articles that have been on their way for too long, explains where they wait, and puts those back that got lost. */
export class Reconciler {
  private readonly progress: StageProgress;

  constructor(private readonly on: ReconcilerDependencies) {
    this.progress = new StageProgress(on.kafka, on.names);
  }

  /** Throws TransientError `ledger_behind` while the ledger has outcomes to read: what it does not know yet is not overdue. */
  async run(): Promise<Reconciliation> {
    const { now, boundMs, stores } = this.on;
    const at = now();
    await this.untilLedgerRead();
    const found: Overdue[] = [];
    const articles: OverdueArticle[] = [];
    for await (const trace of findOverdue(stores, new Date(at.getTime() - boundMs))) {
      const [gap] = findGaps(trace.steps);
      if (gap) found.push({ trace, gap });
      else articles.push(unexplained(trace));
      if (found.length === MOST) break;
    }
    for (const batch of batchesOf(found)) articles.push(...(await this.settle(batch)));
    return reportOf(articles, at);
  }

  private async untilLedgerRead(): Promise<void> {
    const mark = await this.progress.mark([stageReader('ledger')]);
    const [behind] = await this.progress.waitUntilPast(mark, Date.now() + LEDGER_WAIT_MS);
    if (behind) throw new TransientError('ledger_behind', `the ledger has ${behind.offsets} offsets to read`);
  }

  private async settle(batch: readonly Overdue[]): Promise<OverdueArticle[]> {
    const events = await this.look(batch);
    const settled: OverdueArticle[] = [];
    for (const { trace, gap } of batch) {
      const candidates = gap.eventIds.flatMap((id) => events.get(id) ?? []);
      const found = candidates.find(({ event }) => event.subject === trace.articleId);
      settled.push(await putBack(trace, gap, { found, on: this.on }));
    }
    return settled;
  }

  private async look(batch: readonly Overdue[]): Promise<Map<string, FoundEvent>> {
    const { kafka, names } = this.on;
    const [first] = batch;
    if (!first) return new Map();
    const times = batch.map(({ gap }) => gap.since.getTime());
    const { stage } = first.gap;
    return findEvents(kafka, names, {
      // A page that is missing in the frontier came by its discovery.
      reader: stageReader(stage === 'fetch' ? 'schedule' : stage),
      ids: new Set(batch.flatMap(({ gap }) => gap.eventIds)),
      from: new Date(Math.min(...times) - EARLY_MS),
      to: new Date(Math.max(...times) + LATE_MS),
      timeoutMs: SEARCH_MS,
    });
  }
}

/** Articles that one reading of a topic can find: of one stage, and of about the same time. */
function batchesOf(found: readonly Overdue[]): Overdue[][] {
  const sorted = [...found].sort((a, b) => a.gap.since.getTime() - b.gap.since.getTime());
  const batches: Overdue[][] = [];
  for (const [, ofStage] of Map.groupBy(sorted, ({ gap }) => gap.stage)) {
    for (const one of ofStage) {
      const batch = batches.at(-1);
      const [first] = batch ?? [];
      const isNear =
        first?.gap.stage === one.gap.stage &&
        one.gap.since.getTime() - first.gap.since.getTime() <= WINDOW_MS;
      if (batch && isNear) batch.push(one);
      else batches.push([one]);
    }
  }
  return batches;
}

const unexplained = ({ articleId, url, updatedAt }: Trace): OverdueArticle => ({
  ...{ articleId, url, stage: null, since: updatedAt.toISOString(), cause: 'stuck' as const },
  detail: 'its trace shows no step that leads on',
});

function reportOf(articles: readonly OverdueArticle[], at: Date): Reconciliation {
  const sorted = [...articles].sort((a, b) => CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause));
  const groups = Map.groupBy(sorted, ({ stage, cause }) => `${stage ?? 'none'} ${cause}`);
  const counts = [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ stage: first.stage ?? 'none', cause: first.cause, count: others.length + 1 }] : [],
  );
  return { checkedAt: at.toISOString(), counts, articles: sorted.slice(0, SHOWN) };
}
