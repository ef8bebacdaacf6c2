import {
  NO_PARAMETER_RULES,
  normaliseUrl,
  outletOf,
  speakingFeedOf,
  type SignificantParameters,
  type SpeakingFeed,
} from '@dateline/article';
import type { EntryAccount, SkipReason } from '@dateline/contracts';
import { withLearned, type FeedEntry } from '@dateline/feed';
import type { Database, FeedDoc, FoundBy, NewSkippedEntry } from '@dateline/storage';
import {
  accountOf,
  NOTHING_OFFERED,
  refusedAccount,
  skippedEntriesOf,
  type OfferedDocument,
} from './account-entries.js';
import {
  withNames,
  type IdentifiedEntries,
  type IdentifiedEntry,
  type KnownEntry,
} from './find-discoveries.js';
import type { FetcherMetrics } from '../runtime/fetcher.metrics.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import type { EntryBudget } from '../budgets/entry-budget.js';
import type { OverBudget } from '../budgets/share-out.js';
import type { ChooseIdentity, NameEntries } from '../documents/feed-parser.js';
import { publishSlices, type SliceDependencies } from './publish-slices.js';
import { disputedIds, keepIds } from './keep-ids.js';
import { judgeIdentity, policyOf } from './judge-identity.js';

export interface DiscoverDependencies extends SliceDependencies {
  storage: Pick<Database, 'entries' | 'feedVoices' | 'skippedEntries' | 'urlParameters' | 'ledger'>;
  retry: ServiceRetry;
  name: NameEntries;
  choose: ChooseIdentity;
  budget: Pick<EntryBudget, 'share'>;
  metrics: Pick<FetcherMetrics, 'entriesAccounted'>;
  /** How long a skipped entry is remembered after it was last seen, in ms. */
  skippedKeptMs: number;
}

/** What a document brought, by a poll, a push or a backfill. */
export interface DiscoveryResult {
  /** The identity policy for the feed's next documents, as a poll found it. */
  identity?: FeedDoc['identity'] | undefined;
  newEntries: number;
  changedEntries: number;
  /** What became of all entries that it offered. */
  account: EntryAccount;
  identified: IdentifiedEntry[];
  /** Keys of the new entries. */
  newKeys: ReadonlySet<string>;
  /** Limits that it went beyond; then its account has entries over budget. */
  limits: readonly OverBudget[];
}

export const NOTHING_DISCOVERED: DiscoveryResult = {
  newEntries: 0,
  changedEntries: 0,
  account: NOTHING_OFFERED,
  identified: [],
  newKeys: new Set(),
  limits: [],
};

const FEED_MAX_ENTRIES: OverBudget = 'FEED_MAX_ENTRIES';

/**
 * Turns the entries of a document into events, for polls, pushes and backfills alike, so that all give the
 * same ids.
 */
export class EntryDiscovery {
  constructor(private readonly on: DiscoverDependencies) {}

  /**
   * Publishes new and changed entries, records them, and accounts for the rest. Throws if Kafka or MongoDB
   * stays away.
   */
  async discover(
    feed: FeedDoc,
    document: OfferedDocument,
    { at, foundBy, documentUrl = feed.url }: { at: Date; foundBy: FoundBy; documentUrl?: string },
  ): Promise<DiscoveryResult> {
    const items = [...document.items];
    const found = await this.identify(feed, items, at);
    const known = await this.known(feed.feedId, found.identified);
    const identified = await this.keepIds(found, known);
    const identity =
      foundBy === 'poll' ? await this.judge(feed, { items, identified, known }, at) : undefined;
    const speaking = await this.speaking(feed, identified, documentUrl);
    const share = await this.on.budget.share(feed, { identified, known }, { at, foundBy });
    const discoveries = await publishSlices(
      { ...feed, speaking },
      { share, known },
      { at, foundBy },
      this.on,
    );
    const part = withoutExcess(document, share.over);
    const named = { ...found, identified: without(identified, share.over) };
    await this.noteSkipped(feed.feedId, skippedEntriesOf(part, named), at);
    const account = accountOf(part, named, discoveries);
    this.on.metrics.entriesAccounted(account);
    const newKeys = new Set(discoveries.filter(({ data }) => data.change === 'new').map(({ key }) => key));
    const newEntries = newKeys.size;
    const changedEntries = discoveries.length - newEntries;
    const limits =
      (document.dropped.over_budget ?? 0) > 0 ? [FEED_MAX_ENTRIES, ...share.limits] : share.limits;
    return { newEntries, changedEntries, account, identified, newKeys, identity, limits };
  }

