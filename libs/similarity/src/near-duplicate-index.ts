import type { NearDuplicateCandidate } from './find-near-duplicate.js';
import { SIMILARITY_RULES as RULES } from './similarity.rules.js';
import type { Sketch } from './sketch-of.js';

/** Sketches by their keys, in memory: what a time window holds, or what a store recalled for one batch. */
export class NearDuplicateIndex<T extends NearDuplicateCandidate = NearDuplicateCandidate> {
  private readonly byId = new Map<string, T>();
  private readonly postings = new Map<number, T[]>();

  get size(): number {
    return this.byId.size;
  }

  get(id: string): T | undefined {
    return this.byId.get(id);
  }

  /** A candidate of the same id takes the place of the one before. */
  add(candidate: T): void {
    this.remove(candidate.id);
    this.byId.set(candidate.id, candidate);
    for (const key of candidate.sketch.keys) {
      const posting = this.postings.get(key);
      if (!posting) this.postings.set(key, [candidate]);
      else if (posting.push(candidate) > RULES.postings) posting.shift();
    }
  }

  remove(id: string): void {
    const candidate = this.byId.get(id);
    if (!candidate) return;
    this.byId.delete(id);
    for (const key of candidate.sketch.keys) {
      const posting = this.postings.get(key);
      const at = posting?.indexOf(candidate) ?? -1;
      if (!posting || at < 0) continue;
      posting.splice(at, 1);
      if (posting.length === 0) this.postings.delete(key);
    }
  }

  /** Forgets, oldest addition first, while `isOver` says so: a window stays a window when it is told after each addition. */
  evictWhile(isOver: (oldest: T) => boolean): void {
    for (const [id, oldest] of this.byId) {
      if (!isOver(oldest)) return;
      this.remove(id);
    }
  }

  /** Those that share a key with the sketch: up to a bound, those of rare keys first, for a phrase in many texts tells little. */
  candidatesOf({ keys }: Pick<Sketch, 'keys'>): T[] {
    const postings: T[][] = [];
    for (const key of keys) {
      const posting = this.postings.get(key);
      if (posting) postings.push(posting);
    }
    if (postings.length === 1) return [...(postings[0] ?? [])];
    postings.sort((a, b) => a.length - b.length);
    const found = new Set<T>();
    for (const posting of postings) {
      if (found.size >= RULES.candidates) break;
      for (const candidate of posting) found.add(candidate);
    }
    return [...found];
  }
}
