import { seededRandom } from '@dateline/testing';
import { countHours } from './count-hours.js';
import { DAY_MS, HOUR_MS, hourOfWeek, type HourCount } from './hours.js';
import { judgeVolume, type VolumeState } from './judge-volume.js';
import { expectedBetween, learnVolume } from './learn-volume.js';
import { poissonAtMost } from './poisson.js';

/** Monday midnight UTC. */
const MONDAY = Date.UTC(2026, 0, 5);
const at = (days: number, hours = 0) => new Date(MONDAY + days * DAY_MS + hours * HOUR_MS);

function poissonSample(mean: number, random: () => number): number {
  let [count, product] = [0, random()];
  for (const limit = Math.exp(-mean); product > limit; product *= random()) count += 1;
  return count;
}

/** A newsroom: `perHour` entries an hour from 6 to 22 on weekdays, a third of that at weekends, nothing at night. */
function usual(ms: number, perHour: number): number {
  const cell = hourOfWeek(ms);
  const hour = cell % 24;
  if (hour < 6 || hour >= 22) return 0;
  return cell >= 120 ? perHour / 3 : perHour;
}

function history(days: number, perHour: number, seed = 1): HourCount[] {
  const random = seededRandom(seed);
  return Array.from({ length: days * 24 }, (_, i) => {
    const ms = MONDAY + i * HOUR_MS;
    return { at: new Date(ms), entries: poissonSample(usual(ms, perHour), random), observedSeconds: 3600 };
  });
}

/** The verdict hour by hour, over hours of which the last entry is known. */
function verdicts(hours: readonly HourCount[], fromDay: number): { at: Date; state: VolumeState }[] {
  const result: { at: Date; state: VolumeState }[] = [];
  let profile = learnVolume([], at(0));
  let lastEntryAt: Date | null = null;
  hours.forEach((hour, i) => {
    const until = new Date(hour.at.getTime() + HOUR_MS);
    if (hour.entries > 0) lastEntryAt = until;
    if (i % 168 === 0) profile = learnVolume(hours.slice(Math.max(0, i - 63 * 24), i), hour.at);
    if (i < fromDay * 24) return;
    const evidence = { lastEntryAt, observedUntil: until, hours: hours.slice(Math.max(0, i - 200), i + 1) };
    result.push({ at: until, state: judgeVolume(profile, evidence).state });
  });
  return result;
}

describe('poissonAtMost', () => {
  it.each([
    [0, 1, Math.exp(-1)],
    [2, 3, 0.42319],
    [10, 10, 0.58304],
    [900, 1000, 0.000698],
    [5, 0, 1],
    [-1, 3, 0],
  ])('P(X <= %d; %d)', (count, mean, expected) => {
    expect(poissonAtMost(count, mean)).toBeCloseTo(expected, 4);
  });
});

describe('countHours', () => {
  it('counts a dated entry for its hour, spreads an undated one, and says what was observed', () => {
    const hours = countHours({
      since: at(0, 8.5),
      at: at(0, 10.5),
      newEntries: [at(0, 9.25), at(0, 8), null],
      lossy: false,
    });
    expect(hours).toEqual([
      { at: at(0, 8), entries: 1.25, observedSeconds: 1800 },
      { at: at(0, 9), entries: 1.5, observedSeconds: 3600 },
      { at: at(0, 10), entries: 0.25, observedSeconds: 1800 },
    ]);
  });

  it('takes a date that cannot be for no date', () => {
    const hours = countHours({
      since: at(3),
      at: at(3, 1),
      newEntries: [at(9), at(0), new Date(Number.NaN)],
      lossy: false,
    });
    expect(hours).toEqual([{ at: at(3), entries: 3, observedSeconds: 3600 }]);
  });

  it.each([
    ['the first poll', { since: null, at: at(1), lossy: false }],
    ['a poll after a loss', { since: at(0), at: at(1), lossy: true }],
    ['a poll after a long outage', { since: at(0), at: at(9), lossy: false }],
  ])('learns nothing from %s', (_, poll) => {
    expect(countHours({ ...poll, newEntries: [at(0, 1)] })).toEqual([]);
  });
});

