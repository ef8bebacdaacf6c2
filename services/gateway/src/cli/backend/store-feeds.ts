import type { Database } from '@dateline/storage';
import { createReadStream } from 'node:fs';
import { FeedBoard } from '../../feed-health/feed-board.js';
import { FeedFilterSchema, type FeedFilter } from '../../feed-health/feed-health.schema.js';
import { selectFeeds } from '../../feed-health/select-feeds.js';
import { addFeed, addOptionsOf } from '../../feeds/add-feed.js';
import { changeFeed, FeedAddressTaken } from '../../feeds/change-feed.js';
import { describeFeed, describeFeeds, type FeedView } from '../../feeds/describe-feeds.js';
import { discoverFeeds, PageUnreachable } from '../../feeds/discover-feeds.js';
import { exportOpml } from '../../feeds/export-opml.js';
import { BadFeedAddress } from '../../feeds/feed-address.js';
import { pauseFeed, removeFeed } from '../../feeds/feed-stops.js';
import { AddFeedBody, ChangeFeedBody, type AddFeed, type ImportReport } from '../../feeds/feeds.schema.js';
import { httpClientOf } from '../../feeds/http-client-of.js';
import { importOpml, OpmlBrokenOff } from '../../feeds/import-opml.js';
import { readOpmlParts } from '../../feeds/read-opml-parts.js';
import { recordChange } from '../cli-caller.js';
import { Refused, type CliContext } from '../command.js';
import type { FeedChange, FeedsBackend } from './backend.types.js';
import { checked } from './checked.js';

/** Feeds that are read at once. */
const BATCH = 500;

/** Work on feeds on the stores themselves. */
export class StoreFeeds implements FeedsBackend {
  private board: FeedBoard | null = null;

  constructor(private readonly context: CliContext) {}

  async list(filter: FeedFilter): Promise<FeedView[]> {
    const rows = selectFeeds(await this.rows(), checked(FeedFilterSchema, filter));
    const stores = await this.context.database();
    const all: FeedView[] = [];
    for (let at = 0; at < rows.length; at += BATCH) {
      const ids = rows.slice(at, at + BATCH).map(({ feedId }) => feedId);
      all.push(...(await describeFeeds(stores, await stores.feedBulk.get(ids), new Date())));
    }
    return all;
  }

  async find(reference: string): Promise<FeedView | null> {
    const stores = await this.context.database();
    const row = (await this.rows()).find(({ feedId, url }) => feedId === reference || url === reference);
    const feed = row && (await stores.feeds.get(row.feedId));
    return feed ? describeFeed(stores, feed, new Date()) : null;
  }

  async add(given: AddFeed) {
    const feed = checked(AddFeedBody, given);
    return this.recorded({ action: 'feed.add', target: given.url }, ({ feeds }) =>
      refusing(() => addFeed(feeds, feed, addOptionsOf(this.context.settings, 'api'))),
    );
  }

  discover(page: string) {
    return refusing(() => discoverFeeds(httpClientOf(this.context.settings), page));
  }

  importFile(file: string, progress: (done: number) => void): Promise<ImportReport> {
    const { OPML_MAX_BYTES: maxBytes, OPML_MAX_FEEDS: maxFeeds } = this.context.settings;
    return this.recorded({ action: 'feeds.import', target: file }, ({ feeds }) => {
      const outlines = readOpmlParts(createReadStream(file), { maxBytes });
      const origin = { type: 'opml' as const, ref: file };
      const options = { ...addOptionsOf(this.context.settings, 'opml'), origin, maxFeeds, progress };
      return refusing(() => importOpml(feeds, outlines, options));
    });
  }

  async exportOpml(): Promise<string> {
    return exportOpml((await this.context.database()).feeds);
  }

  async change({ feedId }: FeedView, { rules, add, remove }: FeedChange): Promise<void> {
    if (Object.keys(rules).length > 0) checked(ChangeFeedBody, rules);
    if (add.length > 0) checked(ChangeFeedBody, { labels: add });
    await this.recorded({ action: 'feed.change', target: feedId }, async (stores) => {
      const now = new Date();
      if (add.length + remove.length > 0) await stores.feedBulk.relabel([feedId], { add, remove }, now);
      if (Object.keys(rules).length === 0) return true;
      return refusing(() => changeFeed(stores, feedId, rules, { now, reach: this.context.settings }));
    });
  }

  async pause(feedId: string, reason: string): Promise<void> {
    const change = { action: 'feed.pause' as const, target: feedId, reason };
    await this.recorded(change, (stores) => pauseFeed(stores, { feedId, reason }, new Date()));
  }

  async resume(feedId: string): Promise<void> {
    await this.recorded({ action: 'feed.resume', target: feedId }, ({ feeds }) =>
      feeds.setState(feedId, 'active', null, new Date()),
    );
  }

  async fetch(feedId: string): Promise<boolean> {
    const due = await this.recorded({ action: 'feed.fetch', target: feedId }, ({ feeds }) =>
      feeds.makeDue(feedId, 'requested', new Date()),
    );
    return due !== null;
  }

  async remove(feedId: string): Promise<void> {
    await this.recorded({ action: 'feed.remove', target: feedId }, (stores) =>
      removeFeed(stores, feedId, new Date()),
    );
  }

  private async rows() {
    const { feedHealth } = await this.context.database();
    this.board ??= new FeedBoard(feedHealth, () => new Date());
    return this.board.rows();
  }

  private async recorded<T>(
    change: Parameters<typeof recordChange>[1],
    work: (stores: Database) => Promise<T>,
  ): Promise<T> {
    const stores = await this.context.database();
    return recordChange(this.context, change, () => work(stores));
  }
}

const REFUSALS = [BadFeedAddress, PageUnreachable, FeedAddressTaken];

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OpmlBrokenOff) throw new Refused(`is not OPML: ${error.message}`, { cause: error });
    const isRefused = REFUSALS.some((kind) => error instanceof kind);
    throw isRefused && error instanceof Error ? new Refused(error.message, { cause: error }) : error;
  }
}
