import { randomUUID } from 'node:crypto';
import { retryDuplicateKey } from '../connection/run-bulk.js';
import type { RowModel } from '../connection/strict-schema.js';
import type { FeedDoc, FeedRow, FeedState, RecentFetch } from './feed.model.js';

export interface NewFeed {
  url: string;
  title?: string | null;
  hostKey: string;
  origin: FeedDoc['origin'];
  intervalSeconds: number;
  now: Date;
}

/** How one poll of a feed ended. Counts go into the statistics; everything else is stored as given. */
export interface FeedFetchResult {
  at: Date;
  /** For example `ok`, `not_modified` (which is counted) or `failed`. */
  outcome: string;
  status: number | null;
  ms: number;
  bytes: number;
  entries: number;
  newEntries: number;
  changedEntries: number;
  reason: string | null;
  /** Validators for the next conditional request. */
  http: FeedDoc['http'];
  nextFetchAt: Date;
  nextFetchReason: string;
  intervalSeconds: number;
  /** The run of failures as it stands now; `consecutive` 0 means that this poll succeeded. */
  failure: FeedDoc['failure'];
  title?: string | null;
  siteUrl?: string | null;
  kind?: string | null;
  /** New address after a permanent redirect. */
  state?: { state: FeedState; reason: string | null };
}

export interface FeedListing {
  state?: FeedState;
  limit: number;
  /** `feedId` of the last feed of the page before. */
  after?: string;
}

const RECENT_FETCHES = 30;

/** Feeds, unique by URL. */
export class FeedRepository {
  constructor(
    private readonly feeds: RowModel<FeedRow>,
    private readonly wakeHost: (hostKey: string, at: Date) => Promise<void>,
  ) {}

  /** Adds a feed that is due at once, or gives the one that has this URL. */
  async add(feed: NewFeed): Promise<{ feed: FeedDoc; created: boolean }> {
    const { _id, ...values } = newRow(feed);
    const result = await retryDuplicateKey(() =>
      this.feeds.findOneAndUpdate(
        { url: feed.url },
        { $setOnInsert: { _id, ...values } },
        { upsert: true, returnDocument: 'after', lean: true, includeResultMetadata: true },
      ),
    );
    if (!result.value) throw new Error(`The feed ${feed.url} was neither found nor added`);
    const stored = toFeed(result.value as FeedRow);
    // Also for a feed that was there: whoever added it may have died before this line.
    if (stored.state === 'active') await this.wakeHost(stored.hostKey, stored.nextFetchAt);
    return { feed: stored, created: stored.feedId === _id };
  }

  async get(feedId: string): Promise<FeedDoc | null> {
    const row = await this.feeds.findById(feedId).lean<FeedRow>();
    return row ? toFeed(row) : null;
  }

  /** Feeds in the order in which they were added. A page after a feed that is no longer there is empty. */
  async list({ state, limit, after }: FeedListing): Promise<FeedDoc[]> {
    const last = after === undefined ? null : await this.get(after);
    if (after !== undefined && !last) return [];
    const rows = await this.feeds
      .find({
        ...(state ? { state } : {}),
        ...(last
          ? {
              $or: [
                { createdAt: { $gt: last.createdAt } },
                { createdAt: last.createdAt, _id: { $gt: last.feedId } },
              ],
            }
          : {}),
      })
      .sort({ createdAt: 1, _id: 1 })
      .limit(limit)
      .lean<FeedRow[]>();
    return rows.map(toFeed);
  }

  /** Changes the state; a feed made active again is due at once and starts without failures. */
  async setState(
    feedId: string,
    state: FeedState,
    reason: string | null,
    now: Date,
  ): Promise<FeedDoc | null> {
    const again =
      state === 'active' ? { nextFetchAt: now, nextFetchReason: 'resumed', 'failure.consecutive': 0 } : {};
    await this.feeds.updateOne(
      { _id: feedId, state: { $ne: state } },
      { $set: { state, stateReason: reason, updatedAt: now, ...again }, $inc: { revision: 1 } },
    );
    return this.wake(await this.get(feedId));
  }

