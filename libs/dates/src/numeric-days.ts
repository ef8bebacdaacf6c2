import { regionOf, type DateHints } from './date-hints.js';
import { certain, type FoundDay } from './found-day.js';
import { calendarOf, dayByYear, ofCentury } from './full-year.js';
import { orderDay } from './order-day.js';
import { realDay, type Day } from './to-gregorian.js';

const YEAR_FIRST_DAY = /(?<!\d)(\d{4})(?:([-/])(\d{1,2})\2(\d{1,2})|\.\s?(\d{1,2})\.\s?(\d{1,2}))(?!\d)/u;
const COMPACT_DAY = /^(\d{4})(\d\d)(\d\d)(?=T|\D|$|\d{4}(?:\d\d)?(?:\D|$))/iu;
const CJK_DAY = /(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]/u;
/** Eras of Japan and the years of the Republic of China: 令和6年4月28日, 民國113年4月28日. */
const ERA_DAY = /(令和|平成|昭和|民國|民国)?\s?(?<!\d)(\d{1,3}|元)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/u;
const YEARS_BEFORE_ERA: Readonly<Record<string, number>> = {
  令和: 2018,
  平成: 1988,
  昭和: 1925,
  民國: 1911,
  民国: 1911,
};
const CJK_MONTH_FIRST = /(?<!\d)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?,?\s(\d{4})(?!\d)/u;
const VIETNAMESE_DAY = /(?<!\d)(\d{1,2})\s+(?:tháng|thg\.?)\s+(\d{1,2})\s*(?:,|\snăm)?\s*(\d{4})(?!\d)/iu;
const MONGOLIAN_DAY =
  /(?<!\d)(\d{4})\s+оны?\s+(\d{1,2})(?:\s?-?\s?р|\s?д(?:угаар|үгээр))?\s+сарын\s+(\d{1,2})(?!\d)/iu;
const DOTTED_DAY = /(?<![\d.])(\d{1,2})([.])\s?(\d{1,2})[.]\s?(\d{4})(?!\d)/u;
const SLASHED_DAY = /(?<!\d)(\d{1,2})\s?([/-])\s?(\d{1,2})\s?[/-]\s?(\d{4})(?!\d)/u;
const SPACED_DAY = /(?<!\d)(\d{1,2})( )(\d{1,2}) (\d{4})(?![\d:])/u;
const SHORT_YEAR_DAY = /(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?['’]?(\d{2})(?![\d./-])/u;
const DATE_MAY_FOLLOW =
  /^\s*$|[,:|·(-]\s*$|(?<!\p{L})(?:on|am|vom|le|el|il|den|em|op|mon|tue|wed|thu|fri|sat|sun)\.?\s*$/iu;
/** Countries that put the year first when two digits stand for it too. */
const YEAR_FIRST = /^(?:CN|TW|JP|KR|HU|LT|MN)$/;

/** A year of the Republic of China that only its writer's country tells: 113/05/04. */
const TAIWANESE_DAY = /(?<![\d/.-])(1[0-3]\d)([/.-])(\d{1,2})\2(\d{1,2})(?![\d/.-])/u;

function taiwaneseDay(text: string, hints: DateHints): FoundDay | null {
  const match = regionOf(hints) === 'TW' ? TAIWANESE_DAY.exec(text) : null;
  if (!match) return null;
  const day = { year: 1911 + Number(match[1]), month: Number(match[3]), day: Number(match[4]) };
  const found = realDay(day);
  return found && within(match, found);
}

/** A day in numbers with its year in four digits. */
export function numericDay(text: string, hints: DateHints): FoundDay | null {
  const iso = YEAR_FIRST_DAY.exec(text);
  return (
    inOrder(iso, iso?.[3] === undefined ? [1, 5, 6] : [1, 3, 4]) ??
    inOrder(COMPACT_DAY.exec(text), [1, 2, 3]) ??
    inOrder(CJK_DAY.exec(text), [1, 2, 3]) ??
    eraDay(ERA_DAY.exec(text)) ??
    inOrder(CJK_MONTH_FIRST.exec(text), [3, 1, 2]) ??
    inOrder(VIETNAMESE_DAY.exec(text), [3, 2, 1]) ??
    inOrder(MONGOLIAN_DAY.exec(text), [1, 2, 3]) ??
    paired(DOTTED_DAY.exec(text), hints) ??
    paired(SLASHED_DAY.exec(text), hints) ??
    taiwaneseDay(text, hints)
  );
}

/** Forms that mean a day only where nothing else is written: a year of two digits, and numbers parted by spaces. */
export function bareNumericDay(text: string, hints: DateHints): FoundDay | null {
  const spaced = paired(SPACED_DAY.exec(text), hints);
  if (spaced) return spaced.isGuess ? null : spaced;
  return shortYearDay(SHORT_YEAR_DAY.exec(text), hints);
}

function inOrder(match: RegExpExecArray | null, order: readonly [number, number, number]): FoundDay | null {
  if (!match) return null;
  const [year = 0, month = 0, day = 0] = order.map((group) => Number(match[group]));
  const found = dayByYear({ year, month, day });
  return found && within(match, found);
}

function eraDay(match: RegExpExecArray | null): FoundDay | null {
  if (!match) return null;
  const count = match[2] === '元' ? 1 : Number(match[2]);
  // A year of three digits without its era can only be one of the Republic of China.
  const start = YEARS_BEFORE_ERA[match[1] ?? ''] ?? (count > 100 && count < 131 ? 1911 : null);
  if (start === null || count < 1) return null;
  const found = realDay({ year: start + count, month: Number(match[3]), day: Number(match[4]) });
  return found && within(match, found);
}

function paired(match: RegExpExecArray | null, hints: DateHints, year = Number(match?.[4])): FoundDay | null {
  const calendar = match && calendarOf(year);
  if (!match || !calendar) return null;
  const before = match.input.slice(0, match.index);
  const found = orderDay(
    {
      first: Number(match[1]), second: Number(match[3]), year, calendar, before,
      usual: match[2] === '.' ? 'day-first' : null,
    },
    hints,
  ); // prettier-ignore
  return found && { ...found, before, rest: match.input.slice(match.index + match[0].length) };
}

function shortYearDay(match: RegExpExecArray | null, hints: DateHints): FoundDay | null {
  if (!match) return null;
  const [first, second, last] = [Number(match[1]), Number(match[3]), Number(match[4])];
  if (first > 31 || YEAR_FIRST.test(regionOf(hints) ?? '')) {
    const found = realDay({ year: ofCentury(first), month: second, day: last });
    return found && within(match, found);
  }
  const found = paired(match, hints, ofCentury(last));
  // Without a known order, 04/05/06 is ambiguous, and "version 10.4.21" is not a date.
  return found === null || found.isGuess || !DATE_MAY_FOLLOW.test(found.before) ? null : found;
}

function within(match: RegExpExecArray, day: Day): FoundDay {
  return {
    ...certain(day),
    before: match.input.slice(0, match.index),
    rest: match.input.slice(match.index + match[0].length),
  };
}
