interface Entry {
  at: number;
  work: () => void;
}

/** Timers that fire when the test says so. */
export class ManualTimers {
  /** Milliseconds that have passed. */
  now = 0;
  readonly #entries = new Set<Entry>();

  /** Calls `work` once the time has passed. The returned function cancels it. */
  after(ms: number, work: () => void): () => void {
    const entry = { at: this.now + ms, work };
    this.#entries.add(entry);
    return () => this.#entries.delete(entry);
  }

  /** Timers that still wait. */
  get waiting(): number {
    return this.#entries.size;
  }

  /** Advances the time; due timers fire in order. */
  advance(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const [next] = [...this.#entries].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#entries.delete(next);
      this.now = next.at;
      next.work();
    }
    this.now = end;
  }
}
