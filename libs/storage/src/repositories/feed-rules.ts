/** How long an operator's rule is cached. */
const FRESH_MS = 30_000;
/** The most cached feeds; beyond that the cache is emptied. */
const MAX_FEEDS = 50_000;

/** Operators' rules for feeds, read from the database per feed and at most every 30 s. */
export class FeedRules<Rule> {
  private readonly ruled = new Map<string, { rule: Rule | null; readAt: number }>();

  /** `read` returns the rules of those of the feeds that have one. */
  constructor(private readonly read: (feedIds: readonly string[]) => Promise<ReadonlyMap<string, Rule>>) {}

  /** Reads the rules of these feeds that are not known or too old. */
  async learn(feedIds: Iterable<string>, now: Date): Promise<void> {
    // Before it is known which are unread, so that no feed of this call goes without its rule.
    if (this.ruled.size > MAX_FEEDS) this.ruled.clear();
    const oldest = now.getTime() - FRESH_MS;
    const unread = [...new Set(feedIds)].filter((id) => (this.ruled.get(id)?.readAt ?? -Infinity) < oldest);
    if (unread.length === 0) return;
    const rules = await this.read(unread);
    for (const id of unread) this.ruled.set(id, { rule: rules.get(id) ?? null, readAt: now.getTime() });
  }

  /** The rule of a feed as it was learned last; null for none. */
  of(feedId: string | null): Rule | null {
    return feedId === null ? null : (this.ruled.get(feedId)?.rule ?? null);
  }
}
