import type { Significance } from '@dateline/contracts';
import { contentWordsOf } from './article-identity.js';

/** The fields that a reader sees. Other JSON fields of the record may stand beside them. */
export interface ArticleContent {
  headline?: string | null;
  articleBody?: string | null;
  description?: string | null;
  dateModified?: string | null;
  [field: string]: unknown;
}

/**
 * The significance of a revision as the record states it. `first` is left out, because nothing comes before
 * it.
 */
export type ContentSignificance = Exclude<Significance, 'first'>;

/**
 * `changed` holds field names in alphabetical order. A change is cosmetic if only white space, case,
 * punctuation, a time stamp or a counter differs.
 */
export interface ContentComparison {
  changed: string[];
  significance: ContentSignificance;
}

/** Fields that change while the article does not. */
const STAMPS = new Set(['dateModified']);
/** A published correction is a major change, however few words it changes. */
const NOTES = 'correction';
/** The least share of words that a minor change keeps. A headline is short, so it may lose more of them. */
const MINOR_OVERLAP: ReadonlyMap<string, number> = new Map([
  ['headline', 0.5],
  ['articleBody', 0.8],
]);
const RANK: readonly ContentSignificance[] = ['none', 'cosmetic', 'minor', 'major'];

/**
 * Which fields differ between two versions of an article, and how much that matters. Absent and null are
 * equal.
 */
export function compareContent(before: ArticleContent, after: ArticleContent): ContentComparison {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = names.filter((name) => canonicalJson(before[name]) !== canonicalJson(after[name]));
  const ranks = changed.map((name) => RANK.indexOf(weigh(name, before[name], after[name])));
  return { changed, significance: RANK[Math.max(0, ...ranks)] ?? 'none' };
}

function weigh(name: string, before: unknown, after: unknown): ContentSignificance {
  if (STAMPS.has(name)) return 'cosmetic';
  if (name === NOTES && gainsNote(before, after)) return 'major';
  const [textBefore, textAfter] = [contentWordsOf(textOf(before)), contentWordsOf(textOf(after))];
  if (textBefore === textAfter) return 'cosmetic';
  const least = MINOR_OVERLAP.get(name);
  return least !== undefined && wordOverlap(textBefore, textAfter) < least ? 'major' : 'minor';
}

/** Whether the later list has a note whose text the earlier list does not have. */
function gainsNote(before: unknown, after: unknown): boolean {
  const known = new Set(notesOf(before));
  return notesOf(after).some((note) => !known.has(note));
}

function notesOf(value: unknown): string[] {
  const notes: unknown[] = Array.isArray(value) ? value : [];
  return notes.flatMap((note) =>
    typeof note === 'object' && note !== null && 'text' in note ? [contentWordsOf(textOf(note.text))] : [],
  );
}

/**
 * The number of words (as a multiset) that both texts have, divided by the word count of the longer one; 0 to
 * 1.
 */
function wordOverlap(a: string, b: string): number {
  const [wordsA, wordsB] = [a.split(' '), b.split(' ')];
  const left = new Map<string, number>();
  for (const word of wordsA) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of wordsB) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared++;
  }
  return shared / Math.max(wordsA.length, wordsB.length);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : canonicalJson(value));

/** JSON with sorted keys. Null and absent give the same text. */
function canonicalJson(value: unknown): string {
  if (value === null || value === undefined) return '';
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const present = Object.entries(inner).filter(([, v]) => v !== null && v !== undefined);
    return Object.fromEntries(present.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
