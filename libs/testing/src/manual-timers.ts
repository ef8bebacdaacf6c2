interface Entry {
  at: number;
  work: () => void;
}

/** Timers that go off when the test says so. */
export class ManualTimers {
  /** Milliseconds that were let pass. */
  now = 0;
  readonly #entries = new Set<Entry>();

  /** Calls `work` once the time has passed; the answer cancels it. */
  after(ms: number, work: () => void): () => void {
    const entry = { at: this.now + ms, work };
    this.#entries.add(entry);
    return () => this.#entries.delete(entry);
  }

  /** Timers that still wait. */
  get waiting(): number {
    return this.#entries.size;
  }

  /** Lets time pass; what falls due goes off in its order. */
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
