import { polledGauges, type Registry } from '@dateline/observability';
import type { BoilerplateTracker } from './boilerplate-tracker.js';

/** How far a replica's boilerplate counts lag behind; no value before the first read. */
export function boilerplateGauges(
  registry: Registry,
  { follower, now }: { follower: Pick<BoilerplateTracker, 'times'>; now: () => Date },
): void {
  const ageOf = (time: Date | null) =>
    time === null ? [] : [{ value: (now().getTime() - time.getTime()) / 1000 }];
  polledGauges({
    registry,
    read: () => Promise.resolve(follower.times),
    maxAgeMs: 0,
    gauges: [
      {
        name: 'dateline_dedupe_boilerplate_reading_age_seconds',
        help: 'Time since this replica last read which texts the replicas have seen',
        values: ({ lastReadingAt }) => ageOf(lastReadingAt),
      },
      {
        name: 'dateline_dedupe_boilerplate_snapshot_age_seconds',
        help: 'Age of the stored snapshot of boilerplate, whichever replica stored it',
        values: ({ snapshotTo }) => ageOf(snapshotTo),
      },
    ],
  });
}
