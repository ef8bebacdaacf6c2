import { collapseSpace } from './collapse-space.js';
import { decodeEntities } from './decode-entities.js';

/** Text of a value that may hold mark-up or entities, as feeds, meta tags and JSON-LD often do. */
export function stripTags(value: string): string {
  const decoded = decodeEntities(value);
  return collapseSpace(
    decodeEntities(decoded.includes('<') ? decoded.replace(/<[^<>]{0,2000}>/g, ' ') : decoded),
  );
}
