import { seededRandom } from '@dateline/testing';

interface Timer {
  at: number;
  /** Order among those of the same moment. */
  order: number;
  work: () => void;
  everyMs: number | null;
}

const real = { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, random: Math.random };

/**
 * Time and chance of one run: timers of the code under test go off in virtual milliseconds, and `Math.random` follows the seed.
 * The same seed gives the same run.
 */
export class VirtualTime {
  now = 0;
  private readonly timers = new Map<number, Timer>();
  private last = 0;
  /** Next number of the seed, from 0 to 1. */
  readonly random: () => number;

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

  wait(ms: number): Promise<void> {
    return new Promise((done) => this.after(ms, done));
  }

  after(ms: number, work: () => void, everyMs: number | null = null): number {
    const id = (this.last += 1);
    this.timers.set(id, { at: this.now + Math.max(0, ms), order: id, work, everyMs });
    return id;
  }

  /** Puts these timers in the place of the global ones until `restore`. */
  install(): void {
    const start = (work: () => void, ms = 0) => this.after(ms, work);
    const repeat = (work: () => void, ms = 0) => this.after(ms, work, ms);
    const clear = (id: unknown) => this.timers.delete(id as number);
    Object.assign(globalThis, {
      setTimeout: start,
      clearTimeout: clear,
      setInterval: repeat,
      clearInterval: clear,
    });
    Math.random = this.random;
  }

  restore(): void {
    const { random, ...timers } = real;
    Object.assign(globalThis, timers);
    Math.random = random;
  }

  /** Lets timers go off in their order until the time has passed, or `enough` says so after one. */
  async run(ms: number, enough: () => boolean = () => false): Promise<void> {
    const end = this.now + ms;
    await settled();
    while (!enough()) {
      const next = this.nextBefore(end);
      if (!next) break;
      const [id, timer] = next;
      this.now = timer.at;
      if (timer.everyMs === null) this.timers.delete(id);
      else this.timers.set(id, { ...timer, at: timer.at + timer.everyMs });
      timer.work();
      await settled();
    }
    if (!enough()) this.now = end;
  }

  private nextBefore(end: number): [number, Timer] | null {
    let found: [number, Timer] | null = null;
    for (const entry of this.timers) {
      const [, timer] = entry;
      if (timer.at > end) continue;
      const best = found?.[1];
      if (!best || timer.at < best.at || (timer.at === best.at && timer.order < best.order)) found = entry;
    }
    return found;
  }
}

/** After all that the promises of this moment lead to. */
const settled = (): Promise<void> => new Promise((done) => real.setImmediate(done));
