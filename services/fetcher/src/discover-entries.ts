import type { FeedEntry } from '@dateline/feed';
import type { EventPublisher } from '@dateline/messaging';
import type { Database, FeedDoc, FoundBy } from '@dateline/storage';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  findDiscoveries,
  identifyEntries,
  type Discovery,
  type IdentifiedEntry,
} from './find-discoveries.js';
import type { Patience } from './patience.js';
import { publishDiscoveries } from './publish-discoveries.js';
import { judgeIdentity, policyOf } from './sources/judge-identity.js';

export interface DiscoverDependencies {
  publisher: Pick<EventPublisher, 'publish'>;
  storage: Pick<Database, 'entries'>;
  patience: Patience;
}

/** Entries that are worked on in one turn of the event loop. */
const SLICE = 250;

/** What a document brought, whichever way it came. */
export interface Brought {
  /** What the feed's entries are named by from now on, as a poll found. */
  identity?: FeedDoc['identity'] | undefined;
  newEntries: number;
  changedEntries: number;
  withoutUrl: number;
  identified: IdentifiedEntry[];
  /** Keys of the new ones. */
  newKeys: ReadonlySet<string>;
}

export const NOTHING_BROUGHT: Brought = {
  newEntries: 0,
  changedEntries: 0,
  withoutUrl: 0,
  identified: [],
  newKeys: new Set(),
};

/** The one way from the entries of a document to events: for polls, for what hubs push and for backfills, so that all give the same ids. */
export class EntryDiscovery {
  constructor(private readonly on: DiscoverDependencies) {}

  /**
   * Publishes what is new or changed, then records it; slice by slice, so that a document of a hundred thousand entries holds up no other host.
   * Throws when Kafka or MongoDB is away at the end.
   */
  async discover(
    feed: FeedDoc,
    items: readonly FeedEntry[],
    { at, foundBy }: { at: Date; foundBy: FoundBy },
  ): Promise<Brought> {
    const { identified, withoutUrl } = await identifyAll(items, feed);
    const known = await this.known(feed.feedId, identified);
    const identity =
      foundBy === 'poll' ? await this.judge(feed, { items: [...items], identified, known }, at) : undefined;
    const newKeys = new Set<string>();
    const told = new Set<string>();
    let changedEntries = 0;
    for (const slice of slicesOf(identified)) {
      const discoveries = findDiscoveries(feed, slice, known, { at, foundBy });
      await this.publish(feed.feedId, { identified: slice, discoveries, foundBy, told }, at);
      for (const { key, data } of discoveries) {
        if (data.change === 'new') newKeys.add(key);
        else changedEntries += 1;
      }
      if (identified.length > SLICE) await nextTurn();
    }
    return { newEntries: newKeys.size, changedEntries, withoutUrl, identified, newKeys, identity };
  }

  private judge(feed: FeedDoc, document: Parameters<typeof judgeIdentity>[2], at: Date) {
    return this.on.patience.untilDone('judge guids', () =>
      judgeIdentity(this.on.storage.entries, feed, document, at),
    );
  }

  private known(feedId: string, identified: readonly IdentifiedEntry[]) {
    const keys = identified.map(({ key }) => key);
    return this.on.patience.untilDone('read known entries', () =>
      this.on.storage.entries.known(feedId, keys),
    );
  }

  /** Publish, then record: a crash between the two leads to the same events with the same ids the next time. */
  private async publish(
    feedId: string,
    found: { identified: IdentifiedEntry[]; discoveries: Discovery[]; foundBy: FoundBy; told: Set<string> },
    at: Date,
  ): Promise<void> {
    const { identified, discoveries, foundBy, told } = found;
    if (discoveries.length === 0) return;
    const { patience, storage } = this.on;
    // Two entries of one document may show the same article with the same text.
    await publishDiscoveries(
      discoveries.filter(({ id }) => !told.has(id)),
      at,
      this.on,
    );
    for (const { id } of discoveries) told.add(id);
    const idsByKey = new Map(discoveries.map(({ key, id }) => [key, id]));
    const seen = identified.flatMap(({ key, policy, fingerprint, articleId, url }) => {
      const discoveryId = idsByKey.get(key);
      return discoveryId === undefined ? [] : [{ key, policy, fingerprint, articleId, url, discoveryId }];
    });
    await patience.untilDone('record entries', () => storage.entries.record(feedId, seen, at, foundBy));
  }
}

/** Names all entries; of several with one name the first counts. */
async function identifyAll(items: readonly FeedEntry[], feed: FeedDoc) {
  const byKey = new Map<string, IdentifiedEntry>();
  let withoutUrl = 0;
  for (const slice of slicesOf(items)) {
    const found = identifyEntries(slice, feed.url, policyOf(feed));
    withoutUrl += found.withoutUrl;
    for (const entry of found.identified) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
    if (items.length > SLICE) await nextTurn();
  }
  return { identified: [...byKey.values()], withoutUrl };
}

function* slicesOf<T>(items: readonly T[]): Generator<T[]> {
  for (let i = 0; i < items.length; i += SLICE) yield items.slice(i, i + SLICE);
}
