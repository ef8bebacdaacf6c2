import type { BackfillDependencies } from '../backfill/feed-backfiller.js';
import type { BudgetLimits } from '../budgets/entry-budget.js';
import type { FeedParserSettings } from '../documents/feed-parser.js';
import type { FetcherSettings } from '../runtime/fetcher.config.js';
import type { PollSettings } from './feed-poller.js';

/** The polling settings in the units that the code uses. */
export function pollSettingsOf(settings: FetcherSettings, random: () => number): PollSettings {
  const limits = {
    minSeconds: settings.FEED_MIN_INTERVAL_SECONDS,
    maxSeconds: settings.FEED_MAX_INTERVAL_SECONDS,
    failureMaxSeconds: settings.FEED_FAILURE_MAX_SECONDS,
    failingMinSeconds: settings.FEED_FAILING_MIN_SECONDS,
    pushedSeconds: settings.FEED_PUSHED_INTERVAL_SECONDS,
  };
  return {
    maxBytes: settings.FEED_MAX_BYTES,
    schedule: { limits, failingAfter: settings.FEED_FAILING_AFTER, random },
    conditions: {
      fullEveryDays: settings.FEED_FULL_EVERY_DAYS,
      distrustedFullEveryHours: settings.FEED_DISTRUSTED_FULL_EVERY_HOURS,
    },
    sitemaps: {
      maxAgeMs: settings.SITEMAP_MAX_AGE_DAYS * 86_400_000,
      maxUndated: settings.SITEMAP_MAX_UNDATED,
      maxSitemaps: settings.SITEMAP_INDEX_MAX,
    },
    moves: {
      stableFetches: settings.FEED_MOVE_FETCHES,
      stableMs: settings.FEED_MOVE_HOURS * 3_600_000,
    },
  };
}

/** The settings of parsing and of the threads for large documents. */
export function parserSettingsOf(settings: FetcherSettings): FeedParserSettings {
  return {
    reader: settings.FEED_PARSER,
    maxEntries: settings.FEED_MAX_ENTRIES,
    inlineBytes: settings.FEED_INLINE_BYTES,
    threads: settings.FEED_THREADS,
    taskMs: settings.FEED_PARSE_TIMEOUT_MS,
    memoryMb: settings.FEED_THREAD_MEMORY_MB,
  };
}

/** What feeds and hosts may bring. */
export function budgetLimitsOf(settings: FetcherSettings): BudgetLimits {
  return {
    perPoll: settings.FEED_NEW_ENTRIES_PER_POLL,
    feedPerDay: settings.FEED_NEW_ENTRIES_PER_DAY,
    hostPerDay: settings.HOST_NEW_ENTRIES_PER_DAY,
    feedWaiting: settings.FEED_WAITING_PAGES,
    hostWaiting: settings.HOST_WAITING_PAGES,
  };
}

/**
 * The settings of the search for lost entries. Its documents have the size limit of feeds and the robots.txt
 * rules of pages.
 */
export function backfillSettingsOf(settings: FetcherSettings): BackfillDependencies['settings'] {
  return {
    maxBytes: settings.FEED_MAX_BYTES,
    obeysRobots: settings.ROBOTS_PAGES,
    limits: { documents: settings.FEED_BACKFILL_DOCUMENTS, entries: settings.FEED_BACKFILL_ENTRIES },
  };
}
