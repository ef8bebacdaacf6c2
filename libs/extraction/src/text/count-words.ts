/** Scripts without spaces between words, which need a dictionary. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SPACED_WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}’'._-]*/gu;
/**
 * In characters. The segmenter's time grows with the square of the text's length, so it gets one clause at a
 * time, and none longer than this.
 */
const CLAUSE = /[^\n。、！？．,.!?]{1,400}[\n。、！？．,.!?]*/gu;

/** Making a segmenter takes longer than using it, so it is kept. */
const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string | null, granularity: 'word' | 'sentence'): Intl.Segmenter {
  const key = `${granularity} ${language}`;
  const segmenter = segmenters.get(key) ?? new Intl.Segmenter(language ?? undefined, { granularity });
  segmenters.set(key, segmenter);
  return segmenter;
}

/** The number of words by the rules of the script. Scripts without spaces are segmented by UAX 29. */
export function countWords(text: string, language: string | null): number {
  if (!UNSPACED.test(text)) return text.match(SPACED_WORD)?.length ?? 0;
  const segmenter = segmenterOf(language, 'word');
  let words = 0;
  for (const [clause] of text.matchAll(CLAUSE))
    for (const { isWordLike } of segmenter.segment(clause)) if (isWordLike) words += 1;
  return words;
}

/** The number of Unicode code points; a pair of surrogates is one character. */
export function countCharacters(text: string): number {
  let pairs = 0;
  for (let i = 1; i < text.length; i++)
    if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) pairs += 1;
  return text.length - pairs;
}

const LONGEST_SENTENCES = 2000;

/**
 * The number of sentences by the rules of the script (UAX 29). A line, such as a heading or a list item,
 * counts as at least one.
 */
export function countSentences(text: string, language: string | null): number {
  const segmenter = segmenterOf(language, 'sentence');
  let sentences = 0;
  for (const line of text.split('\n'))
    for (let at = 0; at < line.length; at += LONGEST_SENTENCES)
      for (const { segment } of segmenter.segment(line.slice(at, at + LONGEST_SENTENCES)))
        if (/[\p{L}\p{N}]/u.test(segment)) sentences += 1;
  return sentences;
}
