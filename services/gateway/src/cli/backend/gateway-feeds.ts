import { readFile } from 'node:fs/promises';
import type { FeedFilter } from '../../feed-health/feed-health.schema.js';
import type { FeedView } from '../../feeds/describe-feeds.js';
import type { FeedDiscovery } from '../../feeds/discovery.schema.js';
import type { AddFeed, ImportReport } from '../../feeds/feeds.schema.js';
import { Refused } from '../command.js';
import type { FeedChange, FeedsBackend } from './backend.types.js';
import { ApiProblem, type GatewayClient } from './gateway-client.js';

const PAGE = 200;
const FEED_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Work on feeds by the API. */
export class GatewayFeeds implements FeedsBackend {
  constructor(private readonly client: GatewayClient) {}

  async list(filter: FeedFilter): Promise<FeedView[]> {
    const all: FeedView[] = [];
    const query = { ...filter, sort: 'worst', limit: PAGE };
    for await (const page of this.client.pages<FeedView>('/feeds', query)) all.push(...page);
    return all;
  }

  async find(reference: string): Promise<FeedView | null> {
    if (FEED_ID.test(reference)) return this.client.find(`/feeds/${reference}`);
    if (/\s/.test(reference) || reference.length > 200) {
      const all = await this.list({});
      return all.find(({ url }) => url === reference) ?? null;
    }
    for await (const page of this.client.pages<FeedView>('/feeds', { q: reference, limit: PAGE })) {
      const feed = page.find(({ url }) => url === reference);
      if (feed) return this.client.find(`/feeds/${feed.feedId}`);
    }
    return null;
  }

  async add(feed: AddFeed): Promise<{ feed: FeedView; created: boolean }> {
    const { status, value } = await refusing(feed.url, () =>
      this.client.send<FeedView>('POST', '/feeds', { json: feed }),
    );
    return { feed: value, created: status === 201 };
  }

  async discover(page: string): Promise<FeedDiscovery> {
    const content = { json: { url: page } };
    return (await refusing(page, () => this.client.send<FeedDiscovery>('POST', '/feeds/discover', content)))
      .value;
  }

  async importFile(file: string): Promise<ImportReport> {
    const bytes = { type: 'text/x-opml', body: Uint8Array.from(await readFile(file)) };
    return (await refusing(file, () => this.client.send<ImportReport>('POST', '/feeds/import', { bytes })))
      .value;
  }

  exportOpml(): Promise<string> {
    return this.client.text('/feeds.opml');
  }

  async change(feed: FeedView, { rules, add, remove }: FeedChange): Promise<void> {
    const kept = (rules.labels ?? feed.labels).filter((label) => !remove.includes(label));
    const isRelabelled = add.length + remove.length > 0;
    const json = { ...rules, ...(isRelabelled ? { labels: [...new Set([...kept, ...add])] } : {}) };
    await refusing(rules.url ?? feed.url, () => this.client.send('PATCH', `/feeds/${feed.feedId}`, { json }));
  }

  async pause(feedId: string, reason: string): Promise<void> {
    await this.client.send('POST', `/feeds/${feedId}/pause`, { json: { reason } });
  }

  async resume(feedId: string): Promise<void> {
    await this.client.send('POST', `/feeds/${feedId}/resume`);
  }

  async fetch(feedId: string): Promise<boolean> {
    try {
      await this.client.send('POST', `/feeds/${feedId}/fetch`);
      return true;
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 409) return false;
      throw error;
    }
  }

  async remove(feedId: string): Promise<void> {
    await this.client.send('DELETE', `/feeds/${feedId}`);
  }
}

/** An address that cannot be, a page or a body that cannot be read, an address that is taken. */
const REFUSALS = [400, 409, 413, 415, 422];
/** Stands before what is wrong with the address in the body of a request. */
const OF_ADDRESS = '/url: ';

/** One address among several may be refused; the others go on. */
async function refusing<T>(address: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiProblem) || !REFUSALS.includes(error.status)) throw error;
    const isOfAddress = error.message.startsWith(OF_ADDRESS);
    if (error.isMisfit && !isOfAddress) throw error;
    const problem = isOfAddress ? `${address} ${error.message.slice(OF_ADDRESS.length)}` : error.message;
    throw new Refused(problem, { cause: error });
  }
}
