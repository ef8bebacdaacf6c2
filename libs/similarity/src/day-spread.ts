import { mix32 } from './hash-grams.js';
import { SIMILARITY_RULES as RULES } from './similarity.rules.js';
import type { Sketch } from './sketch-of.js';

const DAY_MS = 86_400_000;
const DAY_MASK = 0x1fff;
const SEEDS = [0x9e3779b9, 0x7f4a7c15] as const;

/**
 * On how many different days values were seen, in fixed memory: two cells of 16 bits a value, of which the lesser counts, so a
 * collision can only hide a likeness. Counts days, not documents: a wire story that everyone prints today stays visible.
 */
export class DaySpread {
  private readonly cells: Uint16Array;

  /** `cells` is a power of two; 2 bytes each. */
  constructor(cells: number = 2 ** 22) {
    if (cells < 2 || (cells & (cells - 1)) !== 0) throw new RangeError('cells must be a power of two');
    this.cells = new Uint16Array(cells);
  }

  /** Notes the values of a text that was published at `at`. */
  observe({ values }: Pick<Sketch, 'values'>, at: Date): void {
    const day = dayOf(at);
    for (const value of values) for (const seed of SEEDS) this.noteDay(this.cellOf(value, seed), day);
  }

  /** Whether a value that stands in a text of `at` was seen on too many days, that one with them. */
  isHot(value: number, at: Date): boolean {
    const day = dayOf(at);
    return SEEDS.every((seed) => {
      const cell = this.cells[this.cellOf(value, seed)] ?? 0;
      const age = daysSince(cell & DAY_MASK, day);
      const days = cell === 0 ? 1 : (cell >>> 13) + 1 + (age > 0 ? 1 : 0);
      return days >= RULES.hotDays && age <= RULES.hotMemoryDays;
    });
  }

  /** A cell: three bits for days beyond the first, thirteen for the latest day. */
  private noteDay(index: number, day: number): void {
    const cell = this.cells[index] ?? 0;
    const age = daysSince(cell & DAY_MASK, day);
    if (cell !== 0 && age <= 0) return;
    const count = cell === 0 || age > RULES.hotMemoryDays ? 0 : Math.min((cell >>> 13) + 1, 7);
    this.cells[index] = (count << 13) | (day & DAY_MASK);
  }

  private cellOf(value: number, seed: number): number {
    return mix32((value & ~1) ^ seed) & (this.cells.length - 1);
  }
}

const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);

/** Days from a stored day to a full one; the stored one wraps after 22 years. Negative when it lies ahead. */
function daysSince(stored: number, day: number): number {
  const age = ((day & DAY_MASK) - stored) & DAY_MASK;
  return age > DAY_MASK / 2 ? age - (DAY_MASK + 1) : age;
}