  /** Accounts for a document from which nothing is taken. */
  refuse(offered: number, reason: SkipReason): DiscoveryResult {
    const account = refusedAccount(offered, reason);
    this.on.metrics.entriesAccounted(account);
    return { ...NOTHING_DISCOVERED, account };
  }

  private noteSkipped(feedId: string, entries: readonly NewSkippedEntry[], at: Date): Promise<number> {
    const { retry, storage, skippedKeptMs: keptMs } = this.on;
    return retry.whileUnavailable('note skipped entries', () =>
      storage.skippedEntries.note(feedId, entries, { at, keptMs }),
    );
  }

  /** Names the entries with what is known about their hosts, and stores what the entries themselves prove. */
  private async identify(
    feed: FeedDoc,
    items: readonly FeedEntry[],
    at: Date,
  ): Promise<IdentifiedEntries & { significant: SignificantParameters }> {
    const { urlParameters } = this.on.storage;
    const hosts = hostsWithQueries(items);
    const known =
      hosts.length === 0
        ? NO_PARAMETER_RULES
        : await this.on.retry.whileUnavailable('read learned parameters', () => urlParameters.rulesAt(hosts));
    const rules = { feedUrl: feed.url, from: policyOf(feed), parameters: known };
    const found = withNames(items, await this.on.name(items, rules));
    if (found.learned.length === 0) return { ...found, significant: known.significant };
    const learned = found.learned.map(({ host, name, proof }) => ({
      host,
      name,
      proof,
      feedId: feed.feedId,
    }));
    await this.on.retry.whileUnavailable('learn parameters', () => urlParameters.learn(learned, at));
    return { ...found, significant: withLearned(known.significant, found.learned) };
  }

  /** An address that was seen under older rules leads to the article that it made then. */
  private async keepIds(
    {
      identified,
      significant,
    }: Pick<IdentifiedEntries, 'identified'> & { significant: SignificantParameters },
    known: ReadonlyMap<string, KnownEntry>,
  ): Promise<IdentifiedEntry[]> {
    const { ledger } = this.on.storage;
    const unseen = identified.filter(({ key, sharedPage }) => sharedPage === null && !known.has(key));
    const disputed = disputedIds(identified, known);
    const NONE = new Map<string, string>();
    const [ids, firstUrls] = await this.on.retry.whileUnavailable('read former ids', () =>
      Promise.all([
        unseen.length === 0 ? NONE : ledger.idsByUrl(unseen.map(({ url }) => url)),
        disputed.length === 0 ? NONE : ledger.urlsById(disputed),
      ]),
    );
    return keepIds(identified, { known, ids, firstUrls, significant });
  }

  /** Most feeds speak only for their own outlet; then the database is not asked. */
  private async speaking(
    feed: FeedDoc,
    identified: readonly IdentifiedEntry[],
    documentUrl: string,
  ): Promise<SpeakingFeed> {
    const own = outletOf(feed.url);
    if (own !== null && identified.every(({ urlNormalized }) => outletOf(urlNormalized) === own))
      return { urls: [feed.url], voices: [] };
    const heard = await this.on.retry.whileUnavailable('read for whom a feed speaks', () =>
      this.on.storage.feedVoices.ofFeed(feed.feedId),
    );
    return speakingFeedOf(feed, heard, documentUrl);
  }

  private judge(feed: FeedDoc, document: Parameters<typeof judgeIdentity>[2], at: Date) {
    return this.on.retry.whileUnavailable('judge guids', () =>
      judgeIdentity({ entries: this.on.storage.entries, choose: this.on.choose }, feed, document, at),
    );
  }

  private known(feedId: string, identified: readonly IdentifiedEntry[]) {
    const keys = identified.map(({ key }) => key);
    return this.on.retry.whileUnavailable('read known entries', () =>
      this.on.storage.entries.known(feedId, keys),
    );
  }
}

const without = (entries: readonly IdentifiedEntry[], left: ReadonlySet<IdentifiedEntry>) =>
  left.size === 0 ? [...entries] : entries.filter((entry) => !left.has(entry));

function withoutExcess(document: OfferedDocument, over: ReadonlySet<IdentifiedEntry>): OfferedDocument {
  if (over.size === 0) return document;
  const excess = [...over].map(({ entry }) => ({ entry, reason: 'over_budget' as const }));
  return { ...document, leftOut: [...document.leftOut, ...excess] };
}

/** Hosts, in identity form, of the addresses that have a query. */
function hostsWithQueries(items: readonly FeedEntry[]): string[] {
  const hosts = items.flatMap(({ url }) => {
    const key = url?.includes('?') ? normaliseUrl(url) : null;
    return key === null ? [] : [new URL(key).host];
  });
  return [...new Set(hosts)];
}
