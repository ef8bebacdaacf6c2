import { dayOrderOf, type DateHints, type DayOrder } from './date-hints.js';
import { certain, type FoundDay } from './found-day.js';
import { toGregorian, type Calendar, type Day } from './to-gregorian.js';
import { weekdayNamed } from './weekday-names.js';

const WORD = /[\p{L}\p{M}]+/gu;
const MOST_WORDS = 6;

export interface PairedNumbers {
  first: number;
  second: number;
  year: number;
  calendar: Calendar;
  /** What stands before: a weekday decides. */
  before: string;
  /** What the form itself is known for: dots part day from month. */
  usual: DayOrder | null;
}

/** Two numbers before a year as day and month: as the numbers allow, else by the weekday, the writer's country, custom. */
export function orderDay(pair: PairedNumbers, hints: DateHints): Omit<FoundDay, 'before' | 'rest'> | null {
  const { first, second, year, calendar } = pair;
  const dayFirst = toGregorian(calendar, { year, month: second, day: first });
  if (calendar !== 'gregory') return dayFirst && certain(dayFirst);
  const monthFirst = toGregorian(calendar, { year, month: first, day: second });
  if (!dayFirst || !monthFirst || first === second) {
    const only = dayFirst ?? monthFirst;
    const shown = dayFirst ? 'day-first' : 'month-first';
    return only && { ...certain(only), order: pair.usual || first === second ? null : shown };
  }
  const byWeekday = decidedByWeekday([dayFirst, monthFirst], pair.before, hints);
  if (byWeekday) return certain(byWeekday);
  const known = dayOrderOf(hints);
  if (pair.usual === 'day-first' && known !== 'month-first') return certain(dayFirst);
  const order = pair.usual ?? known ?? 'month-first';
  const isDayFirst = order === 'day-first';
  return {
    day: isDayFirst ? dayFirst : monthFirst,
    other: isDayFirst ? monthFirst : dayFirst,
    isGuess: pair.usual === null ? known === null : known === 'month-first',
    order,
    isMonthAlone: false,
  };
}

function decidedByWeekday(days: readonly Day[], before: string, { language }: DateHints): Day | null {
  const words = before.match(WORD)?.slice(-MOST_WORDS) ?? [];
  const weekday = words.map((word) => weekdayNamed(word, language)).find((found) => found !== null);
  if (weekday === undefined) return null;
  const fitting = days.filter(
    ({ year, month, day }) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday,
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
