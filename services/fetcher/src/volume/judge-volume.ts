import { DAY_MS, HOUR_MS, hourOfWeek, type HourCount } from './hours.js';
import { expectedBetween, type VolumeProfile } from './learn-volume.js';
import { poissonAtMost } from './poisson.js';

/**
 * `learning`: too little is known. `silent`: no entries for so long that chance is excluded. `drop`: far
 * fewer than usual.
 */
export type VolumeState = 'learning' | 'ok' | 'silent' | 'drop';

export interface VolumeVerdict {
  state: VolumeState;
  /** Since when no entries came, for `silent`. */
  silentSince: Date | null;
  /**
   * Expected and found entries in the deciding window: for `silent` since the last entry, else a day or a
   * week.
   */
  expected: number;
  found: number;
  windowHours: number;
}

export interface VolumeEvidence {
  /** When the last new entry came. */
  lastEntryAt: Date | null;
  /** The last successful poll; later entries are not known yet. */
  observedUntil: Date;
  /** Counts of at least the last week. */
  hours: readonly HourCount[];
}

const LEARNING_DAYS = 14;
/** A small drop is not reported, even if it is certain. */
const DROP_SHARE = 0.5;
const DAYS_OF_YEAR = 365;
/**
 * The thresholds are divided by these numbers, because means are estimates and a sliding window is tested
 * many times a day.
 */
const MARGIN = { silent: 4, drop: 24 };
/** The least evidence: a feed with one entry a month must not count as silent after a quiet month. */
const LEAST_EVIDENCE = Math.log(100);

/**
 * Whether a feed brings its usual volume, by a quasi-Poisson test: counts are divided by the dispersion.
 * `silent`: the chance of no entry since the last one, exp(-expected), is so small that a healthy feed would
 * reach it less than once a year (there are as many gaps as entries). `drop`: the lower tail of the last day,
 * or else the last week, is as rare, and the count is under half. Night hours expect almost nothing, so they
 * cause neither.
 */
export function judgeVolume(profile: VolumeProfile, evidence: VolumeEvidence): VolumeVerdict {
  const { lastEntryAt, observedUntil } = evidence;
  if (profile.observedDays < LEARNING_DAYS || lastEntryAt === null) return verdict('learning', 0, 0, 0);
  const silent = judgeSilence(profile, lastEntryAt, observedUntil);
  if (silent) return silent;
  const day = compare(profile, evidence, DAY_MS);
  if (isDrop(profile, day)) return { ...day, state: 'drop' };
  const week = compare(profile, evidence, 7 * DAY_MS);
  return isDrop(profile, week) ? { ...week, state: 'drop' } : day;
}

function judgeSilence(profile: VolumeProfile, since: Date, until: Date): VolumeVerdict | null {
  const from = Math.max(since.getTime(), until.getTime() - 10 * 7 * DAY_MS);
  const expected = expectedBetween(profile.means, from, until.getTime());
  const gapsOfYear = MARGIN.silent * DAYS_OF_YEAR * profile.expectedPerDay;
  const needed = Math.max(LEAST_EVIDENCE, Math.log(Math.max(1, gapsOfYear)));
  if (expected / profile.dispersion <= needed) return null;
  const hours = (until.getTime() - since.getTime()) / HOUR_MS;
  return { ...verdict('silent', expected, 0, hours), silentSince: since };
}

function compare({ means }: VolumeProfile, evidence: VolumeEvidence, windowMs: number): VolumeVerdict {
  const until = evidence.observedUntil.getTime();
  let [expected, found] = [0, 0];
  for (const { at, entries, observedSeconds } of evidence.hours) {
    if (at.getTime() <= until - windowMs - HOUR_MS || at.getTime() > until) continue;
    expected += ((means[hourOfWeek(at.getTime())] ?? 0) * observedSeconds) / 3600;
    found += entries;
  }
  return verdict('ok', expected, found, windowMs / HOUR_MS);
}

function isDrop({ dispersion }: VolumeProfile, { expected, found }: VolumeVerdict): boolean {
  if (found >= DROP_SHARE * expected) return false;
  return (
    poissonAtMost(Math.floor(found / dispersion), expected / dispersion) < 1 / (MARGIN.drop * DAYS_OF_YEAR)
  );
}

const verdict = (
  state: VolumeState,
  expected: number,
  found: number,
  windowHours: number,
): VolumeVerdict => ({ state, silentSince: null, expected, found, windowHours });
