import { randomUUID } from 'node:crypto';
import type { FeedModel, Models } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import type { FeedDoc, FeedFetchResult, FeedState, NewFeed } from './feed.types.js';
import type { FrontierRepository } from './frontier.repository.js';

const MAX_RECENT_FETCHES = 30;

/** Feed sources. A feed that becomes due wakes its host in the frontier. */
export class FeedRepository {
  constructor(
    private readonly models: Pick<Models, 'feeds'>,
    private readonly frontier: Pick<FrontierRepository, 'wakeHost'>,
  ) {}

  /** Adds a feed, due now. The same address again gives the feed that is there. */
  async add(feed: NewFeed): Promise<{ feed: FeedDoc; created: boolean }> {
    const existing = await this.models.feeds.findOne({ url: feed.url }).lean<FeedModel>();
    if (existing) return { feed: await this.awake(existing), created: false };
    const document = newFeedDocument(feed);
    try {
      await this.models.feeds.create([document]);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.add(feed);
    }
    await this.frontier.wakeHost(feed.hostKey, feed.now);
    return { feed: toFeed(document), created: true };
  }

  /** Whoever added the feed may have died before it woke the host. */
  private async awake(feed: FeedModel): Promise<FeedDoc> {
    if (feed.state === 'active') await this.frontier.wakeHost(feed.hostKey, feed.nextFetchAt);
    return toFeed(feed);
  }

  async get(feedId: string): Promise<FeedDoc | null> {
    const found = await this.models.feeds.findById(feedId).lean<FeedModel>();
    return found ? toFeed(found) : null;
  }

  async list(query: {
    state?: FeedState | undefined;
    limit: number;
    after?: string | undefined;
  }): Promise<FeedDoc[]> {
    const filter = {
      ...(query.state ? { state: query.state } : {}),
      ...(query.after ? { _id: { $gt: query.after } } : {}),
    };
    const found = await this.models.feeds
      .find(filter)
      .sort({ _id: 1 })
      .limit(query.limit)
      .lean<FeedModel[]>();
    return found.map(toFeed);
  }

  /** Pauses, resumes or ends a feed; one that becomes active is due at once. */
  async setState(
    feedId: string,
    state: FeedState,
    reason: string | null,
    now: Date,
  ): Promise<FeedDoc | null> {
    const due = state === 'active' ? { nextFetchAt: now, nextFetchReason: reason ?? 'resumed' } : {};
    const found = await this.models.feeds
      .findByIdAndUpdate(
        feedId,
        { $set: { state, stateReason: reason, updatedAt: now, ...due }, $inc: { revision: 1 } },
        { returnDocument: 'after' },
      )
      .lean<FeedModel>();
    if (found && state === 'active') await this.frontier.wakeHost(found.hostKey, now);
    return found ? toFeed(found) : null;
  }

  async remove(feedId: string): Promise<boolean> {
    return (await this.models.feeds.deleteOne({ _id: feedId })).deletedCount === 1;
  }

  /** Writes what a poll brought, in one atomic update. */
  async recordFetch(feedId: string, result: FeedFetchResult): Promise<void> {
    const { counts, document } = result;
    await this.models.feeds.updateOne(
      { _id: feedId },
      {
        $set: {
          nextFetchAt: result.nextFetchAt,
          nextFetchReason: result.nextFetchReason,
          intervalSeconds: result.intervalSeconds,
          failure: result.failure,
          lastFetchAt: result.at,
          updatedAt: result.at,
          ...(result.http ? { http: result.http } : {}),
          ...(result.succeeded ? { lastSuccessAt: result.at } : {}),
          ...(counts.newEntries > 0 ? { lastNewEntryAt: result.at } : {}),
          ...(result.state ? { state: result.state.state, stateReason: result.state.reason } : {}),
          ...(document
            ? {
                siteUrl: document.siteUrl,
                kind: document.kind,
                ...(document.title ? { title: document.title } : {}),
              }
            : {}),
        },
        $inc: {
          revision: 1,
          'stats.fetches': 1,
          'stats.notModified': counts.notModified,
          'stats.entries': counts.entries,
          'stats.newEntries': counts.newEntries,
          'stats.changedEntries': counts.changedEntries,
        },
        $push: { recentFetches: { $each: [result.log], $slice: -MAX_RECENT_FETCHES } },
      },
    );
  }
}

function newFeedDocument({ url, title, hostKey, origin, intervalSeconds, now }: NewFeed): FeedModel {
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
    revision: 0,
  };
}

/** A feed as a plain object. */
export function toFeed({ _id, ...rest }: FeedModel): FeedDoc {
  return { feedId: _id, ...rest };
}
