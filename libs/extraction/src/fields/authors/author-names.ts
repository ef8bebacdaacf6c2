import { collapseSpace } from '../../text/collapse-space.js';
import { decodeEntities } from '../../text/decode-entities.js';
import { isKnownCity } from '../../lines/dateline-places.js';
import { usualAgencyName } from '../../lines/news-agencies.js';
import { monthNumber } from '@dateline/dates';
import {
  BYLINE_PREFIX,
  NO_AUTHOR,
  NOT_A_NAME,
  ORGANISATION_WORD,
  ROLE_SUFFIX,
  TRAILING_ROLE,
} from './author-words.js';

const LONGEST_NAME = 90;
const MOST_WORDS = 7;
/** Characters. A longer value is a trap or running text, not a byline. */
const LONGEST_VALUE = 1000;
const BETWEEN_NAMES =
  /\s*(?:;|\s\+\s|[,،](?!\s*(?:jr|sr|ph\.?d|md|m\.d)\b)|\s+(?:and|und|y|et|e|og|och|en|&)\s+|\s+و(?=\p{L}{3})|\s\/\s|\s\|\s)\s*/iu;

/** One family name, one or two given names or initials. */
const INVERTED =
  /^((?:(?:van|von|de|der|den|da|di|la|le|al|el) ){0,2}\p{Lu}[\p{L}\p{M}’'-]+),\s+(\p{Lu}[\p{L}\p{M}.’'-]*(?: \p{Lu}[\p{L}\p{M}.’'-]*)?)$/u;
/** "on December 13, 2025" or "| 3 May 2031", and what follows it. */
const TRAILING_DAY =
  /[\s,|·•–—-]+(?:on |am |le |el )?(?:\p{L}{3,12}day,? )?(?:\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? |\d{1,2}\.? (?:de )?\p{L}{3,12}\.?,? (?:de )?)(?:19|20)\d\d(?!\d).*$/u;
/** "in Politics", "in London": the section or the place of a story after its author. */
const TRAILING_PLACE = /(?<=\S \S+)\s+in\s+\p{Lu}[\p{L}&’' -]{1,30}$/u;

/** The names in a byline or an author value, without prefix, role, handle and address. */
export function authorNames(value: string): string[] {
  const line = collapseSpace(decodeEntities(value.slice(0, LONGEST_VALUE)).replace(/<[^<>]*>/g, ' '))
    .replace(BYLINE_PREFIX, '')
    .replace(TRAILING_DAY, '')
    .replace(ROLE_SUFFIX, '');
  const inverted = line.split(';').map(turned);
  if (inverted.every((name) => name !== null)) return inverted;
  return line
    .split(BETWEEN_NAMES)
    .filter((part, at) => at === 0 || !isKnownCity(part))
    .map(cleanAuthorName)
    .filter((name) => name !== '');
}

/** Turns "Lund, Anna", as libraries write names, into "Anna Lund". Null for anything else. */
function turned(part: string): string | null {
  const match = INVERTED.exec(part.trim());
  const [, family = '', given = ''] = match ?? [];
  const isName = match !== null && ![family, given].some(isNoName);
  return isName ? `${given} ${family}` : null;
}

function isNoName(part: string): boolean {
  return (
    isKnownCity(part) ||
    usualAgencyName(part) !== null ||
    ORGANISATION_WORD.test(part) ||
    NO_AUTHOR.test(part) ||
    ROLE_SUFFIX.test(`, ${part}`) ||
    monthNumber(part) !== null
  );
}

function cleanAuthorName(part: string): string {
  const name = collapseSpace(
    part
      .replace(BYLINE_PREFIX, '')
      .replace(/\s*[|•·(–—].*$/u, '')
      .replace(/(?<=\S \S+)(?:\s+(?:Twitter|Facebook|Instagram|LinkedIn|E-?[Mm]ail|Bluesky))+$/, '')
      .replace(TRAILING_PLACE, '')
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
    NOT_A_NAME.test(name) ||
    (/\d/.test(name) && name.split(' ').some((word) => monthNumber(word) !== null));
  return unusable || !/\p{L}{2}/u.test(name) ? '' : name;
}
