/** What lies downstream of the fetcher. */
export interface Pressure {
  /** Unread offsets of each consumer group on an article's way. */
  lags: { group: string; lag: number }[];
  /** Free share of the disk of MongoDB, 0 to 1; null where the server does not say. */
  freeDisk: number | null;
}

export interface PressureLimits {
  /** The most unread offsets of one group; 0: no limit. */
  maxLag: number;
  /** Least free share of the disk, 0 to 1; 0: no limit. */
  minFreeDisk: number;
}

export type PressureKind = 'lag' | 'disk';

/** A limit that is passed, in words. */
export interface PressureReason {
  kind: PressureKind;
  detail: string;
}

/** A limit that was passed holds until there is this much room again, so that the intake does not flicker. */
const LAG_ROOM = 0.8;
const DISK_ROOM = 1.2;

/** The limits that are passed; empty while there is room. `held` are those that were passed before. */
export function judgePressure(
  { lags, freeDisk }: Pressure,
  { maxLag, minFreeDisk }: PressureLimits,
  held: ReadonlySet<PressureKind>,
): PressureReason[] {
  const mostLag = held.has('lag') ? maxLag * LAG_ROOM : maxLag;
  const late = maxLag === 0 ? [] : lags.filter(({ lag }) => lag > mostLag);
  const leastFree = held.has('disk') ? minFreeDisk * DISK_ROOM : minFreeDisk;
  const isFull = minFreeDisk > 0 && freeDisk !== null && freeDisk < leastFree;
  return [
    ...(late.length === 0
      ? []
      : [
          {
            kind: 'lag' as const,
            detail: late.map(({ group, lag }) => `${group} has ${lag} offsets to read`).join(', '),
          },
        ]),
    ...(isFull
      ? [{ kind: 'disk' as const, detail: `the disk of MongoDB is free to ${percent(freeDisk)} %` }]
      : []),
  ];
}

const percent = (share: number) => (share * 100).toFixed(1);
