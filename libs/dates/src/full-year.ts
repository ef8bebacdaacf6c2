import { toGregorian, type Calendar, type Day } from './to-gregorian.js';

/** The calendar that counts a year of four digits, among those that news sites print; null for any other number. */
export function calendarOf(year: number): Calendar | null {
  if (year >= 1900 && year < 2100) return 'gregory';
  if (year >= 2480 && year < 2600) return 'buddhist';
  return year >= 1371 && year < 1421 ? 'persian' : null;
}

/** The Gregorian date of numbers whose year identifies the calendar. */
export function dayByYear(day: Day): Day | null {
  const calendar = calendarOf(day.year);
  return calendar && toGregorian(calendar, day);
}

/** A year of two digits: 70 to 99 are of the last century (RFC 822 as POSIX reads it). */
export function ofCentury(year: number): number {
  return year + (year < 70 ? 2000 : 1900);
}
