import { RETRY_POLICIES, stepMs } from '@dateline/config';
import type { ReadSource } from '@dateline/feed';
import { describeError } from '@dateline/messaging';
import type {
  BackfillDocument,
  Database,
  FeedBackfill,
  FeedDoc,
  FeedFetchResult,
  FeedMeter,
} from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { wholeDocument } from '../discovery/account-entries.js';
import type { EntryDiscovery } from '../discovery/entry-discovery.js';
import type { FetcherMetrics } from '../runtime/fetcher.metrics.js';
import { scopeOfEntries } from '../losses/scope-of-entries.js';
import type { RequestEnd } from '../politeness/request-end.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import { again, goOn, stepTo, type BackfillStep } from './backfill-step.js';
import { articleIdsOf, findLostInArchive, findLostInSitemap, leftOutOf } from './lost-entries.js';
import { documentsAfter, sitemapsOf } from './next-documents.js';
import { planBackfill, type BackfillLimits, type Loss } from './plan-backfill.js';
import { readDocument, type DocumentAnswer, type DocumentDependencies } from './read-document.js';

export interface BackfillDependencies extends DocumentDependencies {
  storage: Pick<Database, 'entries' | 'feeds' | 'feedCounts' | 'feedMeters' | 'robots'>;
  discovery: Pick<EntryDiscovery, 'discover' | 'refuse'>;
  retry: ServiceRetry;
  metrics: Pick<FetcherMetrics, 'backfilled' | 'backfillEnded'>;
  settings: DocumentDependencies['settings'] & { limits: BackfillLimits };
}

/** Reason for a feed's due time when a backfill document is next. */
export const BACKFILL = 'backfill';
/** How many entries' addresses define the scope of a feed. */
const SCOPE_ENTRIES = 50;

/**
 * Looks for entries that polls have missed, in older documents of the feed and in sitemaps. A search is
 * stored in MongoDB and reads one document per turn of the feed's host, like a poll. The feed's own polls
 * take precedence.
 */
export class FeedBackfiller {
  private readonly logger = new Logger('Backfill');

  constructor(private readonly on: BackfillDependencies) {}

  /** The search whose document is due instead of the feed; null when the feed itself is due. */
  dueNow(feed: FeedDoc, { backfill }: FeedMeter, at: Date): FeedBackfill | null {
    return feed.nextFetchReason === BACKFILL && backfill && at < backfill.resumeAt ? backfill : null;
  }

  /**
   * After a poll: starts a search for lost entries or continues one, and makes its next document due before
   * the next poll.
   */
  async schedule(
    feed: FeedDoc,
    { backfill, loss }: { backfill: FeedBackfill | null; loss: Loss | null },
    result: FeedFetchResult,
  ): Promise<FeedFetchResult> {
    const planned = loss ? planBackfill(loss, backfill, this.on.settings.limits) : backfill;
    if (result.failure.consecutive > 0 || planned === null) return result;
    const { nextFetchAt: resumeAt, nextFetchReason: resumeReason } = result;
    await this.whileUnavailable(() =>
      this.on.storage.feedMeters.set(feed.feedId, { backfill: { ...planned, resumeAt, resumeReason } }),
    );
    return { ...result, nextFetchAt: result.at, nextFetchReason: BACKFILL };
  }

  /**
   * Requests the next document, publishes lost entries, records the result. Throws when Kafka or MongoDB is
   * away.
   */
  async step(
    feed: FeedDoc,
    meter: FeedMeter,
    backfill: FeedBackfill,
    signal: AbortSignal,
  ): Promise<RequestEnd> {
    const started = performance.now();
    const at = this.on.now();
    const [document, ...queue] = backfill.queue;
    const rest = { ...backfill, queue };
    const nothing = { outcome: BACKFILL, reason: 'nothing is left to look in' };
    const step = document
      ? await this.take(feed, document, rest, signal)
      : stepTo(rest, 'no_source', nothing);
    if (step === null) return { kind: 'aborted' };
    await this.record(feed, meter, backfill, { ...step, at, ms: Math.round(performance.now() - started) });
    return { kind: 'completed', hostPauseSeconds: step.hostPauseSeconds };
  }

  private async take(
    feed: FeedDoc,
    document: BackfillDocument,
    rest: FeedBackfill,
    signal: AbortSignal,
  ): Promise<BackfillStep | null> {
    try {
      const answer = await readDocument(document, feed, signal, this.on);
      return await this.judge(feed, document, rest, answer);
    } catch (error) {
      if (this.on.retry.isTransient(error)) throw error;
      this.logger.error({ msg: 'a backfill failed by a defect', feedId: feed.feedId, err: error });
      return goOn(rest, { outcome: 'backfill_internal', reason: `${document.url}: ${describeError(error)}` });
    }
  }

