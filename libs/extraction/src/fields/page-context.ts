import type { EntryHints, LinkHints } from '@dateline/contracts';
import type { PageSignals } from '../page/read-signals.js';
import type { PublisherRule } from '../publishers/publisher-rule.js';
import type { JsonObject } from '../json-ld/read-json-ld.js';
import type { Provenance } from './provenance.js';

/** What every field reader gets: the page's signals, facts from outside, and the record of choices. */
export interface PageContext {
  signals: PageSignals;
  /** JSON-LD article nodes, the one about this page first. */
  articles: readonly JsonObject[];
  url: string | null;
  feed: EntryHints | null;
  fetchedAt: string | null;
  links: LinkHints | null;
  rule: PublisherRule | null;
  provenance: Provenance;
}
