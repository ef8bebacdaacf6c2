import type { ArticleFingerprint } from './fingerprint-article.js';
import { SIMILARITY_RULES as RULES } from './similarity.rules.js';

type DatedText = Pick<ArticleFingerprint, 'sketch' | 'publishedAt'>;

/** How far apart in time two texts were published, in ms. */
export function apartMs(a: DatedText, b: DatedText): number {
  return Math.abs(a.publishedAt.getTime() - b.publishedAt.getTime());
}

/**
 * The Jaccard similarity that two texts need beside the usual rules: none within the window. After it, a text must have come
 * back as a whole, and a short notice differs from the last one by a few words only.
 */
export function leastJaccard(a: DatedText, b: DatedText, windowMs: number): number {
  if (apartMs(a, b) <= windowMs) return 0;
  return Math.min(a.sketch.length, b.sketch.length) < RULES.bodyLetters ? Infinity : RULES.republishedJaccard;
}
