import type { DateHints, DayOrder } from './date-hints.js';
import type { FoundDay } from './found-day.js';
import { calendarOf, dayByYear } from './full-year.js';
import { namedDay, namedMonth } from './named-days.js';
import { bareNumericDay, numericDay } from './numeric-days.js';
import { readClock, type Clock } from './read-clock.js';
import { readZone } from './read-zone.js';
import { type Day } from './to-gregorian.js';
import { westernDigits } from './western-digits.js';

/** A date as a text states it. */
export interface StatedDate {
  /** ISO 8601, UTC. A time without a zone is taken as UTC, a day as its midnight. */
  iso: string;
  precision: 'second' | 'minute' | 'day';
  /** `+03:00` when the zone is stated, null when it is not or its name is unknown. */
  zone: string | null;
  /** The year on the writer's calendar. */
  year: number;
  /** The same in the other order of day and month, where neither the numbers nor a weekday decide: `04/05/2024`. */
  other: string | null;
  /** Whether that order was guessed: the writer's country is unknown. */
  isGuess: boolean;
  /** How day and month were read in `25/05/2024` or `04/05/2024`; null in all other forms. */
  order: DayOrder | null;
}

/** `month`: no day is stated; the date is the first. */
export type WholeDate = Omit<StatedDate, 'precision'> & { precision: StatedDate['precision'] | 'month' };

const LONGEST_TEXT = 400;
const LONGEST_DATE = 120;
const EPOCH = /^(\d{9,10})(\d{3})?$/;
/** Around a date that is all that a text says: nothing, a weekday, the time. */
const END_OR_CLOCK = /^\s*[.,]?\s*$|^[\s,T-]{1,4}\d{1,2}[:.h]\d{2}/u;
/** RFC 822 allows comments anywhere; one that holds an offset is a zone. */
const COMMENT = /\((?!\s*(?:GMT|UTC)?\s*[+-])[^()]*\d[^()]*\)/gi;
const NO_NUMBER = /^\D*$/;
const CLOCK_ALONE =
  /^[^\d]{0,24}\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:[ap]\.?\s?m\.?|[A-Z]{2,5}|h)?[\s,|/-]{0,4}$/iu;
const ZONE_ALONE = /^(?:Z|\s*[+-]\d\d:\d\d|\s+[+-]\d{4})$/iu;
const YEAR_AND_MONTH = /^(\d{4})(?:[-/.](\d{1,2}))?$/;
const DAY_OF_YEAR = /^(\d{4})-?(\d{3})$/;

/** The first date of a text, machine or human, in any of the known languages; null when it names no whole day. */
export function readDate(text: string | null | undefined, hints: DateHints = {}): StatedDate | null {
  if (!text) return null;
  const line = tidy(text.length > LONGEST_TEXT ? wholeWords(text.slice(0, LONGEST_TEXT)) : text);
  const found = numericDay(line, hints) ?? namedDay(line, hints) ?? bareDay(line, hints);
  if (!found) return epoch(line);
  const clock = readClock(found.rest) ?? clockBefore(found.before);
  const zone = clock && readZone(clock.rest, found.day, hints);
  return state(found, zone ? clock : null, zone?.offset ?? null);
}

/**
 * A text that is a date and nothing else: also a month or a year alone, years of two digits and what RFC 822, RFC 850, W3CDTF
 * and C's `ctime` write. Null when part of it is left unread.
 */
export function readWholeDate(text: string | null | undefined, hints: DateHints = {}): WholeDate | null {
  if (!text || text.length > LONGEST_DATE) return null;
  const line = tidy(text.replace(COMMENT, ' '));
  const found =
    partOfYear(line) ??
    numericDay(line, hints) ??
    namedDay(line, hints) ??
    namedMonth(line, hints) ??
    bareNumericDay(line, hints);
  if (!found) return epoch(line);
  const early = NO_NUMBER.test(found.before) ? null : clockBefore(found.before);
  if (!early && !NO_NUMBER.test(found.before)) return null;
  const clock = early ?? readClock(found.rest);
  if (!clock) return withoutClock(found);
  if (early ? !NO_NUMBER.test(found.rest) : !NO_NUMBER.test(clock.lead)) return null;
  const zone = readZone(clock.rest.toUpperCase(), found.day, hints);
  return zone && NO_NUMBER.test(zone.rest) ? state(found, clock, zone.offset) : null;
}

