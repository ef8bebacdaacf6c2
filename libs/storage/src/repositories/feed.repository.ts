import type { PageType } from '@dateline/contracts';
import type { AnyBulkWriteOperation } from 'mongoose';
import type { FeedModel, Models } from '../models/models.js';
import { WriteBatcher } from '../write-batcher.js';
import { isDuplicateKey } from '../storage.errors.js';
import { addFeeds, type AddedFeed } from './add-feeds.js';
import { changeOf, withChange } from './feed-change.document.js';
import {
  backfillUpdateOf,
  NO_DOCUMENT,
  NO_FAILURE,
  POLLED_STATES,
  pushUpdateOf,
  toFeed,
} from './feed.document.js';
import type {
  FeedBackfillStep,
  FeedDoc,
  FeedFetchResult,
  FeedPolicy,
  FeedPush,
  FeedState,
  NewFeed,
} from './feed.types.js';
import type { FrontierRepository } from './frontier.repository.js';
import { nearDuplicateRules } from './near-duplicate-rules.js';
import { pageTypeRules } from './page-type-rules.js';
import { recordFetch } from './record-fetch.js';

/** Feed sources. When a feed becomes due, its host is woken in the frontier. */
export class FeedRepository {
  private readonly polls: WriteBatcher<AnyBulkWriteOperation<FeedModel>>;

  constructor(
    private readonly models: Pick<Models, 'feeds' | 'removedFeeds'>,
    private readonly frontier: Pick<FrontierRepository, 'wakeHost' | 'wakeHostsFor'>,
  ) {
    this.polls = new WriteBatcher((operations) =>
      models.feeds.bulkWrite(operations, { ordered: false, throwOnValidationError: true }),
    );
  }

  /** Adds a feed, due now. For a known address it returns the existing feed. */
  async add(feed: NewFeed): Promise<{ feed: FeedDoc; created: boolean }> {
    const [added] = await this.addAll([feed]);
    const stored = added ? await this.get(added.feedId) : null;
    return added && stored ? { feed: stored, created: added.created } : this.add(feed);
  }

  /** The same for many addresses in a few round trips, in the order given. */
  addAll(feeds: readonly NewFeed[]): Promise<AddedFeed[]> {
    return addFeeds(this.models, this.frontier, feeds);
  }

  async get(feedId: string): Promise<FeedDoc | null> {
    const found = await this.models.feeds.findById(feedId).lean<FeedModel>();
    return found ? toFeed(found) : null;
  }

  async list(query: {
    state?: FeedState | undefined;
    label?: string | undefined;
    limit: number;
    after?: string | undefined;
  }): Promise<FeedDoc[]> {
    const filter = {
      ...(query.state ? { state: query.state } : {}),
      ...(query.label === undefined ? {} : { labels: query.label }),
      ...(query.after ? { _id: { $gt: query.after } } : {}),
    };
    const found = await this.models.feeds
      .find(filter)
      .sort({ _id: 1 })
      .limit(query.limit)
      .lean<FeedModel[]>();
    return found.map(toFeed);
  }

  /** Pauses, resumes or ends a feed. A feed that becomes active is due at once. */
  async setState(
    feedId: string,
    state: FeedState,
    reason: string | null,
    now: Date,
  ): Promise<FeedDoc | null> {
    const due =
      state === 'active'
        ? { nextFetchAt: now, nextFetchReason: reason ?? 'resumed', failure: NO_FAILURE, duplicateOf: null }
        : {};
    const url = await this.urlOf(feedId);
    if (url === null) return null;
    const update = { $set: { state, stateReason: reason, updatedAt: now, ...due }, $inc: { revision: 1 } };
    const change = state === 'active' ? 'resumed' : state;
    const turned = { ...update, $set: { ...update.$set, stateSince: now } };
    const told = withChange(turned, { change, url, state, reason, at: now });
    const after = { returnDocument: 'after' } as const;
    const found =
      (await this.models.feeds
        .findOneAndUpdate({ _id: feedId, state: { $ne: state } }, told, after)
        .lean<FeedModel>()) ??
      (await this.models.feeds.findByIdAndUpdate(feedId, update, after).lean<FeedModel>());
    if (found && state === 'active') await this.frontier.wakeHost(found.hostKey, now);
    return found ? toFeed(found) : null;
  }

  /** Unpublished changes outlive the feed. */
  async remove(feedId: string, now: Date): Promise<boolean> {
    const feed = await this.models.feeds.findById(feedId).lean<FeedModel>();
    if (!feed) return false;
    const removal = changeOf({ change: 'removed', url: feed.url, state: null, at: now });
    const changes = [...(feed.changes ?? []), removal];
    await this.models.removedFeeds.updateOne(
      { _id: feedId },
      { $set: { changes, changesDueAt: now } },
      { upsert: true },
    );
    return (await this.models.feeds.deleteOne({ _id: feedId })).deletedCount === 1;
  }

  private async urlOf(feedId: string): Promise<string | null> {
    const found = await this.models.feeds.findById(feedId, { url: 1 }).lean<Pick<FeedModel, 'url'> | null>();
    return found?.url ?? null;
  }

