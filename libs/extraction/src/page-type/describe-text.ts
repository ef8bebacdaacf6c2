import type { TextBlock } from '../body/text-block.js';
import { isHeading } from '../body/text-block.js';
import { textWidth } from '../text/text-width.js';
import type { Measures } from './page-measures.types.js';

/** Characters of a text whose words are counted. */
const LOOKED_AT = 20_000;
const LONG = 140;
const SHORT = 60;

/** Words that reveal who speaks to whom, per thousand words. */
const VOICES: Readonly<Record<string, RegExp>> = {
  you: /\b(?:you|your|yours|sie|ihr|ihre|vous|votre|vos|usted|tu|tus|você|seu|sua)\b/giu,
  we: /\b(?:we|our|us|wir|unser|unsere|nous|notre|nos|nosotros|nuestro|nuestra|noi|nostro|nós|nosso)\b/giu,
  i: /\b(?:I|my|me|ich|mein|je|mon|yo|mi)\b/gu,
  they: /\b(?:he|she|his|her|they|their|er|il|elle|él|ella|egli)\b/giu,
  said: /\b(?:said|says|told|according|announced|reported|sagte|laut|selon|déclaré|dijo|según|disse|segundo|secondo|dit)\b/giu,
};

/** Measures how the blocks of a body look, and who speaks in its text. */
export function describeText(lines: readonly TextBlock[], text: string): Measures {
  const widths = lines.map((line) => textWidth(line.text));
  const width = widths.reduce((sum, one) => sum + one, 0);
  const linked = lines.reduce((sum, line, at) => sum + line.linkShare * (widths[at] ?? 0), 0);
  const sorted = widths.toSorted((a, b) => a - b);
  const share = (accepts: (line: TextBlock, width: number) => boolean) =>
    lines.reduce((sum, line, at) => sum + (accepts(line, widths[at] ?? 0) ? (widths[at] ?? 0) : 0), 0) /
    Math.max(1, width);
  const start = text.slice(0, LOOKED_AT);
  const words = Math.max(1, start.split(' ').length);
  return {
    bodyWidth: width,
    bodyBlocks: lines.length,
    bodyLinkShare: linked / Math.max(1, width),
    longestBlock: sorted.at(-1) ?? 0,
    longestShare: (sorted.at(-1) ?? 0) / Math.max(1, width),
    medianBlock: sorted[sorted.length >> 1] ?? 0,
    firstBlock: widths[0] ?? 0,
    lastBlock: widths.at(-1) ?? 0,
    longBlocks: widths.filter((one) => one >= LONG).length,
    longShare: share((_, one) => one >= LONG),
    shortBlocks: widths.filter((one) => one < SHORT).length / Math.max(1, lines.length),
    headings: lines.filter(isHeading).length,
    listShare: share(({ tag }) => tag === 'li'),
    cellShare: share(({ tag }) => tag === 'td' || tag === 'dt' || tag === 'dd'),
    codeShare: share(({ tag }) => tag === 'pre'),
    quoteShare: share(({ tag }) => tag === 'blockquote'),
    unparagraphed: share(({ tag }) => tag === 'div'),
    digits: (1000 * (start.match(/\d/g) ?? []).length) / Math.max(1, start.length),
    quotes: (1000 * (start.match(/["“”„«»]/g) ?? []).length) / words,
    questions: (1000 * (start.match(/\?/g) ?? []).length) / words,
    exclamations: (1000 * (start.match(/!/g) ?? []).length) / words,
    sentences: (1000 * (start.match(/[.。]/g) ?? []).length) / words,
    ended:
      lines.filter(({ text: line }) => /[.!?。！？…"”»)]$/.test(line)).length / Math.max(1, lines.length),
    ...Object.fromEntries(
      Object.entries(VOICES).map(([voice, said]) => [
        voice,
        (1000 * (start.match(said) ?? []).length) / words,
      ]),
    ),
  };
}
