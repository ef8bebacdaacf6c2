import type { Dateline } from '@dateline/contracts';
import { collapseSpace } from '../text/collapse-space.js';
import { titleCase } from '../text/title-case.js';
import { isKnownPlace, isPlaceOf, type DatelineEvidence } from './places.js';
import { COMPOUND_TAILS, DATELINE_MONTHS, PAIR_NOUNS } from './dateline-words.js';
import { isKnownCity, isKnownRegion } from './dateline-places.js';
import { usualAgencyName } from './news-agencies.js';

export interface DatelineReading {
  dateline: Dateline;
  /** The line without its dateline; empty if the line has nothing else. */
  body: string;
}

const SEARCH_WITHIN = 120;
/** A dash of any kind, a tight hyphen before a capital, a colon, or the full stop after "/TASS/". */
const SEPARATOR =
  /\s*\.?(?:[—–―‒ـ]|--)+-?\s*|\s+-+\s*|[.)/]-\s*|(?<=[\p{L})])-\s?(?=[\p{Lu}“"«])|:\s+|(?<=\/)\.\s+/gu;
const DATE = new RegExp(
  `(?:^|[,.،]?\\s+)((?:\\d{1,2}(?:st|nd|rd|th)?\\.?\\s+)?(?:${DATELINE_MONTHS})\\.?(?:\\s+(?:${DATELINE_MONTHS}))?(?:\\s+\\d{1,2}(?:st|nd|rd|th)?)?(?:,?\\s+(?:19|20)\\d\\d)?|\\d{1,2}[/.]\\d{1,2}[/.](?:19|20)\\d\\d)[,.]?$`,
  'iu',
);

/**
 * Reads the dateline at the beginning of a story ("CAIRO, March 3 (Reuters) - …", "دبي (رويترز) - …").
 * Returns null if there is none.
 */
export function readDateline(line: string): DatelineReading | null {
  const text = collapseSpace(line);
  for (const match of text.slice(0, SEARCH_WITHIN).matchAll(SEPARATOR)) {
    // If the separator matched the closing bracket, the bracket belongs to the head.
    const bracket = /^[.)/](?=-)/.test(match[0]) ? 1 : 0;
    const head = text.slice(0, match.index + bracket).trim();
    const body = text.slice(match.index + match[0].length).trim();
    const reading = readHead(head, body, match[0].slice(bracket));
    if (reading) return reading;
  }
  return readLoneDateline(text) ?? readUnmarked(text) ?? readLoneAgency(text);
}

function readHead(head: string, body: string, separator: string): DatelineReading | null {
  const parts = partHead(head);
  if (!parts || !opensSentence(body, parts.agencyKnown || parts.date !== null)) return null;
  const tight = separator.trimEnd() === '-' && !separator.startsWith(' ');
  if (tight && (parts.agency ?? parts.date) === null && joinsCompound(body)) return null;
  const evidence: DatelineEvidence = {
    ...parts,
    mark: tight ? 'hyphen' : separator.startsWith(':') ? 'colon' : 'dash',
    body,
  };
  if (!isPlaceOf(evidence)) return null;
  const dateline = { text: head, place: usualPlace(parts.place), agency: parts.agency, date: parts.date };
  return parts.agency === null ? withAgencyAfterDash({ dateline, body }) : { dateline, body };
}

interface HeadParts {
  place: string;
  agency: string | null;
  agencyKnown: boolean;
  date: string | null;
}

function partHead(head: string): HeadParts | null {
  let rest = head;
  let printed: string | null = null;
  const closing = /\s*(?:\(([^()]{2,40})\)|\/([^/]{2,30})\/)[.,]?$/u.exec(rest);
  if (closing) {
    printed = (closing[1] ?? closing[2] ?? '').trim();
    rest = rest.slice(0, closing.index).trim();
  }
  let dated = DATE.exec(rest);
  if (dated) rest = rest.slice(0, dated.index).trim();
  // "Updated: 29 June": text that a colon separates from a date is a label.
  if (dated && rest.endsWith(':')) return null;
  if (printed === null) {
    const last = /[,،/]\s*([^,،/]{2,40})$/u.exec(rest);
    if (last && agencyName(last[1] ?? '')) {
      printed = (last[1] ?? '').trim();
      rest = rest.slice(0, last.index).trim();
      dated ??= DATE.exec(rest);
      if (dated) rest = rest.slice(0, dated.index).trim();
    }
  }
  if (printed !== null && /[:;!?\d]/.test(printed)) return null;
  if (printed !== null && rest !== '' && (isKnownRegion(printed) || isKnownCity(printed))) {
    rest = `${rest}, ${printed}`;
    printed = null;
  }
  const known = printed === null ? null : agencyName(printed);
  return {
    place: rest.replace(/[,،.:]+$/u, (end) => (/\b\p{L}{1,5}\.$/u.test(rest) && end === '.' ? end : '')),
    agency: known ?? printed,
    agencyKnown: known !== null,
    date: dated?.[1]?.replace(/[,.]$/, '') ?? null,
  };
}

function agencyName(printed: string): string | null {
  const names = printed.split(/\s*\/\s*/).map(usualAgencyName);
  return usualAgencyName(printed) ?? (names.every((name) => name !== null) ? names.join('/') : null);
}

/** "بيروت - أ.ف.ب: بدأت": the agency stands between the dash and a second mark, or ends the line. */
function withAgencyAfterDash(reading: DatelineReading): DatelineReading {
  const match =
    /^[«"“]([^«»"“”]{2,40})[»"”]\s*[:—–-]?\s*/u.exec(reading.body) ??
    /^\(?([^:()—–]{2,40}?)\)?(?:\s*[:—–ـ]\s*|\s+-\s+|$)/u.exec(reading.body);
  const printed = match?.[1]?.replace(/[«»"“”]/g, '').trim();
  const agency = printed ? agencyName(printed) : null;
  if (!match || !agency) return reading;
  const text = `${reading.dateline.text} - ${printed}`;
  return {
    dateline: { ...reading.dateline, text, agency },
    body: reading.body.slice(match[0].length).trim(),
  };
}

/** A line that is only "Place (Agency)", as papers print it above the first paragraph. */
function readLoneDateline(text: string): DatelineReading | null {
  if (text.length > 60 || !/\)$/.test(text)) return null;
  const parts = partHead(text);
  if (!parts?.agencyKnown || !parts.place || !isPlaceOf({ ...parts, mark: 'dash', body: '' })) return null;
  return {
    dateline: { text, place: usualPlace(parts.place), agency: parts.agency, date: parts.date },
    body: '',
  };
}

/** "CAIRO (Reuters) Egypt said": place and agency are known, and no mark follows them. */
function readUnmarked(text: string): DatelineReading | null {
  const match = /^[^()/]{2,60}?\s?(?:\([^()]{2,30}\)|\/\s?[^/]{2,20}\/)\s+(?=[\p{Lu}\p{Lo}“"«])/u.exec(text);
  const parts = match && partHead(match[0].trim());
  if (!match || !parts?.agencyKnown || !isKnownPlace(parts.place)) return null;
  const dateline = {
    text: match[0].trim(),
    place: usualPlace(parts.place),
    agency: parts.agency,
    date: parts.date,
  };
  return { dateline, body: text.slice(match[0].length) };
}

/** "(CNN)The president": an agency in brackets without a mark after it. */
function readLoneAgency(text: string): DatelineReading | null {
  const match = /^\(([^()]{2,30})\)\s*(?=[\p{Lu}\p{Lo}“"«])/u.exec(text);
  const agency = match && agencyName(match[1] ?? '');
  if (!match || !agency) return null;
  const dateline = { text: match[0].trim(), place: null, agency, date: null };
  return { dateline, body: text.slice(match[0].length) };
}

function opensSentence(body: string, sure: boolean): boolean {
  if (body === '') return false;
  return sure || /^["“”„«'‘’([¿¡]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(body);
}

/**
 * Whether the hyphen joins two names ("Paris-Roubaix", "Washington-Tehran talks") and does not open a story.
 */
function joinsCompound(body: string): boolean {
  const words = body.split(' ');
  const [first = ''] = words;
  if (COMPOUND_TAILS.has(first.replace(/[,.;:]$/, ''))) return true;
  if (
    [1, 2, 3].some((count) =>
      isKnownCity(
        words
          .slice(0, count)
          .join(' ')
          .replace(/[,;:]$/, ''),
      ),
    )
  )
    return true;
  return words.slice(1, 4).some((word) => PAIR_NOUNS.has(word.replace(/[,.;:]$/, '')));
}

function usualPlace(place: string): string | null {
  return place === '' ? null : titleCase(place);
}
