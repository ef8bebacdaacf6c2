import { createHash } from 'node:crypto';
import { normaliseText } from '../normalise-text.js';

/** What a page showed at one look, as plain data that can be kept. */
export interface PageSighting {
  /** Key of the headings. */
  heading: string;
  /** Key and letters of each paragraph. */
  paragraphs: [key: string, letters: number][];
}

/**
 * `selects`: two addresses show contents of their own. `same`: they show the same one. `unsteady`: one of them
 * changes by itself, which proves nothing.
 */
export type SightingVerdict = 'selects' | 'same' | 'unsteady';

/** Shorter lines are menus, teasers and dates. A wide letter counts as two. */
const MIN_PARAGRAPH = 60;
/** Letters that a content has to itself. */
const MIN_OWN = 120;
const MAX_PARAGRAPHS = 300;
const WIDE = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]/g;

/** Reduces the text of a page to what is kept of it. */
export function sightingOf(heading: string, lines: readonly string[]): PageSighting {
  const paragraphs = new Map<string, number>();
  for (const line of lines) {
    const text = normaliseText(line);
    const letters = text.length + (text.match(WIDE)?.length ?? 0);
    if (letters >= MIN_PARAGRAPH && paragraphs.size < MAX_PARAGRAPHS) paragraphs.set(keyOf(text), letters);
  }
  return { heading: keyOf(normaliseText(heading)), paragraphs: [...paragraphs] };
}

/**
 * Judges what two addresses showed when they were asked in turn, each more than once. A page that simply changes
 * shows its new text at both. Only what an address showed each time counts as its own, and only if the other
 * never showed it; so neither a list of news beside the text nor a chance answer proves anything.
 */
export function judgeSightings(a: readonly PageSighting[], b: readonly PageSighting[]): SightingVerdict {
  if (!hasOneHeading(a) || !hasOneHeading(b)) return 'unsteady';
  if (a[0]?.heading === b[0]?.heading) return 'same';
  const [steadyA, steadyB] = [steady(a), steady(b)];
  const ownOfA = lettersOf(without(steadyA, anyOf(b)));
  const ownOfB = lettersOf(without(steadyB, anyOf(a)));
  if (Math.min(ownOfA, ownOfB) < MIN_OWN) return 'unsteady';
  const shared = lettersOf(new Map([...steadyA].filter(([key]) => steadyB.has(key))));
  return shared > Math.min(ownOfA, ownOfB) ? 'same' : 'selects';
}

function hasOneHeading(sightings: readonly PageSighting[]): boolean {
  return sightings.length > 1 && new Set(sightings.map(({ heading }) => heading)).size === 1;
}

type Paragraphs = ReadonlyMap<string, number>;

function steady([first, ...others]: readonly PageSighting[]): Paragraphs {
  const sets = others.map(({ paragraphs }) => new Map(paragraphs));
  return new Map(first?.paragraphs.filter(([key]) => sets.every((set) => set.has(key))));
}

const anyOf = (sightings: readonly PageSighting[]): Paragraphs =>
  new Map(sightings.flatMap(({ paragraphs }) => paragraphs));

const without = (paragraphs: Paragraphs, others: Paragraphs): Paragraphs =>
  new Map([...paragraphs].filter(([key]) => !others.has(key)));

const lettersOf = (paragraphs: Paragraphs): number =>
  [...paragraphs.values()].reduce((sum, letters) => sum + letters, 0);

const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 11);
