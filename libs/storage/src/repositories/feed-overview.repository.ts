import { modelFields } from '../models/model.fields.js';
import type { HostModel, Models } from '../models/models.js';
import { POLLED_STATES } from './feed.document.js';

const HOUR_MS = 3_600_000;
/** Thresholds, in milliseconds, for counting feeds by the time since their last success. */
const SILENCES = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '1d': 24 * HOUR_MS,
  '7d': 168 * HOUR_MS,
} as const;
type Silence = keyof typeof SILENCES;

/** A summary of all feeds. Polled feeds are those in the states active and failing. */
export interface FeedOverview {
  states: Record<string, number>;
  /** Polled feeds by the state of their volume; those that nobody has judged are `learning`. */
  volumes: Record<string, number>;
  /** Polled feeds by the defect of their documents. */
  problems: Record<string, number>;
  /** Polled feeds whose last success (or else their start) is further back than the threshold. */
  withoutSuccess: Record<Silence, number>;
  /** Seconds since the last success of the feed that has waited longest. */
  longestWaitSeconds: number;
  /** Seconds by which the most overdue feed is late. */
  longestDelaySeconds: number;
}

/** When and how a host allows requests for its feeds. */
export interface HostView {
  hostKey: string;
  /** No request to the host is allowed before this instant. */
  nextAllowedAt: Date;
  crawlDelayMs: number;
  /** End of a replica's lease on the host. */
  leasedUntil: Date | null;
}

interface Facets {
  states: { _id: string; n: number }[];
  volumes: { _id: string; n: number }[];
  problems: { _id: string; n: number }[];
  times: ({ since: Date | null; due: Date | null } & Record<Silence, number>)[];
}

/** Facts that operators see besides the feeds' records. Reads only. */
export class FeedOverviewRepository {
  constructor(private readonly models: Pick<Models, 'feeds' | 'hosts'>) {}

  async read(now: Date): Promise<FeedOverview> {
    const since = { $ifNull: ['$lastSuccessAt', '$createdAt'] };
    const silences = Object.entries(SILENCES).map(([name, ms]) => {
      const isLonger = { $lt: [since, new Date(now.getTime() - ms)] };
      return [name, { $sum: { $cond: [isLonger, 1, 0] } }];
    });
    const polled = { $match: { state: { $in: [...POLLED_STATES] } } };
    const volume = { $ifNull: [{ $first: '$meter.volume.state' }, 'learning'] };
    const [found] = await this.models.feeds.aggregate<Facets>([
      { $project: { state: 1, lastSuccessAt: 1, createdAt: 1, nextFetchAt: 1, 'problem.kind': 1 } },
      { $lookup: { from: modelFields.feedMeters.collection, localField: '_id', foreignField: '_id', as: 'meter', pipeline: [{ $project: { 'volume.state': 1 } }] } },
      {
        $facet: {
          states: [{ $group: { _id: '$state', n: { $sum: 1 } } }],
          problems: [polled, { $match: { 'problem.kind': { $ne: null } } }, { $group: { _id: '$problem.kind', n: { $sum: 1 } } }],
          volumes: [polled, { $group: { _id: volume, n: { $sum: 1 } } }],
          times: [
            polled,
            { $group: { _id: null, since: { $min: since }, due: { $min: '$nextFetchAt' }, ...Object.fromEntries(silences) } },
          ],
        },
      },
    ]); // prettier-ignore
    const countsOf = (groups: { _id: string; n: number }[] = []) =>
      Object.fromEntries(groups.map(({ _id, n }) => [_id, n]));
    const [times] = found?.times ?? [];
    const ageOf = (at: Date | null | undefined) =>
      at ? Math.max(0, (now.getTime() - at.getTime()) / 1000) : 0;
    return {
      states: countsOf(found?.states),
      volumes: countsOf(found?.volumes),
      problems: countsOf(found?.problems),
      withoutSuccess: {
        '1h': times?.['1h'] ?? 0,
        '6h': times?.['6h'] ?? 0,
        '1d': times?.['1d'] ?? 0,
        '7d': times?.['7d'] ?? 0,
      },
      longestWaitSeconds: ageOf(times?.since),
      longestDelaySeconds: ageOf(times?.due),
    };
  }

  /** Of these hosts, those that were ever sent a request. */
  async hosts(hostKeys: readonly string[], now: Date): Promise<Map<string, HostView>> {
    const found = await this.models.hosts.find({ _id: { $in: [...hostKeys] } }).lean<HostModel[]>();
    return new Map(
      found.map(({ _id, nextAllowedAt, crawlDelayMs, leaseUntil }) => [
        _id,
        {
          hostKey: _id,
          nextAllowedAt,
          crawlDelayMs: crawlDelayMs ?? 0,
          leasedUntil: leaseUntil > now ? leaseUntil : null,
        },
      ]),
    );
  }
}
