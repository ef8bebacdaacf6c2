import { FEED_LIMITS } from '../feed.limits.js';
import { FeedError } from '../feed.errors.js';

export type JsonObject = Record<string, unknown>;

/** The object that a document in JSON consists of. Throws FeedError. */
export function parseJson(text: string): JsonObject {
  if (depthOf(text) > FEED_LIMITS.jsonDepth)
    throw new FeedError('too_complex', `more than ${FEED_LIMITS.jsonDepth} levels of JSON`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new FeedError('malformed', 'JSON that does not parse', { cause });
  }
  if (!isObject(value)) throw new FeedError('not_a_feed', 'JSON that is no object');
  return value;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Deepest nesting of the text outside strings. JSON.parse recurses and would overflow the stack. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length && deepest <= FEED_LIMITS.jsonDepth; i++) {
    const c = text[i];
    if (c === '"') {
      for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === '\\') i++;
    } else if (c === '{' || c === '[') deepest = Math.max(deepest, ++depth);
    else if (c === '}' || c === ']') depth--;
  }
  return deepest;
}
