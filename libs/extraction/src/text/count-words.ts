/** Scripts written without spaces: only a dictionary finds their words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SPACED_WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}’'._-]*/gu;

/** Number of words by the rules of the script: Unicode segmentation (UAX 29) where words are not spaced. */
export function countWords(text: string, language: string | null): number {
  if (!UNSPACED.test(text)) return text.match(SPACED_WORD)?.length ?? 0;
  let words = 0;
  for (const segment of new Intl.Segmenter(language ?? undefined, { granularity: 'word' }).segment(text)) {
    if (segment.isWordLike) words += 1;
  }
  return words;
}
