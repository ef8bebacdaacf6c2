import type { ChosenBody } from '../body/choose-body.js';
import type { PageContext } from '../fields/page-context.js';
import { matchKey } from '../text/match-key.js';
import { stripTags } from '../text/strip-tags.js';
import type { Measures, ReadFields } from './page-measures.types.js';

/** Number of characters that are compared. */
const COMPARED = 40_000;
const LEAST_LETTERS = 4;
const FLAGS = ['short', 'cut_short', 'paywalled'] as const;

/**
 * Compares the body with the rest of the page: JSON-LD, description, headline, and the other long paragraphs.
 */
export function compareBody(
  { articles }: PageContext,
  { articleBody, description, headline }: ReadFields,
  { confidence, flags }: Pick<ChosenBody, 'confidence' | 'flags'>,
  counted: Measures,
): Measures {
  const words = wordsOf(articleBody ?? '');
  const said = new Set(words);
  const linked = wordsOf(stripTags(longest(articles.map((article) => article['articleBody'])), COMPARED));
  const stated = Number(articles[0]?.['wordCount'] ?? 0);
  const of = (name: string): number => counted[name] ?? 0;
  return {
    ruleWeight: confidence,
    ...Object.fromEntries(FLAGS.map((flag) => [`flag:${flag}`, Number(flags.includes(flag))])),
    lackShare: of('longOutsideText') / Math.max(1, of('longText')),
    lackBetween: of('longBetween') / Math.max(1, of('bodyWidth')),
    lackBefore: of('longBefore') / Math.max(1, of('bodyWidth')),
    lackAfter: of('longAfter') / Math.max(1, of('bodyWidth')),
    lackDropped: of('longDropped') / Math.max(1, of('bodyWidth')),
    rivalShare: of('longestOutside') / Math.max(1, of('longestBlock')),
    bodyPerText: of('bodyWidth') / Math.max(1, of('text')),
    bodyPerLong: of('bodyWidth') / Math.max(1, of('longText')),
    hiddenShare: of('bodyHidden') / Math.max(1, of('bodyText')),
    linkShare: of('linkText') / Math.max(1, of('text')),
    descriptionSaid: share(wordsOf(description ?? ''), said),
    headlineSaid: share(wordsOf(headline ?? ''), said),
    linkedWords: linked.length,
    linkedSaid: share(linked, said),
    saidLinked: linked.length === 0 ? -1 : share(words, new Set(linked)),
    linkedRatio: linked.length === 0 ? -1 : words.length / linked.length,
    statedWords: Number.isFinite(stated) && stated > 0 ? words.length / stated : -1,
  };
}

/** Share of the words that are among the others; -1 if there are no words. */
function share(words: readonly string[], others: ReadonlySet<string>): number {
  if (words.length === 0) return -1;
  return words.filter((word) => others.has(word)).length / words.length;
}

function wordsOf(text: string): string[] {
  return matchKey(text.slice(0, COMPARED))
    .split(' ')
    .filter((word) => word.length >= LEAST_LETTERS);
}

function longest(values: readonly unknown[]): string {
  const texts = values.filter((value) => typeof value === 'string');
  return texts.reduce((most, text) => (text.length > most.length ? text : most), '');
}
