import { Counter, type Registry } from '@dateline/observability';
import { tierOf, type DecisionRecord } from './decide/decision-record.js';

/** Counts each decision once it stands, by kind and by the tier that decided. */
export function decisionObserver(registry: Registry): (outcome: DecisionRecord) => void {
  const decisions = new Counter({
    name: 'dateline_dedupe_decisions_total',
    help: 'Decisions of the deduplicator by kind and deciding tier',
    labelNames: ['kind', 'tier'],
    registers: [registry],
  });
  return ({ ending }) => {
    decisions.inc({ kind: ending.kind, tier: tierOf(ending) });
  };
}
