import type { DatePrecision } from '@dateline/contracts';
import { monthNumber } from './month-names.js';
import { ZONE_OFFSETS } from './zone-offsets.js';

/** A date as some place of the page states it. */
export interface ReadDate {
  /** ISO 8601, UTC. */
  iso: string;
  precision: Exclude<DatePrecision, 'unknown'>;
  /** "+03:00" when the zone is stated, null when it is not. */
  zone: string | null;
  year: number;
}

interface CalendarDay {
  year: number;
  month: number;
  day: number;
  /** What follows the day in the text: the time, if there is one. */
  rest: string;
}

const YEAR = '((?:19|20)\\d\\d)';
const ISO_DAY = new RegExp(`(?<!\\d)${YEAR}([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)`);
const COMPACT_DAY = new RegExp(`^${YEAR}(\\d\\d)(\\d\\d)(?=T|\\D|$|\\d{4,6}$)`);
const DOTTED_DAY = new RegExp(`(?<![\\d.])(\\d{1,2})[.]\\s?(\\d{1,2})[.]\\s?${YEAR}`);
const SLASHED_DAY = new RegExp(`(?<!\\d)(\\d{1,2})\\s?[/-]\\s?(\\d{1,2})\\s?[/-]\\s?${YEAR}`);
const CJK_DAY = new RegExp(`${YEAR}\\s?[年년]\\s?(\\d{1,2})\\s?[月월]\\s?(\\d{1,2})\\s?[日일]`);
const WORD = '(\\p{L}[\\p{L}\\p{M}]{1,12}(?: (?:الثاني|الأول))?)';
const DAY_MONTH_YEAR = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|º|er|ère)?[.,]?[\\s-]*(?:(?:de|of|من)\\s+)?${WORD}[.,]?[\\s-]*(?:[/]\\s*\\p{L}+(?: \\p{L}+)?\\s+)?(?:(?:de|del)\\s+)?${YEAR}`,
  'giu',
);
const MONTH_DAY_YEAR = new RegExp(`${WORD}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+${YEAR}`, 'giu');
const TIME =
  /^[\s\S]{0,24}?(?<![\d:])(\d{1,2})(?::|h|[.](?=\d\d(?:\s|$|[ap])))(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\b\.?)?\s*(?:\(?\s*(Z\b|(?:UTC|GMT)?\s?[+-]\d\d?:?(?:\d\d)?\b|[A-Z]{3,4}\b))?/i;

/** Reads the first date of a text, machine or human, in some twenty languages; null when it names no whole day. */
export function readDate(text: string | null | undefined): ReadDate | null {
  if (!text) return null;
  const line = westernDigits(text.slice(0, 400).trim());
  const epoch = /^(\d{10})(\d{3})?$/.exec(line);
  if (epoch) return fromParts(new Date(Number(epoch[1]) * 1000), 'second', 0);
  const day = readDay(line);
  return day && fromDay(day);
}

function readDay(line: string): CalendarDay | null {
  return (
    numeric(ISO_DAY.exec(line), [1, 3, 4]) ??
    numeric(COMPACT_DAY.exec(line), [1, 2, 3]) ??
    numeric(CJK_DAY.exec(line), [1, 2, 3]) ??
    numeric(DOTTED_DAY.exec(line), [3, 2, 1]) ??
    slashed(line) ??
    named(line)
  );
}

function numeric(
  match: RegExpExecArray | null,
  order: readonly [number, number, number],
): CalendarDay | null {
  if (!match) return null;
  const [year, month, day] = order.map((group) => Number(match[group]));
  return realDay({
    year: year ?? 0,
    month: month ?? 0,
    day: day ?? 0,
    rest: match.input.slice(match.index + match[0].length),
  });
}

/** 7/3/2016 is ambiguous: American order, unless only the other one is possible. */
function slashed(line: string): CalendarDay | null {
  const match = SLASHED_DAY.exec(line);
  return match && numeric(match, Number(match[1]) > 12 ? [3, 2, 1] : [3, 1, 2]);
}

function named(line: string): CalendarDay | null {
  for (const match of line.matchAll(DAY_MONTH_YEAR)) {
    const found = namedDay(match, [match[3], match[2], match[1]]);
    if (found) return found;
  }
  for (const match of line.matchAll(MONTH_DAY_YEAR)) {
    const found = namedDay(match, [match[3], match[1], match[2]]);
    if (found) return found;
  }
  return null;
}

function namedDay(
  match: RegExpExecArray,
  [year, name = '', day]: readonly (string | undefined)[],
): CalendarDay | null {
  const month = monthNumber(name) ?? monthNumber(name.split(' ')[0] ?? '');
  return month === null
    ? null
    : realDay({
        year: Number(year),
        month,
        day: Number(day),
        rest: match.input.slice(match.index + match[0].length),
      });
}

function realDay(day: CalendarDay): CalendarDay | null {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day));
  return date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day ? day : null;
}

function fromDay(day: CalendarDay): ReadDate {
  const compact = /^T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?$/.exec(day.rest);
  const time = compact
    ? [compact[0], compact[1], compact[2], compact[3], undefined, compact[4]]
    : TIME.exec(day.rest);
  const hour = time ? (Number(time[1]) % (time[4] ? 12 : 24)) + (time[4]?.toLowerCase() === 'p' ? 12 : 0) : 0;
  const minute = Number(time?.[2] ?? 0);
  if (!time || Number(time[1]) > 24 || minute > 59)
    return fromParts(new Date(Date.UTC(day.year, day.month - 1, day.day)), 'day', null);
  const offset = zoneOffset(time[5]);
  const utc = Date.UTC(day.year, day.month - 1, day.day, hour, minute - (offset ?? 0), Number(time[3] ?? 0));
  return fromParts(new Date(utc), time[3] === undefined ? 'minute' : 'second', offset);
}

function zoneOffset(text: string | undefined): number | null {
  if (!text) return null;
  const signed = /([+-])(\d\d?):?(\d\d)?$/.exec(text);
  if (!signed) return ZONE_OFFSETS[text.toUpperCase()] ?? null;
  return (signed[1] === '-' ? -1 : 1) * (Number(signed[2]) * 60 + Number(signed[3] ?? 0));
}

function fromParts(date: Date, precision: ReadDate['precision'], offset: number | null): ReadDate {
  const local = new Date(date.getTime() + (offset ?? 0) * 60_000);
  return {
    iso: date.toISOString().replace('.000Z', 'Z'),
    precision,
    zone: offset === null ? null : formatOffset(offset),
    year: local.getUTCFullYear(),
  };
}

function formatOffset(offset: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Arabic-Indic, Persian and Devanagari digits as 0 to 9. */
function westernDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹०-९]/g, (digit) => String(digitValue(digit.charCodeAt(0))));
}

function digitValue(code: number): number {
  return code < 0x06f0 ? code - 0x0660 : code < 0x0966 ? code - 0x06f0 : code - 0x0966;
}
