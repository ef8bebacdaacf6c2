import type { EntryAccount } from '@dateline/contracts';
import { Counter, type Registry } from '@dateline/observability';

export interface AccountMetrics {
  /** What became of the entries of a document, from any source. */
  entriesAccounted(account: EntryAccount): void;
  /** `damage`: cut_off, unread or emptied. */
  documentDamaged(damage: string): void;
}

/** Counters of the entries that documents offer, and of what became of them. */
export function accountMetrics(registers: Registry[]): AccountMetrics {
  const offered = new Counter({
    name: 'dateline_feed_offered_entries_total',
    help: 'Entries that documents offered, counted apart from their readers',
    registers,
  });
  const accounted = new Counter({
    name: 'dateline_feed_accounted_entries_total',
    help: 'What became of the entries that documents offered: discovered, known, same_article, or skipped for a reason',
    labelNames: ['as', 'reason'],
    registers,
  });
  const damaged = new Counter({
    name: 'dateline_feed_damaged_documents_total',
    help: 'Documents of which not all could be read: cut_off, unread or emptied',
    labelNames: ['damage'],
    registers,
  });
  return {
    entriesAccounted: (account) => {
      offered.inc(account.offered);
      accounted.inc({ as: 'discovered', reason: '' }, account.discovered);
      accounted.inc({ as: 'known', reason: '' }, account.known);
      accounted.inc({ as: 'same_article', reason: '' }, account.sameArticle);
      for (const [reason, n] of Object.entries(account.skipped)) accounted.inc({ as: 'skipped', reason }, n);
    },
    documentDamaged: (damage) => {
      damaged.inc({ damage });
    },
  };
}
