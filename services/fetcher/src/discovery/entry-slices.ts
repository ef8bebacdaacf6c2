import { charactersOf } from '../documents/feed-parser.js';
import type { IdentifiedEntry } from './find-discoveries.js';

/** Entries and characters that are sanitised, encoded and published at once. */
const MAX_ENTRIES = 200;
const MAX_CHARACTERS = 1_000_000;

/** Cuts entries into slices, so that neither the memory nor the time of one step grows with the document. */
export function entrySlices(entries: readonly IdentifiedEntry[]): IdentifiedEntry[][] {
  const slices: IdentifiedEntry[][] = [];
  let slice: IdentifiedEntry[] = [];
  let characters = 0;
  for (const entry of entries) {
    const own = charactersOf([entry.entry]);
    if (slice.length >= MAX_ENTRIES || (slice.length > 0 && characters + own > MAX_CHARACTERS)) {
      slices.push(slice);
      slice = [];
      characters = 0;
    }
    slice.push(entry);
    characters += own;
  }
  if (slice.length > 0) slices.push(slice);
  return slices;
}
