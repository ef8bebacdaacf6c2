export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const HOURS_OF_WEEK = 168;

/** Data of one hour: its entries by publication time, and the seconds in which the feed was observed. */
export interface HourCount {
  /** Start of the hour, UTC. */
  at: Date;
  entries: number;
  observedSeconds: number;
}

export const hourStart = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;

/** Hour of the week in UTC: 0 is Monday, midnight to one. 1970-01-01 was a Thursday. */
export function hourOfWeek(ms: number): number {
  return (Math.floor(ms / HOUR_MS) + 3 * 24) % HOURS_OF_WEEK;
}

/** Splits an interval into hours and gives the seconds in each. */
export function secondsByHour(fromMs: number, toMs: number): Map<number, number> {
  const parts = new Map<number, number>();
  for (let hour = hourStart(fromMs); hour < toMs; hour += HOUR_MS) {
    const seconds = (Math.min(toMs, hour + HOUR_MS) - Math.max(fromMs, hour)) / 1000;
    if (seconds > 0) parts.set(hour, seconds);
  }
  return parts;
}
