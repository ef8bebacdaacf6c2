import type { Database, FeedVolume } from '@dateline/storage';
import { DAY_MS, type HourCount } from './hours.js';
import { judgeVolume } from './judge-volume.js';
import { learnVolume, type VolumeProfile } from './learn-volume.js';

/** How much of the past the volume is learned from, once a day. */
const HISTORY_MS = 63 * DAY_MS;
const RECENT_MS = 8 * DAY_MS;

/** Judges a feed's volume after a successful poll. Learns first when the knowledge is older than a day. */
export async function measureVolume(
  feedCounts: Pick<Database['feedCounts'], 'hours'>,
  { feedId, volume }: { feedId: string; volume: FeedVolume | null },
  { lastEntryAt, at }: { lastEntryAt: Date | null; at: Date },
): Promise<FeedVolume> {
  const isOld = volume === null || at.getTime() - volume.learnedAt.getTime() > DAY_MS;
  const since = new Date(at.getTime() - (isOld ? HISTORY_MS : RECENT_MS));
  const hours = await feedCounts.hours(feedId, since);
  const profile = isOld ? learnVolume(hours, at) : profileOf(volume);
  return describeVolume(
    volume,
    { profile, learnedAt: isOld ? at : volume.learnedAt },
    { lastEntryAt, at, hours },
  );
}

function profileOf({ hourOfWeek, dispersion, expectedPerDay, observedDays }: FeedVolume): VolumeProfile {
  return { means: hourOfWeek, dispersion, expectedPerDay, observedDays };
}

function describeVolume(
  before: FeedVolume | null,
  { profile, learnedAt }: { profile: VolumeProfile; learnedAt: Date },
  { lastEntryAt, at, hours }: { lastEntryAt: Date | null; at: Date; hours: readonly HourCount[] },
): FeedVolume {
  const verdict = judgeVolume(profile, { lastEntryAt, observedUntil: at, hours });
  const { state, silentSince, expected, found, windowHours } = verdict;
  return {
    state,
    stateSince: before?.state === state ? before.stateSince : at,
    silentSince,
    expected: rounded(expected),
    found: rounded(found),
    windowHours: rounded(windowHours),
    expectedPerDay: rounded(profile.expectedPerDay),
    dispersion: rounded(profile.dispersion),
    observedDays: rounded(profile.observedDays),
    hourOfWeek: profile.means.map(rounded),
    learnedAt,
    judgedAt: at,
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
