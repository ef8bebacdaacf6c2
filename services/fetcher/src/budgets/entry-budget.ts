import { hostKeyOf } from '@dateline/article';
import type { Database, FeedDoc, FoundBy } from '@dateline/storage';
import { stateOf, type IdentifiedEntry, type KnownEntry } from '../discovery/find-discoveries.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import { shareOut, type OverBudget, type Shared } from './share-out.js';

/** Limits that no honest outlet meets. */
export interface BudgetLimits {
  /** New entries, and changed ones, of one document. */
  perPoll: number;
  feedPerDay: number;
  hostPerDay: number;
  /** Pages in line, of a feed's entries and at one host. */
  feedWaiting: number;
  hostWaiting: number;
}

export interface BudgetDependencies {
  storage: Pick<Database, 'entryBudgets'>;
  retry: Pick<ServiceRetry, 'whileUnavailable'>;
  limits: BudgetLimits;
}

/** Which of a document's new and changed entries are taken now. */
export interface Share {
  /** In the order of the document. */
  taken: IdentifiedEntry[];
  over: ReadonlySet<IdentifiedEntry>;
  /** The limits that were met, as the settings that set them. */
  limits: OverBudget[];
}

/** The feed, as far as its budget depends on it. */
export type BudgetFeed = Pick<FeedDoc, 'feedId' | 'hostKey' | 'lastSuccessAt' | 'origin'>;

/**
 * Divides the budgets among feeds and hosts. Entries beyond them stay unseen, so that a later document that
 * still lists them can bring them.
 */
export class EntryBudget {
  constructor(private readonly on: BudgetDependencies) {}

  async share(
    feed: BudgetFeed,
    { identified, known }: { identified: readonly IdentifiedEntry[]; known: ReadonlyMap<string, KnownEntry> },
    sight: { at: Date; foundBy: FoundBy },
  ): Promise<Share> {
    const fresh = identified.flatMap((entry) => {
      const state = stateOf(entry, known);
      return state === 'known' ? [] : [{ entry, isNew: state.before === null }];
    });
    const unseen = fresh.filter(({ isNew }) => isNew).map(({ entry }) => entry);
    const changed = fresh.filter(({ isNew }) => !isNew).map(({ entry }) => entry);
    const shared = await this.shareNew(feed, unseen, sight);
    const excess = changed.slice(this.on.limits.perPoll);
    const over = new Set([...shared.over, ...excess]);
    const limits = new Set(shared.limits);
    if (excess.length > 0) limits.add('FEED_NEW_ENTRIES_PER_POLL');
    const taken = fresh.flatMap(({ entry }) => (over.has(entry) ? [] : [entry]));
    return { taken, over, limits: [...limits] };
  }

  private async shareNew(
    feed: BudgetFeed,
    unseen: readonly IdentifiedEntry[],
    { at, foundBy }: { at: Date; foundBy: FoundBy },
  ): Promise<Shared<IdentifiedEntry>> {
    if (unseen.length === 0) return { taken: [], over: [], limits: [] };
    const { limits, storage, retry } = this.on;
    const hostOf = (entry: IdentifiedEntry) => hostKeyOf(entry.urlNormalized);
    const { feedId, hostKey, origin } = feed;
    const question = { feedId, hostKey, hosts: [...new Set(unseen.map(hostOf))], at };
    const use = await retry.whileUnavailable('read a budget', () => storage.entryBudgets.useOf(question));
    const isFirst = feed.lastSuccessAt === null && foundBy === 'poll';
    // What an operator adds may bring a day's budget at once beside that of the day; a sitemap index can name new ones at each poll.
    const isFree = isFirst && origin.type !== 'sitemap';
    const shared = shareOut(unseen, hostOf, {
      FEED_NEW_ENTRIES_PER_POLL: isFirst || foundBy === 'backfill' ? Infinity : limits.perPoll,
      FEED_NEW_ENTRIES_PER_DAY: limits.feedPerDay - (isFree ? 0 : use.feedDay),
      HOST_NEW_ENTRIES_PER_DAY: isFree ? Infinity : limits.hostPerDay - use.hostDay,
      FEED_WAITING_PAGES: limits.feedWaiting - use.feedWaiting,
      // Feeds of other hosts leave half of a host's line to its own.
      roomAt: (host) =>
        Math.floor(limits.hostWaiting / (host === hostKey ? 1 : 2)) - (use.waitingAt.get(host) ?? 0),
    });
    if (!isFree)
      await retry.whileUnavailable('count a budget', () =>
        storage.entryBudgets.add(question, shared.taken.length),
      );
    return shared;
  }
}
