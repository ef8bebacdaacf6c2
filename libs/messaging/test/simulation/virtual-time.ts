import { seededRandom } from '@dateline/testing';

interface Timer {
  id: number;
  at: number;
  work: () => void;
  everyMs: number | null;
}

const real = {
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
  setImmediate,
  Date,
  random: Math.random,
};
/** Where virtual time begins, in ms since 1970. */
const START = Date.UTC(2026, 0, 5);

/**
 * Time and chance of one run: timers and clock of the code under test follow virtual milliseconds, and
 * `Math.random` follows the seed. The same seed gives the same run.
 */
export class VirtualTime {
  /** Milliseconds since the run began. */
  now = 0;
  /** Next number of the seed, from 0 up to 1. */
  readonly random: () => number;
  /** In the order in which they go off; those of the same moment in the order in which they were set. */
  private timers: Timer[] = [];
  private last = 0;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.between(0, list.length - 1)];
  }

  wait(ms: number): Promise<void> {
    return new Promise((done) => this.after(ms, done));
  }

  /** Calls `work` after a time, and then again every `everyMs` if given. Returns the id that `cancel` takes. */
  after(ms: number, work: () => void, everyMs: number | null = null): number {
    const id = (this.last += 1);
    this.put({ id, at: this.now + Math.max(0, ms), work, everyMs });
    return id;
  }

  cancel(id: unknown): void {
    const at = this.timers.findIndex((timer) => timer.id === id);
    if (at >= 0) this.timers.splice(at, 1);
  }

  /** Replaces the global timers, clock and chance until `restore`. */
  install(): void {
    const nowMs = () => START + this.now;
    Object.assign(globalThis, {
      setTimeout: (work: () => void, ms = 0) => this.after(ms, work),
      setInterval: (work: () => void, ms = 0) => this.after(ms, work, ms),
      clearTimeout: (id: unknown) => {
        this.cancel(id);
      },
      clearInterval: (id: unknown) => {
        this.cancel(id);
      },
      Date: class extends real.Date {
        constructor(...from: [] | [string | number]) {
          super(from[0] ?? nowMs());
        }
        static override now = nowMs;
      },
    });
    Math.random = this.random;
  }

  restore(): void {
    const { random, ...globals } = real;
    Object.assign(globalThis, globals);
    Math.random = random;
  }

  /** Lets timers go off until the time has passed, or until `enough` says so after one. */
  async run(ms: number, enough: () => boolean = () => false): Promise<void> {
    const end = this.now + ms;
    await settled();
    while (!enough()) {
      const timer = this.timers[0];
      if (!timer || timer.at > end) break;
      this.timers.shift();
      this.now = timer.at;
      if (timer.everyMs !== null) this.put({ ...timer, at: timer.at + timer.everyMs });
      timer.work();
      await settled();
    }
    if (!enough()) this.now = end;
  }

  private put(timer: Timer): void {
    let at = this.timers.length;
    while (at > 0 && (this.timers[at - 1] as Timer).at > timer.at) at -= 1;
    this.timers.splice(at, 0, timer);
  }
}

/**
 * Resolves after all that the promises of this moment lead to. The second turn is for code that itself waits
 * for a turn (`EventPublisher`).
 */
const settled = async (): Promise<void> => {
  await turn();
  await turn();
};

const turn = (): Promise<void> => new Promise((done) => real.setImmediate(done));
