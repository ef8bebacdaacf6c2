import { Counter, type Registry } from '@dateline/observability';
import { tierOf, type Outcome } from './decide/outcome.js';

/** Counts each decision once it stands, by kind and by the tier that decided. */
export function decisionObserver(registry: Registry): (outcome: Outcome) => void {
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