/** A year that is cut in two would be another year. */
const wholeWords = (text: string): string => text.slice(0, Math.max(text.lastIndexOf(' '), 0));

function tidy(text: string): string {
  return westernDigits(text.normalize('NFC'))
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

function epoch(line: string): StatedDate | null {
  const match = EPOCH.exec(line);
  return match && show(new Date(Number(match[1]) * 1000), { precision: 'second', offset: 0 });
}

function bareDay(line: string, hints: DateHints): FoundDay | null {
  const found = bareNumericDay(line, hints);
  return found && NO_NUMBER.test(found.before) && END_OR_CLOCK.test(found.rest) ? found : null;
}

function partOfYear(line: string): FoundDay | null {
  const edges = { before: '', rest: '', other: null, isGuess: false, order: null };
  const ordinal = DAY_OF_YEAR.exec(line);
  if (ordinal) {
    const [year, count] = [Number(ordinal[1]), Number(ordinal[2])];
    const date = new Date(Date.UTC(year, 0, count));
    const isOfYear = count > 0 && date.getUTCFullYear() === year && calendarOf(year) === 'gregory';
    const day = { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    return isOfYear ? { ...edges, day, isMonthAlone: false } : null;
  }
  const match = YEAR_AND_MONTH.exec(line);
  const day = match && dayByYear({ year: Number(match[1]), month: Number(match[2] ?? 1), day: 1 });
  return day && { ...edges, day, isMonthAlone: true };
}

/** Behind a bare day only what is surely a zone counts as one: `2013-01-27-01` is no date. */
function withoutClock(found: FoundDay): WholeDate | null {
  if (NO_NUMBER.test(found.rest) && !/^Z$/i.test(found.rest)) {
    const stated = state(found, null, null);
    return found.isMonthAlone ? { ...stated, precision: 'month' } : stated;
  }
  const zone = ZONE_ALONE.test(found.rest) ? readZone(found.rest.toUpperCase(), found.day, {}) : null;
  return zone && state(found, null, zone.offset);
}

/** "10:15, 5 March 2024": a time before the day counts when nothing else stands there. */
function clockBefore(before: string): Clock | null {
  return CLOCK_ALONE.test(before) && !/\p{L}{4}/u.test(before) ? readClock(before) : null;
}

function state(found: FoundDay, clock: Clock | null, offset: number | null): StatedDate {
  const at = ({ year, month, day }: Day) =>
    new Date(
      Date.UTC(
        year,
        month - 1,
        day,
        clock?.hour ?? 0,
        (clock?.minute ?? 0) - (offset ?? 0),
        clock?.second ?? 0,
      ),
    );
  const precision =
    clock === null ? ('day' as const) : clock.second === null ? ('minute' as const) : ('second' as const);
  const stated = show(at(found.day), { precision, offset });
  return {
    ...stated,
    other: found.other && show(at(found.other), { precision, offset }).iso,
    isGuess: found.isGuess,
    order: found.order,
  };
}

function show(
  date: Date,
  { precision, offset }: Pick<StatedDate, 'precision'> & { offset: number | null },
): StatedDate {
  const local = new Date(date.getTime() + (offset ?? 0) * 60_000);
  return {
    iso: date.toISOString().replace('.000Z', 'Z'),
    precision,
    zone: offset === null ? null : formatOffset(offset),
    year: local.getUTCFullYear(),
    other: null,
    isGuess: false,
    order: null,
  };
}

function formatOffset(offset: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
