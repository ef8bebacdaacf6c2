import type { PageType } from '@dateline/contracts';
import type { Candidate } from '../fields/provenance.js';
import { elementsOf } from '../page/page-tree.js';
import type { PageSignals } from '../page/read-signals.js';
import { textOf } from '../page/text-of.js';
import { matchKey } from '../text/match-key.js';
import type { Measures } from './page-measures.types.js';
import { BOT_WALL_PHRASES, ERROR_PHRASES, WALL_MARKS } from './refusal-phrases.js';

const keysOf = (phrases: readonly string[]): ReadonlySet<string> => new Set(phrases.map(matchKey));
const ERRORS = keysOf(ERROR_PHRASES);
const WALLS = keysOf(BOT_WALL_PHRASES);
/** Characters. An error page may explain what happened; an article about an error is longer. */
const MOST_TEXT = 900;
/** Error pages and bot walls do not claim to be articles. */
const STATED = ['schema:news', 'schema:article', 'metaPublished'];
const LONGEST_LINE = 200;
const MOST_SCRIPT = 50_000;
/** What separates a title from the site's name, and sentences from each other. */
const NAME_MARKS = /\s[|–—·»-]\s|\|/;
const SENTENCE_MARKS = /[.!?:…。！？]/;

/**
 * Whether a page stands in place of an article: a title, a heading or a first line says so, and the page has
 * little text.
 */
export function findRefusal(
  signals: PageSignals,
  headline: string | null,
  measures: Measures,
): Candidate<PageType> | null {
  if (STATED.some((name) => (measures[name] ?? 0) > 0)) return null;
  if ((measures['longText'] ?? 0) > MOST_TEXT || (measures['bodyWidth'] ?? 0) > MOST_TEXT) return null;
  if (hasWallMark(signals)) return { source: 'script', value: 'bot_wall' };
  const h1 = signals.h1s[0] ? textOf(signals.h1s[0], LONGEST_LINE) : '';
  const lines = [
    ['title', signals.title],
    ['h1', h1],
    ['headline', headline ?? ''],
  ] as const;
  for (const [value, phrases] of [
    ['bot_wall', WALLS],
    ['error', ERRORS],
  ] as const) {
    const said = lines.find(([, line]) => says(line, phrases));
    if (said) return { source: said[0], value };
  }
  return null;
}

/**
 * Whether a line without the site's name is one of the phrases, or has a sentence that is one of those with
 * several words.
 */
function says(line: string, phrases: ReadonlySet<string>): boolean {
  const parts = line.slice(0, LONGEST_LINE).split(NAME_MARKS).map(matchKey);
  const sentences = line.slice(0, LONGEST_LINE).split(SENTENCE_MARKS).map(matchKey);
  return (
    [matchKey(line.slice(0, LONGEST_LINE)), ...parts].some((part) => phrases.has(part)) ||
    sentences.some((sentence) => sentence.includes(' ') && phrases.has(sentence))
  );
}

function hasWallMark({ root }: PageSignals): boolean {
  const scripts = elementsOf(root).filter(({ name }) => name === 'script');
  return scripts.some(({ attributes, children }) => {
    const text = children
      .map((child) => (child.kind === 'text' ? child.text.slice(0, MOST_SCRIPT) : ''))
      .join('');
    return WALL_MARKS.some((mark) => text.includes(mark) || (attributes['src'] ?? '').includes(mark));
  });
}
