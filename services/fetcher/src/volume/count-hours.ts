import { DAY_MS, hourStart, secondsByHour, type HourCount } from './hours.js';

/** A successful poll, as far as it shows how much a feed brings and when. */
export interface ObservedPoll {
  /** The success before this one; null for the first. */
  since: Date | null;
  at: Date;
  /** Publication dates of the new entries; null when the feed gives none. */
  newEntries: readonly (Date | null)[];
  /** Since when entries were probably lost: that time span then measures nothing. */
  lossy: boolean;
}

/** A feed that was unreachable for longer was not observed, so its present entries do not measure that time. */
const LONGEST_GAP_MS = 7 * DAY_MS;

/**
 * What a poll adds to the hourly counts. An entry counts for the hour of its publication; an entry without a
 * usable date is spread over the time since the last success. The first poll is left out, because it brings
 * an archive.
 */
export function countHours({ since, at, newEntries, lossy }: ObservedPoll): HourCount[] {
  if (since === null || lossy) return [];
  const [from, to] = [since.getTime(), at.getTime()];
  if (to <= from || to - from > LONGEST_GAP_MS) return [];
  const observed = secondsByHour(from, to);
  const entries = new Map<number, number>();
  const add = (hour: number, share: number) => entries.set(hour, (entries.get(hour) ?? 0) + share);
  for (const published of newEntries) {
    const when = published?.getTime() ?? Number.NaN;
    // Published before the last success but found only now: the publisher was late, or backdates.
    if (when > from - DAY_MS && when <= to) add(hourStart(when), 1);
    else for (const [hour, seconds] of observed) add(hour, (seconds * 1000) / (to - from));
  }
  return [...new Set([...observed.keys(), ...entries.keys()])]
    .sort((a, b) => a - b)
    .map((hour) => ({
      at: new Date(hour),
      entries: entries.get(hour) ?? 0,
      observedSeconds: observed.get(hour) ?? 0,
    }));
}
