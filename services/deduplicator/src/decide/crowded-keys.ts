/** A key with this many texts in one look-up identifies nothing. */
const CROWD = 200;
const FORGET_MS = 10 * 60_000;

/**
 * Index keys that very many texts of the window share, a viral template for instance: they are left out of look-ups for a
 * while, so that they cannot crowd out what others share. Holds a bounded number, the oldest falls out.
 */
export class CrowdedKeys {
  private readonly until = new Map<number, number>();

  constructor(private readonly capacity = 20_000) {}

  has(key: number, now: number): boolean {
    const until = this.until.get(key);
    if (until === undefined) return false;
    if (until > now) return true;
    this.until.delete(key);
    return false;
  }

  /** Counts the keys of the texts that a look-up found. Returns how many keys became crowded. */
  note(found: readonly { keys: readonly number[] }[], asked: ReadonlySet<number>, now: number): number {
    if (found.length < CROWD) return 0;
    const counts = new Map<number, number>();
    for (const { keys } of found)
      for (const key of keys) if (asked.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
    const crowded = [...counts].filter(([, count]) => count >= CROWD);
    for (const [key] of crowded) {
      this.until.set(key, now + FORGET_MS);
      const [oldest] = this.until.keys();
      if (this.until.size > this.capacity && oldest !== undefined) this.until.delete(oldest);
    }
    return crowded.length;
  }
}
