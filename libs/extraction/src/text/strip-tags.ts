import { collapseSpace } from './collapse-space.js';
import { decodeEntities } from './decode-entities.js';

const LONGEST_VALUE = 50_000;

/** Text of a value that may hold mark-up or entities, as feeds, meta tags and JSON-LD often do. What goes past `limit` characters is left out. */
export function stripTags(value: string, limit = LONGEST_VALUE): string {
  const decoded = decodeEntities(value.slice(0, limit));
  return collapseSpace(
    decodeEntities(decoded.includes('<') ? decoded.replace(/<[^<>]{0,2000}>/g, ' ') : decoded),
  );
}
