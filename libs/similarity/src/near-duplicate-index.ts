import type { HotValues } from './compare-sketches.js';
import {
  countSharedKeys,
  keysNeeded,
  nearestOf,
  tellingKeysOf,
  type NearDuplicate,
  type NearDuplicateCandidate,
  type Ranked,
} from './near-duplicates.js';
import { SIMILARITY_RULES as RULES } from './similarity.rules.js';
import type { Sketch } from './sketch-of.js';

/**
 * Sketches by their keys, in memory: those of a time window, or those that a store recalled for one batch.
 * Texts have numbers, so that counting shared keys touches small arrays instead of texts that are scattered
 * over the memory.
 */
export class NearDuplicateIndex<T extends NearDuplicateCandidate = NearDuplicateCandidate> {
  private readonly slotOf = new Map<string, number>();
  private readonly texts: (T | undefined)[] = [];
  private readonly free: number[] = [];
  private readonly postings = new Map<number, number[]>();
  /** Number of shared keys by slot; all zero between two calls. */
  private counts = new Uint8Array(64);

  get size(): number {
    return this.slotOf.size;
  }

  get(id: string): T | undefined {
    const slot = this.slotOf.get(id);
    return slot === undefined ? undefined : this.texts[slot];
  }

  /** Replaces a candidate of the same id. */
  add(candidate: T): void {
    this.remove(candidate.id);
    const slot = this.free.pop() ?? this.texts.length;
    this.texts[slot] = candidate;
    this.slotOf.set(candidate.id, slot);
    if (slot >= this.counts.length) this.counts = new Uint8Array(2 * this.counts.length);
    for (const key of candidate.sketch.keys) {
      const posting = this.postings.get(key);
      if (!posting) this.postings.set(key, [slot]);
      else if (posting.push(slot) > RULES.postings) posting.shift();
    }
  }

  remove(id: string): void {
    const slot = this.slotOf.get(id);
    if (slot === undefined) return;
    for (const key of this.texts[slot]?.sketch.keys ?? []) {
      const posting = this.postings.get(key);
      const at = posting?.indexOf(slot) ?? -1;
      if (!posting || at < 0) continue;
      posting.splice(at, 1);
      if (posting.length === 0) this.postings.delete(key);
    }
    this.slotOf.delete(id);
    this.texts[slot] = undefined;
    this.free.push(slot);
  }

  /**
   * Forgets the oldest additions while `isOver` returns true. A window keeps its size if this is called after
   * each addition.
   */
  evictWhile(isOver: (oldest: T) => boolean): void {
    for (const [id, slot] of this.slotOf) {
      const oldest = this.texts[slot];
      if (!oldest || !isOver(oldest)) return;
      this.remove(id);
    }
  }

  /** The wanted text that is most like a sketch, null if none is like it. */
  nearestTo(
    sketch: Sketch,
    isHot?: HotValues,
    isWanted: (candidate: T) => boolean = () => true,
    leastJaccard?: (candidate: T) => number,
  ): NearDuplicate | null {
    const keys = tellingKeysOf(sketch, isHot);
    const ranked = this.sharing(keys, keysNeeded(keys.length));
    return nearestOf(
      sketch,
      ranked.filter(({ candidate }) => isWanted(candidate)),
      isHot,
      leastJaccard,
    );
  }

  /** The newest texts that hold a key, up to a bound. */
  under(key: number): T[] {
    return (this.postings.get(key) ?? []).flatMap((slot) => this.texts[slot] ?? []);
  }

  /**
   * The texts that share at least the needed number of keys, up to a bound. Rare keys go first, because a
   * phrase in many texts says little. A crowded key does not list all its texts, so its count may be too low
   * and is then taken from the sketch.
   */
  sharing(keys: readonly number[], needed: number): Ranked<T>[] {
    const touched: number[] = [];
    let isCrowded = false;
    for (const posting of this.rareFirst(keys)) {
      isCrowded ||= posting.length >= RULES.postings;
      const isOpen = touched.length < RULES.candidates;
      for (const slot of posting) {
        const count = this.counts[slot] ?? 0;
        if (count === 0 && !isOpen) continue;
        if (count === 0) touched.push(slot);
        this.counts[slot] = count + 1;
      }
    }
    const found: Ranked<T>[] = [];
    for (const slot of touched) {
      const counted = this.counts[slot] ?? 0;
      this.counts[slot] = 0;
      const candidate = this.texts[slot];
      if (!candidate || (counted < needed && !isCrowded)) continue;
      const shared = counted < needed ? countSharedKeys(candidate.sketch, keys) : counted;
      if (shared >= needed) found.push({ candidate, shared });
    }
    return found;
  }

  private rareFirst(keys: readonly number[]): number[][] {
    const postings: number[][] = [];
    for (const key of keys) {
      const posting = this.postings.get(key);
      if (posting) postings.push(posting);
    }
    return postings.length < 2 ? postings : postings.sort((a, b) => a.length - b.length);
  }
}