  private async judge(
    feed: FeedDoc,
    document: BackfillDocument,
    rest: FeedBackfill,
    answer: DocumentAnswer,
  ): Promise<BackfillStep | null> {
    switch (answer.kind) {
      case 'aborted':
        return null;
      case 'postponed':
        return again(rest, document, 0, { outcome: BACKFILL, reason: 'robots.txt was asked for first' });
      case 'robots': {
        const queue = [...rest.queue, ...sitemapsOf(answer.text, document.url)];
        return goOn(
          { ...rest, queue },
          { outcome: BACKFILL, reason: `${document.url}: sitemaps looked for` },
        );
      }
      case 'failed': {
        const { word, message, hostPauseSeconds, offered } = answer;
        const log = { outcome: `backfill_${word}`, reason: `${document.url}: ${message}` };
        const tried = { ...document, tries: document.tries + 1 };
        const isLast = !answer.isTransient || tried.tries >= RETRY_POLICIES.backfillDocument.tries;
        const step = isLast
          ? goOn(rest, log)
          : again(rest, tried, stepMs(tried.tries, RETRY_POLICIES.backfillDocument), log);
        return { ...step, hostPauseSeconds, discovered: this.on.discovery.refuse(offered, 'unreadable') };
      }
      case 'parsed':
        return this.takeEntries(feed, document, rest, answer);
    }
  }

  private async takeEntries(
    feed: FeedDoc,
    document: BackfillDocument,
    rest: FeedBackfill,
    { parsed, bytes, status }: Extract<DocumentAnswer, { kind: 'parsed' }>,
  ): Promise<BackfillStep> {
    const at = this.on.now();
    const { lost, isClosed, ever } = await this.findLost(feed, document, rest, parsed);
    const taken = lost.slice(0, rest.entriesLeft);
    const leftOut = leftOutOf(parsed.items, { lost, taken, ever });
    const part = { ...wholeDocument(parsed), items: taken, leftOut };
    const discovered = await this.on.discovery.discover(feed, part, { at, foundBy: 'backfill' });
    const documentsLeft = rest.documentsLeft - 1;
    const entriesLeft = rest.entriesLeft - taken.length;
    const search: FeedBackfill = {
      ...rest,
      queue: [...documentsAfter(document, parsed, rest, at), ...rest.queue],
      documentsLeft,
      entriesLeft,
      documents: rest.documents + 1,
      entries: rest.entries + discovered.newEntries,
      source: discovered.newEntries > 0 || rest.entries === 0 ? document.url : rest.source,
    };
    const reason = `${document.kind} ${document.url}: ${discovered.newEntries} lost entries found`;
    const log = { outcome: BACKFILL, status, entries: parsed.items.length, reason };
    const isSpent = documentsLeft <= 0 || entriesLeft <= 0;
    const end = isClosed ? 'closed' : isSpent ? 'exhausted' : null;
    const step = end ? stepTo(search, end, log) : goOn(search, log);
    return { ...step, discovered, bytes, log };
  }

  private async findLost(
    { feedId }: FeedDoc,
    { kind }: BackfillDocument,
    window: FeedBackfill,
    parsed: ReadSource,
  ) {
    const { entries } = this.on.storage;
    const ids = articleIdsOf(parsed.items);
    const [before, ever, urls] = await this.whileUnavailable(() =>
      Promise.all([
        entries.shownBy(feedId, ids, window.from),
        entries.knownArticles(feedId, ids),
        entries.latestUrls(feedId, SCOPE_ENTRIES),
      ]),
    );
    const known = { before, ever };
    const found =
      kind === 'archive'
        ? findLostInArchive(parsed, window, known)
        : findLostInSitemap(parsed, window, known, scopeOfEntries(urls));
    return { ...found, ever };
  }

  private async record(
    { feedId, url }: FeedDoc,
    { losses }: FeedMeter,
    { resumeAt, resumeReason }: FeedBackfill,
    step: BackfillStep & { at: Date; ms: number },
  ): Promise<void> {
    const { storage, metrics } = this.on;
    const { at, ms, search, end, discovered, bytes, log, waitMs } = step;
    const { newEntries, changedEntries, account } = discovered;
    const { source, documents, entries } = search;
    const told = {
      ...losses,
      backfilled: losses.backfilled + newEntries,
      lastBackfill: end ? { at, source, documents, entries, outcome: end } : losses.lastBackfill,
    };
    const dueAt = new Date(Math.min(resumeAt.getTime(), at.getTime() + waitMs));
    const due = end
      ? { nextFetchAt: resumeAt, nextFetchReason: resumeReason }
      : { nextFetchAt: dueAt, nextFetchReason: BACKFILL };
    const counts = { backfilled: newEntries, newEntries, changedEntries, bytes };
    const accounted = account.offered > 0 ? { account } : {};
    const written = { at, ms, bytes, newEntries, ...log, ...accounted, reason: log.reason.slice(0, 500) };
    await this.whileUnavailable(() =>
      storage.feedMeters.set(feedId, { backfill: end ? null : search, losses: told }),
    );
    await this.whileUnavailable(() => storage.feedCounts.add(feedId, at, { counts, account }));
    await this.whileUnavailable(() =>
      storage.feeds.recordBackfill(feedId, { at, newEntries, ...due, log: written }),
    );
    metrics.backfilled(newEntries);
    if (end) metrics.backfillEnded(end);
    this.logger.log({ msg: end ? `backfill ${end}` : 'backfill', feedId, feedUrl: url, ...written });
  }

  private whileUnavailable<T>(work: () => Promise<T>): Promise<T> {
    return this.on.retry.whileUnavailable('backfill a feed', work);
  }
}
