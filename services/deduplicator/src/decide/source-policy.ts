import type { FeedRepository } from '@dateline/storage';
import type { Arrival } from './arrival.js';

export type RuledFeeds = Pick<FeedRepository, 'nearDuplicateRules'>;

/** How long an operator's rule is cached. */
const FRESH_MS = 30_000;
/** The most cached feeds; beyond that the cache is emptied. */
const MAX_FEEDS = 50_000;

/**
 * Whether near-duplicates from an arrival's source are dropped. The operator's rule for the feed takes
 * precedence over the setting. The setting lists publisher domains or feed ids; `*` means all. Rules are read
 * from the database per feed, at most every 30 s.
 */
export class SourcePolicy {
  private readonly named: ReadonlySet<string>;
  private readonly ruled = new Map<string, { rule: 'keep' | 'drop' | null; readAt: number }>();

  constructor(
    droppedFrom: readonly string[],
    private readonly feeds: RuledFeeds,
  ) {
    this.named = new Set(droppedFrom.map((source) => source.toLowerCase()));
  }

  /** Reads the operators' rules for the feeds of a batch before it is decided. */
  async learn(arrivals: readonly Arrival[], now: Date): Promise<void> {
    const oldest = now.getTime() - FRESH_MS;
    const feedIds = new Set(arrivals.flatMap(({ event }) => event.data.feedId ?? []));
    const unread = [...feedIds].filter((id) => (this.ruled.get(id)?.readAt ?? -Infinity) < oldest);
    if (unread.length === 0) return;
    const rules = await this.feeds.nearDuplicateRules(unread);
    if (this.ruled.size > MAX_FEEDS) this.ruled.clear();
    for (const id of unread) this.ruled.set(id, { rule: rules.get(id) ?? null, readAt: now.getTime() });
  }

  drops({ facts, event }: Arrival): boolean {
    const { feedId } = event.data;
    const rule = feedId === null ? null : (this.ruled.get(feedId)?.rule ?? null);
    if (rule !== null) return rule === 'drop';
    return (
      this.named.has('*') ||
      this.named.has(facts.outlet?.toLowerCase() ?? '') ||
      this.named.has(feedId?.toLowerCase() ?? '')
    );
  }
}
