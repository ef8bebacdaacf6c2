import type { EntryAccount } from '@dateline/contracts';
import type { AnyBulkWriteOperation } from 'mongoose';
import type { FeedCountModel, Models } from '../models/models.js';
import { RequestBatcher, type RequestResult } from '../request-batcher.js';
import { WriteBatcher } from '../write-batcher.js';
import { NO_ENTRIES, readAccountSums, sumAccounts } from './entry-accounts.js';
import type { AccountSums, FeedCounts, FeedHour, RollingCounts } from './feed-count.types.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KEPT_MS = { hour: 2 * DAY_MS, day: 64 * DAY_MS };

const NOTHING: FeedCounts = {
  fetches: 0,
  notModified: 0,
  failures: 0,
  entries: 0,
  newEntries: 0,
  changedEntries: 0,
  probableLosses: 0,
  backfilled: 0,
  pushes: 0,
  pushedEntries: 0,
  bytes: 0,
};

/**
 * The discoveries of one document. One update adds all of them to a row, so that an account is complete or
 * absent.
 */
interface CountsToAdd {
  counts: Partial<FeedCounts>;
  hours?: readonly FeedHour[];
  account?: EntryAccount;
}

interface AskedDays {
  feedId: string;
  after: Date;
}

/** Counts of each feed by hour and day, for rolling sums and for the usual volume. */
export class FeedCountRepository {
  private readonly days = new RequestBatcher((asked: readonly AskedDays[]) => this.readDays(asked));
  private readonly writes: WriteBatcher<AnyBulkWriteOperation<FeedCountModel>>;

  constructor(private readonly models: Pick<Models, 'feedCounts'>) {
    this.writes = new WriteBatcher((operations) =>
      models.feedCounts.bulkWrite(operations, { ordered: false, throwOnValidationError: true }),
    );
  }

  /**
   * Adds to the counts of the hour and the day of `at`, and to the hours in which the entries were published.
   */
  async add(
    feedId: string,
    at: Date,
    { counts, hours = [], account = NO_ENTRIES }: CountsToAdd,
  ): Promise<void> {
    const changes = new Map<string, { span: 'hour' | 'day'; from: number; add: Record<string, number> }>();
    const changeOf = (span: 'hour' | 'day', when: Date) => {
      const size = span === 'hour' ? HOUR_MS : DAY_MS;
      const from = Math.floor(when.getTime() / size) * size;
      const key = idOf(feedId, span, from);
      const change = changes.get(key) ?? { span, from, add: {} };
      changes.set(key, change);
      return change.add;
    };
    const { skipped, ...parts } = account;
    const added = [
      ...Object.entries(counts).map(([name, count]) => [`counts.${name}`, count] as const),
      ...Object.entries(parts).map(([name, count]) => [`account.${name}`, count] as const),
      ...Object.entries(skipped).map(([reason, count]) => [`account.skipped.${reason}`, count] as const),
    ];
    for (const [place, count] of added) {
      if (count === 0) continue;
      for (const span of ['hour', 'day'] as const) changeOf(span, at)[place] = count;
    }
    for (const hour of hours) {
      const add = changeOf('day', hour.at);
      const place = `hours.${hour.at.getUTCHours()}`;
      if (hour.entries > 0) add[`${place}.n`] = hour.entries;
      if (hour.observedSeconds > 0) add[`${place}.s`] = hour.observedSeconds;
    }
    if (changes.size === 0) return;
    await this.writes.write(
      [...changes].map(([_id, { span, from, add }]) => ({
        updateOne: {
          filter: { _id },
          update: {
            $inc: add,
            $setOnInsert: {
              feedId,
              span,
              from: new Date(from),
              expiresAt: new Date(from + KEPT_MS[span]),
            },
          },
          upsert: true,
        },
      })),
    );
  }

  /** Counts by hour since `since`, for at most nine weeks; hours without counts are left out. */
  async hours(feedId: string, since: Date): Promise<FeedHour[]> {
    const days = await this.days.send({ feedId, after: new Date(since.getTime() - DAY_MS) });
    return days
      .flatMap(({ from, hours = {} }) =>
        Object.entries(hours).map(([hour, { n = 0, s = 0 }]) => ({
          at: new Date(from.getTime() + Number(hour) * HOUR_MS),
          entries: n,
          observedSeconds: s,
        })),
      )
      .filter(({ at }) => at >= since)
      .sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  /** Rolling counts by feed id; a feed without counts has zeros. */
  async rolling(feedIds: readonly string[], now: Date): Promise<Map<string, RollingCounts>> {
    const nothing = () => ({ ...NOTHING, account: NO_ENTRIES });
    const result = new Map(feedIds.map((id) => [id, { day: nothing(), month: nothing() }]));
    const found = await this.models.feedCounts
      .find({
        feedId: { $in: feedIds },
        $or: [
          { span: 'hour', from: { $gt: new Date(now.getTime() - DAY_MS) } },
          { span: 'day', from: { $gt: new Date(now.getTime() - 30 * DAY_MS) } },
        ],
      })
      .lean<FeedCountModel[]>();
    for (const { feedId, span, counts = {}, account } of found) {
      const sums = result.get(feedId)?.[span === 'hour' ? 'day' : 'month'];
      if (!sums) continue;
      for (const name of Object.keys(NOTHING) as (keyof FeedCounts)[]) sums[name] += counts[name] ?? 0;
      sums.account = sumAccounts([sums.account, account]);
    }
    return result;
  }

  /**
   * Accounts of all feeds over the days that are kept; `sample` limits how many unbalanced lines are listed.
   */
  accounts(sample: number): Promise<AccountSums> {
    return readAccountSums(this.models, sample);
  }

  private async readDays(asked: readonly AskedDays[]): Promise<RequestResult<FeedCountModel[]>[]> {
    const feedIds = [...new Set(asked.map(({ feedId }) => feedId))];
    const earliest = new Date(Math.min(...asked.map(({ after }) => after.getTime())));
    const found = await this.models.feedCounts
      .find({ feedId: { $in: feedIds }, span: 'day', from: { $gt: earliest } })
      .lean<FeedCountModel[]>();
    const byFeed = Map.groupBy(found, ({ feedId }) => feedId);
    return asked.map(({ feedId, after }) => ({
      value: (byFeed.get(feedId) ?? []).filter(({ from }) => from > after),
    }));
  }

  /** Removes all counts of a feed that was removed. */
  async forget(feedId: string): Promise<void> {
    await this.models.feedCounts.deleteMany({ feedId });
  }
}

const idOf = (feedId: string, span: string, from: number): string =>
  `${feedId}:${span}:${new Date(from).toISOString().slice(0, span === 'hour' ? 13 : 10)}`;