  /** Makes a feed due now, whatever its schedule says. A feed that is not active stays so. */
  async makeDue(feedId: string, now: Date): Promise<FeedDoc | null> {
    await this.feeds.updateOne(
      { _id: feedId, nextFetchAt: { $gt: now } },
      { $set: { nextFetchAt: now, nextFetchReason: 'requested', updatedAt: now }, $inc: { revision: 1 } },
    );
    return this.wake(await this.get(feedId));
  }

  async remove(feedId: string): Promise<boolean> {
    const { deletedCount } = await this.feeds.deleteOne({ _id: feedId });
    return deletedCount === 1;
  }

  /**
   * Stores how a poll ended, once for each `at`. A change of state is made only to an active feed: what an operator
   * decided during the poll stands.
   */
  async recordFetch(feedId: string, result: FeedFetchResult): Promise<void> {
    const update = fetchUpdate(result);
    const notYet = { _id: feedId, 'recentFetches.at': { $ne: result.at } };
    if (result.state) {
      const { state, reason } = result.state;
      const changed = { ...update, $set: { ...update.$set, state, stateReason: reason } };
      const { matchedCount } = await this.feeds.updateOne({ ...notYet, state: 'active' }, changed);
      if (matchedCount > 0) return;
    }
    await this.feeds.updateOne(notYet, update);
  }

  private async wake(feed: FeedDoc | null): Promise<FeedDoc | null> {
    if (feed?.state === 'active') await this.wakeHost(feed.hostKey, feed.nextFetchAt);
    return feed;
  }
}

export function toFeed({ _id, ...row }: FeedRow): FeedDoc {
  return { feedId: _id, ...row };
}

function newRow({ url, title, hostKey, origin, intervalSeconds, now }: NewFeed): FeedRow {
  return {
    _id: randomUUID(),
    url,
    hostKey,
    title: title ?? null,
    siteUrl: null,
    kind: null,
    state: 'active',
    stateReason: null,
    intervalSeconds,
    nextFetchAt: now,
    nextFetchReason: 'added',
    http: { etag: null, lastModified: null, bodyHash: null },
    failure: { consecutive: 0, lastClass: null, lastStatus: null, lastMessage: null, lastAt: null },
    stats: { fetches: 0, notModified: 0, entries: 0, newEntries: 0, changedEntries: 0 },
    lastFetchAt: null,
    lastSuccessAt: null,
    lastNewEntryAt: null,
    recentFetches: [],
    origin,
    createdAt: now,
    updatedAt: now,
    revision: 1,
  };
}

function fetchUpdate(result: FeedFetchResult) {
  const { at, outcome, status, ms, bytes, entries, newEntries, changedEntries, reason } = result;
  const recent: RecentFetch = { at, outcome, status, ms, bytes, entries, newEntries, reason };
  const { title, siteUrl, kind } = result;
  return {
    $set: {
      http: result.http,
      nextFetchAt: result.nextFetchAt,
      nextFetchReason: result.nextFetchReason,
      intervalSeconds: result.intervalSeconds,
      failure: result.failure,
      lastFetchAt: at,
      ...(result.failure.consecutive === 0 ? { lastSuccessAt: at } : {}),
      ...(newEntries > 0 ? { lastNewEntryAt: at } : {}),
      ...(title === undefined ? {} : { title }),
      ...(siteUrl === undefined ? {} : { siteUrl }),
      ...(kind === undefined ? {} : { kind }),
      updatedAt: at,
    },
    $inc: {
      'stats.fetches': 1,
      'stats.notModified': outcome === 'not_modified' ? 1 : 0,
      'stats.entries': entries,
      'stats.newEntries': newEntries,
      'stats.changedEntries': changedEntries,
      revision: 1,
    },
    $push: { recentFetches: { $each: [recent], $slice: -RECENT_FETCHES } },
  };
}
