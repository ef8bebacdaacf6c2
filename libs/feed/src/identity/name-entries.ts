import { idOfAddress, type LearnedParameter } from '@dateline/article';
import type { FeedEntry } from '../feed.types.js';
import { entryFingerprintOf } from './entry-identity.js';
import {
  identifyDocument,
  type IdentityRules,
  type NamedEntry,
  type SameEntry,
} from './identify-document.js';

/** An entry's names, and its place in the document (from 0). */
export interface EntryName extends Omit<NamedEntry, 'entry'> {
  place: number;
  fingerprint: string;
  articleId: string;
}

/** `identifyDocument` without the entries themselves, so that little comes back from a thread. */
export interface EntryNames {
  named: EntryName[];
  same: (Omit<SameEntry, 'entry'> & { place: number })[];
  /** Places of entries without an address that can be an article's. */
  withoutUrl: number[];
  learned: LearnedParameter[];
}

/** Names the entries of a document, with the fingerprint of each and the id of the article that it leads to. */
export function nameEntries(items: readonly FeedEntry[], rules: IdentityRules): EntryNames {
  const places = new Map(items.map((entry, place) => [entry, place]));
  const placeOf = (entry: FeedEntry) => places.get(entry) ?? -1;
  const { named, same, withoutUrl, learned } = identifyDocument(items, rules);
  return {
    named: named.map(({ entry, ...names }) => ({
      ...names,
      place: placeOf(entry),
      fingerprint: entryFingerprintOf(entry),
      articleId: idOfAddress(names.urlNormalized),
    })),
    same: same.map(({ entry, ...facts }) => ({ ...facts, place: placeOf(entry) })),
    withoutUrl: withoutUrl.map(placeOf),
    learned,
  };
}
