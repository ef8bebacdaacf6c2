import { DAY_MS, HOUR_MS, HOURS_OF_WEEK, hourOfWeek, type HourCount } from './hours.js';

/** The usual volume of a feed. */
export interface VolumeProfile {
  /** Expected entries for each hour of the week, Monday 00:00 UTC first. */
  means: number[];
  /**
   * Variance of a day's count over its mean: 1 for a Poisson process, more for a feed that publishes in
   * bursts.
   */
  dispersion: number;
  expectedPerDay: number;
  /** Days of observation, undecayed. */
  observedDays: number;
}

/** Half-life of an observation: a new rhythm is learned in a month or two. */
const HALF_LIFE_MS = 28 * DAY_MS;
/** Weight of the pooled mean that a cell starts from, in hours. */
const PRIOR_HOURS = 1;
/** A day counts for the dispersion when nearly all of it was observed. */
const WHOLE_DAY_HOURS = 20;

interface Sums {
  entries: number;
  hours: number;
}

/**
 * Exponentially decayed Poisson means for the hours of the week (a Gamma-Poisson model: the posterior mean of each cell with the mean
 * of its hour of the day as prior, and that with the overall mean as its own), and the Pearson dispersion of the days' totals.
 * Hours may come in any order; `now` sets the weights.
 */
export function learnVolume(hours: readonly HourCount[], now: Date): VolumeProfile {
  const all: Sums = { entries: 0, hours: 0 };
  const byHourOfDay = Array.from({ length: 24 }, (): Sums => ({ entries: 0, hours: 0 }));
  const byCell = Array.from({ length: HOURS_OF_WEEK }, (): Sums => ({ entries: 0, hours: 0 }));
  for (const { at, entries, observedSeconds } of hours) {
    const weight = 2 ** (-Math.max(0, now.getTime() - at.getTime()) / HALF_LIFE_MS);
    const cell = hourOfWeek(at.getTime());
    for (const sums of [all, byHourOfDay[cell % 24], byCell[cell]]) {
      if (!sums) continue;
      sums.entries += weight * entries;
      sums.hours += (weight * observedSeconds) / 3600;
    }
  }
  const overall = all.hours === 0 ? 0 : all.entries / all.hours;
  const ofDay = byHourOfDay.map((sums) => posterior(sums, overall));
  const means = byCell.map((sums, cell) => posterior(sums, ofDay[cell % 24] ?? overall));
  return {
    means,
    dispersion: dispersionOf(hours, means),
    expectedPerDay: means.reduce((sum, mean) => sum + mean, 0) / 7,
    observedDays: hours.reduce((sum, { observedSeconds }) => sum + observedSeconds, 0) / 86_400,
  };
}

/** Expected entries between two instants. */
export function expectedBetween(means: readonly number[], fromMs: number, toMs: number): number {
  let expected = 0;
  for (let ms = fromMs; ms < toMs;) {
    const next = Math.min(toMs, (Math.floor(ms / HOUR_MS) + 1) * HOUR_MS);
    expected += ((means[hourOfWeek(ms)] ?? 0) * (next - ms)) / HOUR_MS;
    ms = next;
  }
  return expected;
}

const posterior = (sums: Sums, prior: number): number =>
  (sums.entries + PRIOR_HOURS * prior) / (sums.hours + PRIOR_HOURS);

function dispersionOf(hours: readonly HourCount[], means: readonly number[]): number {
  const days = new Map<number, { entries: number; expected: number; hours: number }>();
  for (const { at, entries, observedSeconds } of hours) {
    const day = Math.floor(at.getTime() / DAY_MS);
    const sums = days.get(day) ?? { entries: 0, expected: 0, hours: 0 };
    sums.entries += entries;
    sums.expected += ((means[hourOfWeek(at.getTime())] ?? 0) * observedSeconds) / 3600;
    sums.hours += observedSeconds / 3600;
    days.set(day, sums);
  }
  const whole = [...days.values()].filter((day) => day.hours >= WHOLE_DAY_HOURS && day.expected > 0);
  if (whole.length === 0) return 1;
  const pearson = whole.reduce((sum, day) => sum + (day.entries - day.expected) ** 2 / day.expected, 0);
  return Math.max(1, pearson / whole.length);
}
