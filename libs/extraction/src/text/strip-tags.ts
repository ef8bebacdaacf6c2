import { collapseSpace } from './collapse-space.js';
import { decodeEntities } from './decode-entities.js';

const LONGEST_VALUE = 50_000;

/**
 * The text of a value that may hold markup or entities, as in feeds, meta tags and JSON-LD. Text beyond
 * `limit` characters is left out.
 */
export function stripTags(value: string, limit = LONGEST_VALUE): string {
  const decoded = decodeEntities(value.slice(0, limit));
  return collapseSpace(
    decodeEntities(decoded.includes('<') ? decoded.replace(/<[^<>]{0,2000}>/g, ' ') : decoded),
  );
}
