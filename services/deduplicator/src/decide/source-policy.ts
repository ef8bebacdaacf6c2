import { FeedRules, type FeedRepository } from '@dateline/storage';
import type { Arrival } from './arrival.js';

export type RuledFeeds = Pick<FeedRepository, 'nearDuplicateRules'>;

/**
 * Whether near-duplicates from an arrival's source are dropped. The operator's rule for the feed takes
 * precedence over the setting. The setting lists publisher domains or feed ids; `*` means all.
 */
export class SourcePolicy {
  private readonly named: ReadonlySet<string>;
  private readonly rules: FeedRules<'keep' | 'drop'>;

  constructor(droppedFrom: readonly string[], feeds: RuledFeeds) {
    this.named = new Set(droppedFrom.map((source) => source.toLowerCase()));
    this.rules = new FeedRules((feedIds) => feeds.nearDuplicateRules(feedIds));
  }

  /** Reads the operators' rules for the feeds of a batch before it is decided. */
  learn(arrivals: readonly Arrival[], now: Date): Promise<void> {
    return this.rules.learn(
      arrivals.flatMap(({ event }) => event.data.feedId ?? []),
      now,
    );
  }

  drops({ facts, event }: Arrival): boolean {
    const { feedId } = event.data;
    const rule = this.rules.of(feedId);
    if (rule !== null) return rule === 'drop';
    return (
      this.named.has('*') ||
      this.named.has(facts.outlet?.toLowerCase() ?? '') ||
      this.named.has(feedId?.toLowerCase() ?? '')
    );
  }
}
