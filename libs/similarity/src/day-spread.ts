import type { HotValues } from './compare-sketches.js';
import { mix32 } from './hash-grams.js';
import { SIMILARITY_RULES as RULES, SIMILARITY_RULES_VERSION } from './similarity.rules.js';
import type { Sketch } from './sketch-of.js';

const DAY_MS = 86_400_000;
const SEED = 0x9e3779b9;
const WAYS = 4;
/** A cell: seven bits that tell the values of a bucket apart, three for the days seen (none: an empty cell), six for the latest day. */
const TAG_SHIFT = 9;
const COUNT_SHIFT = 6;
const MAX_COUNT = 7;
const DAY_CYCLE = 64;
/** Raised when a cell comes to mean something else. */
const LAYOUT = 1;
/** A stored day up to this far ahead of the clock of a text belongs to a text that came early. */
const MAX_AHEAD = 16;

/**
 * On how many different days values were seen, in fixed memory: a cache of buckets of four 16-bit cells, in which values seen on
 * one day give way to newer ones. When it is too small it forgets what returns seldom; fewer than one fresh value in a hundred is
 * taken for a hot one. Counts days, not documents: a wire story that everyone prints today stays visible.
 */
export class DaySpread {
  private readonly cells: Uint16Array;
  private readonly bucketMask: number;
  /** `hotAt` of the day that was asked for last: the texts of a batch are of one or two days. */
  private lastAsked: { day: number; isHot: HotValues } | null = null;

  /** `cells` is a power of two; 2 bytes each. A template that returns once a day is seen when they outnumber a day's values, 47 a text. */
  constructor(cells: number | Uint16Array = 2 ** 22) {
    const count = typeof cells === 'number' ? cells : cells.length;
    if (count < WAYS || (count & (count - 1)) !== 0) throw new RangeError('cells must be a power of two');
    this.cells = typeof cells === 'number' ? new Uint16Array(cells) : cells;
    this.bucketMask = count / WAYS - 1;
  }

  /** What a snapshot was made by: only a counter that says the same can go on from it. */
  get format(): string {
    return `layout ${LAYOUT}, ${this.cells.length} cells, rules ${SIMILARITY_RULES_VERSION}`;
  }

  /** The counter as it is stored: give it to the constructor, or to `restore`, to go on from there. */
  snapshot(): Uint16Array {
    return this.cells.slice();
  }

  /** Goes on from a snapshot of the same format and forgets what was observed before; throws RangeError for another size. */
  restore(snapshot: Uint16Array): void {
    if (snapshot.length !== this.cells.length)
      throw new RangeError(`a snapshot of ${snapshot.length} cells, not ${this.cells.length}`);
    this.cells.set(snapshot);
  }

  /** Notes the values of a text that was published at `at`. */
  observe({ values }: Pick<Sketch, 'values'>, at: Date): void {
    const day = dayOf(at);
    for (const value of values) this.noteDay(hashOf(value), day);
  }

  /** Tells the values, of a text of `at`, that were seen on too many days, that one with them. The same function for the same day. */
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

  /** The cell that holds a value; -1 for none. */
  private find(hash: number): number {
    const tag = tagOf(hash);
    const first = this.bucketOf(hash);
    for (let index = first; index < first + WAYS; index++) {
      const cell = this.cells[index] ?? 0;
      if (cell !== 0 && cell >>> TAG_SHIFT === tag) return index;
    }
    return -1;
  }

  /** The cell that a new value takes: an empty one, one of a value past its time, or the oldest that was seen on one day; -1 for none. */
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

/** The lowest bit of a value marks the lead and belongs to the text. */
const hashOf = (value: number): number => mix32((value & ~1) ^ SEED);

const tagOf = (hash: number): number => hash >>> 25;

const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);

/** Days from the latest day of a cell; negative when that lies ahead. */
function ageOf(cell: number, day: number): number {
  const age = (day - (cell % DAY_CYCLE) + DAY_CYCLE) % DAY_CYCLE;
  return age >= DAY_CYCLE - MAX_AHEAD ? age - DAY_CYCLE : age;
}
