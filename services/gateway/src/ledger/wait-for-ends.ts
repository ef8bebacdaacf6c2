import type { Stage } from '@dateline/contracts';
import type { LedgerRepository, Trace } from '@dateline/storage';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 250;

/** Work that entered the pipeline: its article and the event that the ledger will name. */
export interface SentWork {
  articleId: string;
  eventId: string;
}

/** Returns the traces of the articles once all have ended after `stage`, or when the time is over. */
export async function waitForEnds(
  ledger: Pick<LedgerRepository, 'loadMany'>,
  sent: readonly SentWork[],
  { stage, timeoutMs }: { stage: Stage; timeoutMs: number },
): Promise<Map<string, Trace>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const traces = await ledger.loadMany(sent.map((work) => work.articleId));
    const ended = sent.every((work) => hasEnded(traces.get(work.articleId), work.eventId, stage));
    if (ended || Date.now() >= deadline) return traces;
    await sleep(POLL_MS);
  }
}

function hasEnded(trace: Trace | undefined, eventId: string, stage: Stage): boolean {
  if (!trace?.steps.some((step) => step.stage === stage && step.eventId === eventId)) return false;
  return trace.state !== 'in_flight' && !trace.refreshing;
}
