import { collapseSpace } from '../../text/collapse-space.js';
import { decodeEntities } from '../../text/decode-entities.js';
import { isKnownCity } from '../../lines/dateline-places.js';
import { monthNumber } from '@dateline/dates';
import { BYLINE_PREFIX, NO_AUTHOR, ROLE_SUFFIX, TRAILING_ROLE } from './author-words.js';

const LONGEST_NAME = 90;
const MOST_WORDS = 7;
/** No byline is longer: what is, is a trap or a text. */
const LONGEST_VALUE = 1000;
const BETWEEN_NAMES =
  /\s*(?:;|\s\+\s|[,،](?!\s*(?:jr|sr|ph\.?d|md|m\.d)\b)|\s+(?:and|und|y|et|e|og|och|en|&)\s+|\s+و(?=\p{L}{3})|\s\/\s|\s\|\s)\s*/iu;

/** The names in a byline or an author value, each without prefix, role, handle and address. */
export function authorNames(value: string): string[] {
  const line = collapseSpace(decodeEntities(value.slice(0, LONGEST_VALUE)).replace(/<[^<>]*>/g, ' '))
    .replace(BYLINE_PREFIX, '')
    .replace(ROLE_SUFFIX, '');
  return line
    .split(BETWEEN_NAMES)
    .filter((part, at) => at === 0 || !isKnownCity(part))
    .map(cleanAuthorName)
    .filter((name) => name !== '');
}

function cleanAuthorName(part: string): string {
  const name = collapseSpace(
    part
      .replace(BYLINE_PREFIX, '')
      .replace(/\s*[|•·(–—].*$/u, '')
      .replace(TRAILING_ROLE, '')
      .replace(/\S+@\S+/g, '')
      .replace(/\s+(?:on )?\p{L}+\.? \d{1,2},? \d{4}.*$/u, '')
      .replace(
        /\s*\b(?:(?:last )?updated|published|posted|veröffentlicht|aktualisiert|vor \d+|\d+ (?:hours?|days?|minutes?))\b.*$/i,
        '',
      )
      .replace(/^@\w+$/, ''),
  );
  const unusable =
    name.length > LONGEST_NAME ||
    name.split(' ').length > MOST_WORDS ||
    name.includes(':') ||
    /https?:|www\.|^\d|facebook\.com|(?<!\p{L})\d{4}/iu.test(name) ||
    NO_AUTHOR.test(name) ||
    (monthNumber(name.split(' ')[0] ?? '') !== null && /\d/.test(name));
  return unusable || !/\p{L}{2}/u.test(name) ? '' : name;
}
