import type { PageTruth } from './corpus-pages.ts';

const WORDS_IN_SHINGLE = 4;

/** Mean of precision and recall (harmonic) of the 4-word shingles of a body against the best of its truths; null without truth. */
export function pageF1({ articleBody, articleBodyFull, summary }: PageTruth, body: string): number | null {
  const truths = [articleBody, articleBodyFull].filter((text) => typeof text === 'string' && text !== '');
  if (truths.length === 0) return null;
  if (summary) truths.push(`${summary}\n\n${articleBody ?? ''}`);
  return Math.max(...truths.map((truth) => shingleF1(truth ?? '', body)));
}

function shingleF1(truth: string, body: string): number {
  const [wanted, got] = [shingles(truth), shingles(body)];
  let shared = 0;
  for (const [shingle, count] of got) shared += Math.min(count, wanted.get(shingle) ?? 0);
  return (2 * shared) / Math.max(1, total(wanted) + total(got));
}

function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  const last = Math.max(1, words.length - WORDS_IN_SHINGLE + 1);
  for (let at = 0; at < last && words.length > 0; at++) {
    const shingle = words.slice(at, at + WORDS_IN_SHINGLE).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

function total(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((sum, count) => sum + count, 0);
}
