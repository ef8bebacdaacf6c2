import { createHash } from 'node:crypto';
import { dropVolatileLines } from './drop-volatile-lines.js';
import { normaliseText } from './normalise-text.js';
import { normaliseUrl } from './url/normalise-url.js';

/** Thrown for an address that cannot identify an article: it is not http(s), or it cannot be parsed. */
export class InvalidArticleUrl extends Error {
  readonly code = 'invalid_article_url';

  constructor(readonly url: string) {
    super(`not an http(s) address: ${url.slice(0, 200)}`);
    this.name = 'InvalidArticleUrl';
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** sha256 (64 hex digits) of the address in identity form; throws InvalidArticleUrl. */
export function articleIdOf(url: string): string {
  const key = normaliseUrl(url);
  if (key === null) throw new InvalidArticleUrl(url);
  return idOfAddress(key);
}

/**
 * The article id of an address that is in identity form already. `articleIdOf` would drop the parameters that
 * were learned for its host.
 */
export function idOfAddress(urlNormalized: string): string {
  return sha256(urlNormalized);
}

/** sha256 (64 hex digits) of headline and body after `contentWordsOf`; null and empty text count the same. */
export function contentHashOf(headline: string | null, body: string | null): string {
  return contentHashOfWords(normaliseText(headline ?? ''), contentWordsOf(body ?? ''));
}

/** The normalised words of a text, without time stamps and counters, which change by themselves. */
export function contentWordsOf(text: string): string {
  return normaliseText(dropVolatileLines(text));
}

/**
 * `contentHashOf` for a headline that has been through `normaliseText` and a body that has been through
 * `contentWordsOf`.
 */
export function contentHashOfWords(headline: string, body: string): string {
  return sha256(`${headline}\n${body}`);
}

/**
 * A deterministic event id (32 hex digits). The parts are joined as JSON, so that ('a', 'bc') and ('ab', 'c')
 * differ.
 */
export function eventIdOf(...parts: string[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 32);
}
