import { Counter, type Registry } from '@dateline/observability';

/** Result of a hub's request: one word each, for deliveries and for verifications. */
export interface WebSubMetrics {
  delivered(outcome: 'accepted' | 'bad_signature' | 'gone' | 'unknown' | 'empty'): void;
  verified(mode: string, outcome: 'confirmed' | 'refused' | 'denied'): void;
}

export function webSubMetrics(registry: Registry): WebSubMetrics {
  const deliveries = new Counter({
    name: 'dateline_websub_deliveries_total',
    help: 'Bodies that hubs delivered, by what became of them',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const verifications = new Counter({
    name: 'dateline_websub_verifications_total',
    help: 'Intents that hubs asked to confirm, by mode and answer; `denied` was told by the hub',
    labelNames: ['mode', 'outcome'],
    registers: [registry],
  });
  return {
    delivered: (outcome) => {
      deliveries.inc({ outcome });
    },
    verified: (mode, outcome) => {
      verifications.inc({ mode, outcome });
    },
  };
}
