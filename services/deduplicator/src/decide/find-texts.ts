import type { DedupStore, StoredSketch } from '@dateline/storage';
import type { CrowdedKeys } from './crowded-keys.js';
import { probableOriginals, type WantedKeys } from './probable-originals.js';

/** The most sketches per read, so that the texts found for a batch never fill the memory. */
const MAX_FOUND = 5_000;

export interface TextSearch {
  store: Pick<DedupStore, 'candidates'>;
  crowded: CrowdedKeys;
  since: Date;
  now: Date;
  /** Articles whose texts are left out. */
  leftOut?: { has: (articleId: string) => boolean };
  maxFound?: number;
}

/**
 * Texts of the window that share keys with a batch and can be an original. A full answer may be incomplete.
 * Crowded keys are then left out, and if there are none, the keys are looked up in halves.
 */
export async function findTexts(wanted: readonly WantedKeys[], search: TextSearch): Promise<StoredSketch[]> {
  const keys = new Set(wanted.flatMap((of) => [...of.keys]));
  const found = await lookUp([...keys], wanted, search);
  return [...new Map(found.map((text) => [text.articleId, text])).values()];
}

async function lookUp(
  keys: readonly number[],
  wanted: readonly WantedKeys[],
  search: TextSearch,
): Promise<StoredSketch[]> {
  const { store, crowded, since, now, leftOut, maxFound = MAX_FOUND } = search;
  const asked = keys.filter((key) => !crowded.has(key, now.getTime()));
  const found = await store.candidates(asked, since, maxFound);
  const more = crowded.note(found, new Set(asked), now.getTime());
  if (found.length < maxFound || asked.length < 2) {
    const others = leftOut ? found.filter(({ articleId }) => !leftOut.has(articleId)) : found;
    return probableOriginals(wanted, others);
  }
  if (more > 0) return lookUp(asked, wanted, search);
  const half = Math.ceil(asked.length / 2);
  const first = await lookUp(asked.slice(0, half), wanted, search);
  return [...first, ...(await lookUp(asked.slice(half), wanted, search))];
}
