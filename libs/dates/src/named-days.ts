import type { DateHints } from './date-hints.js';
import { certain, type FoundDay } from './found-day.js';
import { calendarOf, ofCentury } from './full-year.js';
import { monthNamed, type NamedMonth } from './month-names.js';
import { toGregorian, type Day } from './to-gregorian.js';

interface Token {
  text: string;
  isNumber: boolean;
  start: number;
  end: number;
}

const TOKEN = /\d+|\p{L}[\p{L}\p{M}\u200c\u200d'’׳]*(?:\.\p{L}[\p{L}\p{M}]*)*/gu;
const MOST_TOKENS = 90;
const MOST_WORDS_OF_NAME = 3;
/** What may part the tokens of one date. */
const GAP = /^[\s.,،\-/()'’·_]{0,4}$/u;
/** Behind a number of a day, in one word with it or not: 1st, 1er, 5-го, 28-án. */
const ORDINAL = /^(?:st|nd|rd|th|er|ère|re|ος|η|го|ого|е|га|та|án|én|i|an|e|a|ին|d|ე)$/iu;
const BEFORE_MONTH = /^(?:de|d|of|di|del|dei|do|den|the|من|ng|sa|ta|ta['’]|ngày|tháng|เดือน|ខែ|شهر|ماه)$/iu;
const BEFORE_YEAR =
  /^(?:de|del|do|of|the|năm|año|anno|år|พ\.ศ|ค\.ศ|ឆ្នាំ|ປີ|ปี|سنة|عام|سال|سنه|року|года|godine|roku|i)$/iu;
/** Behind a year that comes first: 2024 m. kovo 5 d., 2024. gada 28. aprīlis, 2024-yil 5-mart. */
const YEAR_WORD =
  /^(?:m|metų|gada|gadā|yil|yilgi|yili|yilning|il|ilin|жыл|жылы|жылғы|жылдын|жылдың|ж|г|год|года|оны|он|ko|urteko|წელი|წლის|թ|ခုနှစ်|ခု)$/iu;
const CTIME =
  /^\s+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\s?[ap]\.?m\.?)?)\s*([A-Z]{1,5}(?:[+-]\d{2}:?\d{2})?|[+-]\d{2}:?\d{2})?\s+(\d{4})(?!\d)/iu;
/** What may stand behind a year of two digits: nothing, or the time. */
const END_OR_CLOCK = /^\s*$|^[\s,:T-]{1,4}\d{1,2}[:.h]\d{2}/u;

/** What is beside a month's name, in one text. */
interface Setting {
  text: string;
  tokens: readonly Token[];
}

interface NameAt extends NamedMonth {
  first: number;
  last: number;
}

interface NumberAt {
  at: number;
  token: Token;
  /** Words that were passed over on the way. */
  passed: number;
}

/** A day whose month is a name, in any order that languages have. The first month with a day and a year counts. */
export function namedDay(text: string, hints: DateHints): FoundDay | null {
  const setting = { text, tokens: tokensOf(text) };
  for (let at = 0; at < setting.tokens.length; at++) {
    const name = monthAt(setting, at, hints);
    const found = name && (dayBefore(setting, name) ?? dayBehind(setting, name) ?? shortYear(setting, name));
    if (found) return found;
  }
  return null;
}

/** A month with its year and no day: "Nov. 2020". */
export function namedMonth(text: string, hints: DateHints): FoundDay | null {
  const setting = { text, tokens: tokensOf(text) };
  const name = monthAt(setting, 0, hints);
  const year = name && numberBehind(setting, name.last, BEFORE_YEAR);
  const day = name && year?.token.text.length === 4 ? dayOf(name, year.token.text, '1') : null;
  return day && year && { ...foundAt(setting, day, [0, year.token.end]), isMonthAlone: true };
}

/** 5 March 2024, 2024-yil 5-mart. */
function dayBefore(setting: Setting, name: NameAt): FoundDay | null {
  const day = numberAhead(setting, name.first, BEFORE_MONTH);
  if (!day || day.token.text.length > 2 || isPartOfNumber(setting.text, day.token.start)) return null;
  const year = numberBehind(setting, name.last, BEFORE_YEAR, name);
  const found = year && dayOf(name, year.token.text, day.token.text);
  if (found) return foundAt(setting, found, [day.token.start, year.token.end]);
  const ahead = numberAhead(setting, day.at, YEAR_WORD);
  const read = ahead && ahead.passed > 0 ? dayOf(name, ahead.token.text, day.token.text) : null;
  const end = setting.tokens[name.last]?.end ?? 0;
  return read && ahead && foundAt(setting, read, [ahead.token.start, end]);
}

/** March 5, 2024; 2024. március 5.; Mar 05 12:00:00 UTC 2024. */
function dayBehind(setting: Setting, name: NameAt): FoundDay | null {
  const day = numberBehind(setting, name.last, BEFORE_MONTH);
  if (!day || day.token.text.length > 2) return null;
  const start = setting.tokens[name.first]?.start ?? 0;
  const year = numberBehind(setting, day.at, BEFORE_YEAR);
  const found = year && dayOf(name, year.token.text, day.token.text);
  if (found) return foundAt(setting, found, [start, year.token.end]);
  const ctime = CTIME.exec(setting.text.slice(day.token.end));
  const read = ctime && dayOf(name, ctime[3] ?? '', day.token.text);
  if (read) {
    const tail = setting.text.slice(day.token.end + ctime[0].length);
    return {
      ...certain(read),
      before: setting.text.slice(0, start),
      rest: ` ${ctime[1]} ${ctime[2] ?? ''}${tail}`,
    };
  }
  const ahead = numberAhead(setting, name.first, YEAR_WORD);
  if (!ahead || setting.text.slice(ahead.token.end, start).includes(',')) return null;
  const last = dayOf(name, ahead.token.text, day.token.text);
  return last && foundAt(setting, last, [ahead.token.start, day.token.end]);
}

/** 06-Nov-94 08:49:37: two digits are a year only at the end or before the time. */
function shortYear(setting: Setting, name: NameAt): FoundDay | null {
  const day = numberAhead(setting, name.first, BEFORE_MONTH);
  const year = numberBehind(setting, name.last, BEFORE_YEAR);
  if (!day || day.token.text.length > 2 || year?.token.text.length !== 2 || year.passed > 0) return null;
  if (!END_OR_CLOCK.test(setting.text.slice(year.token.end))) return null;
  const count = Number(year.token.text);
  const isThai = /\p{Script=Thai}/u.test(setting.tokens[name.first]?.text ?? '') && count > 42;
  const found = dayOf(name, String(isThai ? 2500 + count : ofCentury(count)), day.token.text);
  return found && foundAt(setting, found, [day.token.start, year.token.end]);
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].slice(0, MOST_TOKENS).map(({ 0: found, index }) => ({
    text: found,
    isNumber: /^\d/.test(found),
    start: index,
    end: index + found.length,
  }));
}

/** The month that the words from a token on name: as many of them as make a name. */
function monthAt({ text, tokens }: Setting, first: number, { language }: DateHints): NameAt | null {
  for (let last = first + MOST_WORDS_OF_NAME - 1; last >= first; last--) {
    const words = tokens.slice(first, last + 1);
    const [start, end] = [words[0]?.start, words.at(-1)?.end];
    if (words.length !== last - first + 1 || words.some(({ isNumber }) => isNumber)) continue;
    const month = monthOfWord(text.slice(start, end).replace(/\s+/g, ' '), language);
    if (month) return { ...month, first, last };
  }
  return null;
}

/** Prefixes and endings that a name takes beside a day: Hebrew "in", Burmese and Khmer "month", Georgian and Basque cases. */
const INFLECTIONS: readonly (readonly [RegExp, string])[] = [
  [/^[בל](?=\p{L}{2})/u, ''],
  [/လ$/u, ''],
  [/^ខែ/u, ''],
  [/^เดือน/u, ''],
  [/(?<=[აეიოუ])ს$/u, ''],
  [/ს$/u, 'ი'],
  [/(?<=a)ren$/iu, ''],
];

function monthOfWord(word: string, language: string | null | undefined): NamedMonth | null {
  const named = monthNamed(word, language);
  if (named) return named;
  for (const [pattern, bare] of INFLECTIONS) {
    const month = pattern.test(word) ? monthNamed(word.replace(pattern, bare), language) : null;
    if (month) return month;
  }
  return null;
}

function numberAhead(setting: Setting, from: number, fillers: RegExp): NumberAt | null {
  return nearestNumber(setting, {
    from,
    step: -1,
    isFiller: (word) => fillers.test(word) || ORDINAL.test(word),
  });
}

/** `same`: a month may be told by two names, "5 شباط / فبراير 2024". */
function numberBehind(setting: Setting, from: number, fillers: RegExp, same?: NamedMonth): NumberAt | null {
  const isFiller = (word: string) =>
    fillers.test(word) ||
    ORDINAL.test(word) ||
    (same !== undefined && monthNamed(word)?.month === same.month);
  return nearestNumber(setting, { from, step: 1, isFiller });
}

const MOST_PASSED = 2;

function nearestNumber(
  { text, tokens }: Setting,
  { from, step, isFiller }: { from: number; step: 1 | -1; isFiller: (word: string) => boolean },
): NumberAt | null {
  for (let passed = 0, at = from + step; passed <= MOST_PASSED; passed++, at += step) {
    const [token, beside] = [tokens[at], tokens[at - step]];
    if (!token || !beside) return null;
    const gap = text.slice(Math.min(token.end, beside.end), Math.max(token.start, beside.start));
    if (!GAP.test(gap)) return null;
    if (token.isNumber) return { at, token, passed };
    if (!isFiller(token.text)) return null;
  }
  return null;
}

/** The minutes of a time and the end of a larger number are no day. */
function isPartOfNumber(text: string, start: number): boolean {
  return /\d[:.,]$/.test(text.slice(Math.max(start - 2, 0), start));
}

function dayOf({ calendar, month }: NamedMonth, yearText: string, dayText: string): Day | null {
  const year = Number(yearText);
  const counted = calendarOf(year);
  if (counted === null || yearText.length !== 4) return null;
  const day = Number(dayText);
  if (calendar === 'gregory')
    return counted === 'persian' ? null : toGregorian(counted, { year, month, day });
  return (calendar === 'persian') === (counted === 'persian')
    ? toGregorian(calendar, { year, month, day })
    : null;
}

function foundAt({ text }: Setting, day: Day, [start, end]: readonly [number, number]): FoundDay {
  return { ...certain(day), before: text.slice(0, start), rest: text.slice(end) };
}
