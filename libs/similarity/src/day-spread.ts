import type { HotValues } from './compare-sketches.js';
import { mix32 } from './hash-grams.js';
import { SIMILARITY_RULES as RULES, SIMILARITY_RULES_VERSION } from './similarity.rules.js';
import type { Sketch } from './sketch-of.js';

const DAY_MS = 86_400_000;
const SEED = 0x9e3779b9;
const WAYS = 4;
/**
 * Layout of a cell: seven bits tell the values of a bucket apart, three hold the number of days (0: the cell
 * is empty), six hold the latest day.
 */
const TAG_SHIFT = 9;
const COUNT_SHIFT = 6;
const MAX_COUNT = 7;
const DAY_CYCLE = 64;
/** Raised when a cell gets another meaning. */
const LAYOUT = 1;
/** A stored day that lies up to this many days ahead comes from a text with a later date. */
const MAX_AHEAD = 16;

/**
 * Counts on how many days values were seen, in fixed memory: a cache of buckets of four 16-bit cells, in
 * which values that were seen on one day give way to newer ones. If it is too small, it forgets values that
 * return seldom. It takes fewer than one fresh value in a hundred for hot. It counts days, not documents: a
 * wire story that everyone prints today stays visible.
 */
export class DaySpread {
  private readonly cells: Uint16Array;
  private readonly bucketMask: number;
  /** The result of `hotAt` for the last day asked: the texts of a batch have one or two days. */
  private lastAsked: { day: number; isHot: HotValues } | null = null;

  /**
   * `cells` is a power of two; 2 bytes each. A template that returns once a day is noticed if there are more
   * cells than values in a day, 47 per text.
   */
  constructor(cells: number | Uint16Array = 2 ** 22) {
    const count = typeof cells === 'number' ? cells : cells.length;
    if (count < WAYS || (count & (count - 1)) !== 0) throw new RangeError('cells must be a power of two');
    this.cells = typeof cells === 'number' ? new Uint16Array(cells) : cells;
    this.bucketMask = count / WAYS - 1;
  }

  /** How a snapshot was made. A counter can continue only from a snapshot of its own format. */
  get format(): string {
    return `layout ${LAYOUT}, ${this.cells.length} cells, rules ${SIMILARITY_RULES_VERSION}`;
  }

  /** The counter as it is stored. Pass it to the constructor or to `restore` to continue from there. */
  snapshot(): Uint16Array {
    return this.cells.slice();
  }

  /**
   * Continues from a snapshot of the same format and forgets what was observed before; throws RangeError for
   * another size.
   */
  restore(snapshot: Uint16Array): void {
    if (snapshot.length !== this.cells.length)
      throw new RangeError(`a snapshot of ${snapshot.length} cells, not ${this.cells.length}`);
    this.cells.set(snapshot);
  }

  /** Counts the values of a text that was published at `at`. */
  observe({ values }: Pick<Sketch, 'values'>, at: Date): void {
    const day = dayOf(at);
    for (const value of values) this.noteDay(hashOf(value), day);
  }

  /**
   * Returns a test for the values that were seen on too many days, the day of `at` included. The same day
   * gives the same function.
   */
  hotAt(at: Date): HotValues {
    const day = dayOf(at);
    if (this.lastAsked?.day !== day) this.lastAsked = { day, isHot: this.hotOn(day) };
    return this.lastAsked.isHot;
  }

  private hotOn(day: number): HotValues {
    return (value) => {
      const cell = this.cells[this.find(hashOf(value))] ?? 0;
      const days = (cell >>> COUNT_SHIFT) & MAX_COUNT;
      if (days < RULES.hotDays - 1) return false;
      const age = ageOf(cell, day);
      return age <= RULES.hotMemoryDays && days + (age > 0 ? 1 : 0) >= RULES.hotDays;
    };
  }

  /** `hotAt` for one value. */
  isHot(value: number, at: Date): boolean {
    return this.hotAt(at)(value);
  }

  private noteDay(hash: number, day: number): void {
    const known = this.find(hash);
    const index = known >= 0 ? known : this.roomFor(hash, day);
    if (index < 0) return;
    const cell = known >= 0 ? (this.cells[known] ?? 0) : 0;
    const age = cell === 0 ? 0 : ageOf(cell, day);
    if (cell !== 0 && age <= 0) return;
    const before = cell === 0 || age > RULES.hotMemoryDays ? 0 : (cell >>> COUNT_SHIFT) & MAX_COUNT;
    const count = Math.min(before + 1, MAX_COUNT);
    this.cells[index] = (tagOf(hash) << TAG_SHIFT) | (count << COUNT_SHIFT) | (day % DAY_CYCLE);
  }

  /** The cell that holds a value; -1 if none does. */
  private find(hash: number): number {
    const tag = tagOf(hash);
    const first = this.bucketOf(hash);
    for (let index = first; index < first + WAYS; index++) {
      const cell = this.cells[index] ?? 0;
      if (cell !== 0 && cell >>> TAG_SHIFT === tag) return index;
    }
    return -1;
  }

  /**
   * The cell for a new value: an empty one, one whose value has expired, or the oldest that was seen on one
   * day; -1 if there is none.
   */
  private roomFor(hash: number, day: number): number {
    const first = this.bucketOf(hash);
    let [best, oldest] = [-1, -MAX_AHEAD];
    for (let index = first; index < first + WAYS; index++) {
      const cell = this.cells[index] ?? 0;
      if (cell === 0) return index;
      const age = ageOf(cell, day);
      const isKept = ((cell >>> COUNT_SHIFT) & MAX_COUNT) > 1 && age <= RULES.hotIdleDays;
      if (!isKept && age > oldest) [best, oldest] = [index, age];
    }
    return best;
  }

  private bucketOf(hash: number): number {
    return (hash & this.bucketMask) * WAYS;
  }
}

/** The lowest bit of a value marks the lead, so it depends on the text. */
const hashOf = (value: number): number => mix32((value & ~1) ^ SEED);

const tagOf = (hash: number): number => hash >>> 25;

const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);

/** Days since the latest day of a cell; negative if that day is later. */
function ageOf(cell: number, day: number): number {
  const age = (day - (cell % DAY_CYCLE) + DAY_CYCLE) % DAY_CYCLE;
  return age >= DAY_CYCLE - MAX_AHEAD ? age - DAY_CYCLE : age;
}
