import { DAY_MS, hourStart, secondsByHour, type HourCount } from './hours.js';

/** A poll that succeeded, as far as it tells how much a feed brings and when. */
export interface ObservedPoll {
  /** The success before this one; null for the first. */
  since: Date | null;
  at: Date;
  /** Dates of publication of the new entries, null where the feed gives none. */
  newEntries: readonly (Date | null)[];
  /** Entries were probably lost since: the interval says nothing then. */
  lossy: boolean;
}

/** A feed that was not reached for longer was not followed: what it shows now is no measure of that time. */
const LONGEST_GAP_MS = 7 * DAY_MS;

/**
 * What a poll adds to the counts of the hours. An entry counts for the hour in which it was published; one without a usable date is
 * spread over the time since the last success. The first poll brings an archive and is left out.
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
    // Published before the last success and found only now: the publisher was late, or dates back.
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