describe('learnVolume', () => {
  it('finds the rhythm of the week', () => {
    const { means, expectedPerDay, observedDays, dispersion } = learnVolume(history(63, 6), at(63));
    expect(means[10]).toBeGreaterThan(4);
    expect(means[10]).toBeLessThan(8);
    expect(means[130]).toBeLessThan(4);
    expect(means[3]).toBeLessThan(0.05);
    expect(expectedPerDay).toBeCloseTo((5 * 16 * 6 + 2 * 16 * 2) / 7, -1);
    expect(observedDays).toBe(63);
    expect(dispersion).toBeLessThan(1.6);
  });

  it('follows a new rhythm: after a month it weighs as much as all before', () => {
    const before = history(56, 2).map((hour) => ({ ...hour, entries: 2 }));
    const after = before.slice(0, 28 * 24).map((hour, i) => ({ ...hour, at: at(56, i), entries: 6 }));
    const { expectedPerDay } = learnVolume([...before, ...after], at(84));
    expect(expectedPerDay / 24).toBeGreaterThan(4);
  });

  it('sees bursts as dispersion', () => {
    const bursty = history(63, 6).map((hour, i) => ({
      ...hour,
      entries: Math.floor(i / 24) % 3 === 0 ? hour.entries * 3 : 0,
    }));
    expect(learnVolume(bursty, at(63)).dispersion).toBeGreaterThan(20);
  });

  it('expects nothing of a feed that it has never seen', () => {
    expect(learnVolume([], at(0))).toMatchObject({ expectedPerDay: 0, observedDays: 0, dispersion: 1 });
  });

  it('adds up expected entries over parts of hours', () => {
    const means = Array.from({ length: 168 }, (_, cell) => (cell === 0 ? 4 : 0));
    expect(expectedBetween(means, MONDAY - 1000, MONDAY + HOUR_MS / 2)).toBeCloseTo(2);
  });
});

describe('judgeVolume', () => {
  const silentFrom = (hours: HourCount[], from: Date) =>
    hours.map((hour) => (hour.at.getTime() < from.getTime() ? hour : { ...hour, entries: 0 }));

  it('judges nobody before two weeks', () => {
    const states = verdicts(silentFrom(history(13, 6), at(4)), 0).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['learning']));
  });

  it('calls a feed that stops at night silent in the morning, and not before', () => {
    const stopped = at(36, 22);
    const found = verdicts(silentFrom(history(38, 6), stopped), 30);
    const first = found.find(({ state }) => state === 'silent');
    expect(first?.at.getTime()).toBeGreaterThan(at(37, 6).getTime());
    expect(first?.at.getTime()).toBeLessThanOrEqual(at(37, 10).getTime());
  });

  it.each([0.1, 0.5, 2, 10])(
    'leaves a healthy feed of %d entries an hour alone: at most two false alarms of a kind in a year',
    (perHour) => {
      const alarms = { silent: 0, drop: 0, ok: 0, learning: 0 };
      let before: VolumeState = 'ok';
      for (const { state } of verdicts(history(365, perHour, 2), 30)) {
        if (state !== before) alarms[state] += 1;
        before = state;
      }
      expect(alarms.silent).toBeLessThanOrEqual(2);
      expect(alarms.drop).toBeLessThanOrEqual(2);
    },
  );

  it('names a drop to a quarter within two days, and comes back to ok', () => {
    const random = seededRandom(5);
    const hours = history(60, 6).map((hour) => {
      const low = hour.at >= at(42) && hour.at < at(46);
      return low ? { ...hour, entries: poissonSample(usual(hour.at.getTime(), 1.5), random) } : hour;
    });
    const found = verdicts(hours, 40);
    const stateAt = (when: Date) => found.find((v) => v.at.getTime() === when.getTime())?.state;
    expect(stateAt(at(41, 20))).toBe('ok');
    expect(stateAt(at(43, 20))).toBe('drop');
    expect(stateAt(at(59, 20))).toBe('ok');
  });

  it('holds nothing against a feed that was not reached: what came since nobody knows', () => {
    const hours = history(30, 6);
    const profile = learnVolume(hours, at(30));
    const lastEntryAt = at(29, 21);
    const judged = judgeVolume(profile, { lastEntryAt, observedUntil: at(29, 22), hours });
    expect(judged.state).toBe('ok');
    const later = judgeVolume(profile, { lastEntryAt, observedUntil: at(31, 22), hours });
    expect(later).toMatchObject({ state: 'silent', silentSince: lastEntryAt, found: 0 });
  });
});
