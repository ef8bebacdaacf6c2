import { Counter, type Registry } from '@dateline/observability';
import { tierOf, type DecisionRecord } from './decide/decision-record.js';

/** Counts each stored decision by kind and by the tier that decided. */
export function decisionObserver(registry: Registry): (outcome: DecisionRecord) => void {
  const decisions = new Counter({
    name: 'dateline_dedupe_decisions_total',
    help: 'Decisions of the deduplicator by kind and deciding tier',
    labelNames: ['kind', 'tier'],
    registers: [registry],
  });
  const notices = new Counter({
    name: 'dateline_dedupe_kill_notices_total',
    help: 'Kill notices by what became of them: withdrawn, or ignored since no story of the outlet is named (not_known), the story is of another outlet (other_outlet), or the feed does not speak for the outlet (no_authority)',
    labelNames: ['result'],
    registers: [registry],
  });
  return ({ ending }) => {
    decisions.inc({ kind: ending.kind, tier: tierOf(ending) });
    if (ending.kind === 'killed') notices.inc({ result: ending.ignored ?? 'withdrawn' });
  };
}
