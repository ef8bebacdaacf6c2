import { foldName } from './fold-name.js';
import { namesByScript, type Names } from './names-by-script.js';
import { OTHER_MONTH_NAMES } from './other-month-names.js';
import type { Calendar } from './to-gregorian.js';

export interface NamedMonth {
  calendar: Calendar;
  /** 1 to 12 of the calendar. */
  month: number;
}

const DAY = 86_400_000;
const ANY_YEAR = Date.UTC(2023, 0, 5);
/** Half months of a year: each month of each calendar is met once at least. */
const SAMPLES = Array.from({ length: 25 }, (_, index) => ANY_YEAR + index * 15 * DAY);
/** With a day beside it a month stands in the genitive, alone in the nominative. */
const FORMS: readonly Intl.DateTimeFormatOptions[] = [
  { month: 'long', day: 'numeric', year: 'numeric' },
  { month: 'short', day: 'numeric' },
  { month: 'long' },
  { month: 'short' },
];
const CALENDARS: Readonly<Record<string, readonly Calendar[]>> = {
  fa: ['gregory', 'persian'],
  'fa-AF': ['persian'],
  ps: ['gregory', 'persian'],
  am: ['gregory', 'ethiopic'],
};

/**
 * The month that a word names; null for any other word, and for one that names two months ("listopada" is October in
 * Croatian and November in Polish) unless the language decides. The names are those of CLDR, by `Intl`.
 */
export const monthNamed = namesByScript<NamedMonth>(
  readMonths,
  (a, b) => a.month === b.month && a.calendar === b.calendar,
);

/** Number of a Gregorian month by its name or short form in some sixty languages, 1 to 12; null for any other word. */
export function monthNumber(word: string): number | null {
  const named = monthNamed(word);
  return named?.calendar === 'gregory' ? named.month : null;
}

function readMonths(language: string): Names<NamedMonth> {
  const names = new Map<string, NamedMonth>();
  for (const calendar of CALENDARS[language] ?? (['gregory'] as const))
    for (const form of FORMS) addNames(names, { language, calendar, form });
  (OTHER_MONTH_NAMES[language] ?? '').split(' ').forEach((spellings, index) => {
    for (const name of spellings.split('|').filter(Boolean))
      names.set(foldName(name.replaceAll('_', ' ')), { calendar: 'gregory', month: index + 1 });
  });
  return names;
}

function addNames(
  names: Map<string, NamedMonth>,
  { language, calendar, form }: { language: string; calendar: Calendar; form: Intl.DateTimeFormatOptions },
): void {
  const format = new Intl.DateTimeFormat(`${language}-u-ca-${calendar}`, { ...form, timeZone: 'UTC' });
  const numbers = numbersOf(calendar);
  for (const [index, time] of SAMPLES.entries()) {
    const name = format.formatToParts(time).find(({ type }) => type === 'month')?.value ?? '';
    if (!/\p{Nd}/u.test(name)) names.set(foldName(name), { calendar, month: numbers[index] ?? 0 });
  }
}

const numbersKnown = new Map<Calendar, number[]>();

function numbersOf(calendar: Calendar): number[] {
  const known = numbersKnown.get(calendar);
  if (known) return known;
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    month: 'numeric',
    timeZone: 'UTC',
  });
  const numbers = SAMPLES.map((time) => Number(format.format(time)));
  numbersKnown.set(calendar, numbers);
  return numbers;
}
