/** Scripts written without spaces: only a dictionary finds their words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SPACED_WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}’'._-]*/gu;
/** The segmenter takes time by the square of the text's length: it gets a clause at a time, and no longer one than this. */
const CLAUSE = /[^\n。、！？．,.!?]{1,400}[\n。、！？．,.!?]*/gu;

/** A segmenter takes longer to make than to use. */
const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string | null, granularity: 'word' | 'sentence'): Intl.Segmenter {
  const key = `${granularity} ${language}`;
  const segmenter = segmenters.get(key) ?? new Intl.Segmenter(language ?? undefined, { granularity });
  segmenters.set(key, segmenter);
  return segmenter;
}

/** Number of words by the rules of the script: Unicode segmentation (UAX 29) where words are not spaced. */
export function countWords(text: string, language: string | null): number {
  if (!UNSPACED.test(text)) return text.match(SPACED_WORD)?.length ?? 0;
  const segmenter = segmenterOf(language, 'word');
  let words = 0;
  for (const [clause] of text.matchAll(CLAUSE))
    for (const { isWordLike } of segmenter.segment(clause)) if (isWordLike) words += 1;
  return words;
}

/** Number of Unicode code points: a pair of surrogates is one character. */
export function countCharacters(text: string): number {
  let pairs = 0;
  for (let i = 1; i < text.length; i++)
    if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) pairs += 1;
  return text.length - pairs;
}

const LONGEST_SENTENCES = 2000;

/** Number of sentences by the rules of the script (UAX 29); a line, as a heading or a list item, holds one at least. */
export function countSentences(text: string, language: string | null): number {
  const segmenter = segmenterOf(language, 'sentence');
  let sentences = 0;
  for (const line of text.split('\n'))
    for (let at = 0; at < line.length; at += LONGEST_SENTENCES)
      for (const { segment } of segmenter.segment(line.slice(at, at + LONGEST_SENTENCES)))
        if (/[\p{L}\p{N}]/u.test(segment)) sentences += 1;
  return sentences;
}