  /** Makes an active feed due. Null when no polled feed has this id. */
  async makeDue(feedId: string, reason: string, now: Date): Promise<FeedDoc | null> {
    const due = { nextFetchAt: now, nextFetchReason: reason, updatedAt: now };
    return this.change({ _id: feedId, ...polled }, due, now);
  }

  /** Has the next poll read the whole document, whatever is known of it, and makes it due. */
  async reread(feedId: string, reason: string, now: Date): Promise<FeedDoc | null> {
    await this.models.feeds.updateOne({ _id: feedId }, { $set: { http: NO_DOCUMENT } });
    return this.makeDue(feedId, reason, now);
  }

  /** Stores an operator's rules. The feed is due at once, so that its next poll follows the new rules. */
  async setPolicy(feedId: string, policy: Partial<FeedPolicy>, now: Date): Promise<FeedDoc | null> {
    const fields = Object.fromEntries(
      Object.entries(policy).map(([name, value]) => [`policy.${name}`, value]),
    );
    const found = await this.change({ _id: feedId }, { ...fields, updatedAt: now }, now);
    return found && POLLED_STATES.includes(found.state) ? this.makeDue(feedId, 'policy_changed', now) : found;
  }

  /** Of these feeds, those with an operator's rule on near-duplicates. */
  nearDuplicateRules(feedIds: readonly string[]): Promise<Map<string, 'keep' | 'drop'>> {
    return nearDuplicateRules(this.models, feedIds);
  }

  /** Of these feeds, those with an operator's rule on the classes of page that become articles. */
  pageTypeRules(feedIds: readonly string[]): Promise<Map<string, readonly PageType[]>> {
    return pageTypeRules(this.models, feedIds);
  }

  /** Changes a feed's address and drops what its old document said. `taken`: another feed has it. */
  async setAddress(
    feedId: string,
    { url, hostKey }: Pick<FeedDoc, 'url' | 'hostKey'>,
    now: Date,
  ): Promise<{ feed: FeedDoc | null } | { taken: string }> {
    const fields = { url, hostKey, http: NO_DOCUMENT, move: null, duplicateOf: null, updatedAt: now };
    const before = await this.models.feeds.findById(feedId).lean<FeedModel>();
    if (!before) return { feed: null };
    const { url: previousUrl, state } = before;
    const moved = { change: 'moved' as const, url, state, previousUrl, at: now };
    try {
      return {
        feed: await this.change({ _id: feedId }, fields, now, url === previousUrl ? undefined : moved),
      };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const other = await this.models.feeds.findOne({ url }, { _id: 1 }).lean<{ _id: string }>();
      if (other === null) return this.setAddress(feedId, { url, hostKey }, now);
      return { taken: other._id };
    }
  }

  /** Stops polling a feed because another feed polls the same document. */
  async setDuplicate(
    feedId: string,
    duplicateOf: string,
    reason: string,
    now: Date,
  ): Promise<FeedDoc | null> {
    const url = await this.urlOf(feedId);
    if (url === null) return null;
    const state = 'paused' as const;
    const fields = { state, stateReason: reason, stateSince: now, duplicateOf, updatedAt: now };
    const ended = { change: 'duplicate' as const, url, state, reason, duplicateOf, at: now };
    return this.change({ _id: feedId }, fields, now, ended);
  }

  /** Pauses the feeds that came from another feed, except those at these addresses. */
  async pauseLeftBehind(parentId: string, kept: readonly string[], reason: string, now: Date): Promise<void> {
    const left = await this.models.feeds
      .find(
        { 'origin.type': 'sitemap', 'origin.ref': parentId, url: { $nin: [...kept] }, ...polled },
        { _id: 1 },
      )
      .lean<{ _id: string }[]>();
    for (const { _id } of left) await this.setState(_id, 'paused', reason, now);
  }

  private async change(
    filter: object,
    fields: object,
    now: Date,
    told?: Parameters<typeof withChange>[1],
  ): Promise<FeedDoc | null> {
    const update = { $set: fields, $inc: { revision: 1 } };
    const found = await this.models.feeds
      .findOneAndUpdate(filter, told ? withChange(update, told) : update, { returnDocument: 'after' })
      .lean<FeedModel>();
    if (!found) return null;
    if (POLLED_STATES.includes(found.state))
      await this.frontier.wakeHost(found.hostKey, found.nextFetchAt < now ? now : found.nextFetchAt);
    return toFeed(found);
  }

  /** Stores a poll's result in one atomic update. A feed that was stopped meanwhile stays stopped. */
  recordFetch(feedId: string, result: FeedFetchResult): Promise<void> {
    return recordFetch({ feeds: this.models.feeds, polls: this.polls }, feedId, result);
  }

  /** Stores the result of a backfill document. It is no poll, so validators, failures and interval stay. */
  async recordBackfill(feedId: string, step: FeedBackfillStep): Promise<void> {
    await this.models.feeds.updateOne({ _id: feedId }, backfillUpdateOf(step));
  }

  /** Stores a hub's delivery; the time of the next poll stays. */
  async recordPush(feedId: string, push: FeedPush): Promise<void> {
    await this.models.feeds.updateOne({ _id: feedId }, pushUpdateOf(push));
  }
}

const polled = { state: { $in: [...POLLED_STATES] } };
