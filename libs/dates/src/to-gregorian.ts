/** Calendars of `Intl` whose days are read here. */
export type Calendar = 'gregory' | 'persian' | 'ethiopic' | 'buddhist';

export interface Day {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

const DAY = 86_400_000;
/** What to add to a year of the calendar for about the Gregorian one. */
const YEARS_BEHIND: Readonly<Record<Calendar, number>> = {
  gregory: 0,
  persian: 621,
  ethiopic: 7,
  buddhist: -543,
};
const MOST_STEPS = 6;

/** The Gregorian day of a day in a calendar; null when the calendar has no such day. */
export function toGregorian(calendar: Calendar, day: Day): Day | null {
  const year = day.year + YEARS_BEHIND[calendar];
  if (calendar === 'gregory' || calendar === 'buddhist') return realDay({ ...day, year });
  let guess = Date.UTC(year, day.month - 1, day.day);
  for (let step = 0; step < MOST_STEPS; step++) {
    const shown = inCalendar(calendar, guess);
    const off =
      Math.round((day.year - shown.year) * 365.25 + (day.month - shown.month) * 30.4) + day.day - shown.day;
    if (off === 0) return isSame(shown, day) ? ofTime(guess) : null;
    guess += off * DAY;
  }
  return null;
}

function inCalendar(calendar: Calendar, time: number): Day {
  const parts = formatOf(calendar).formatToParts(time);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? NaN);
  return { year: numberOf('year'), month: numberOf('month'), day: numberOf('day') };
}

const formats = new Map<Calendar, Intl.DateTimeFormat>();

function formatOf(calendar: Calendar): Intl.DateTimeFormat {
  const known = formats.get(calendar);
  if (known) return known;
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC',
  }); // prettier-ignore
  formats.set(calendar, format);
  return format;
}

/** The day itself when the Gregorian calendar has it, else null. */
export function realDay(day: Day): Day | null {
  return isSame(ofTime(Date.UTC(day.year, day.month - 1, day.day)), day) ? day : null;
}

function ofTime(time: number): Day {
  const date = new Date(time);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const isSame = (a: Day, b: Day): boolean => a.year === b.year && a.month === b.month && a.day === b.day;
