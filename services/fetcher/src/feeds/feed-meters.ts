import type { Database, FeedCounts, FeedDoc, FeedMeter } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import type { FetcherMetrics } from '../runtime/fetcher.metrics.js';
import { judgeDamage } from '../losses/judge-damage.js';
import { dateOf, measureLoss } from '../losses/measure-loss.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import type { Measured, TakenAnswer } from './poll.types.js';
import { countHours } from '../volume/count-hours.js';
import { measureVolume } from '../volume/measure-volume.js';
import { findHub } from '../websub/find-hub.js';
import type { HubTracker } from '../websub/hub-tracker.js';

export interface MeterDependencies {
  storage: Pick<Database, 'feedCounts' | 'feedMeters' | 'websub'>;
  hubs: Pick<HubTracker, 'follow'>;
  retry: ServiceRetry;
  metrics: Pick<FetcherMetrics, 'lossFound' | 'documentDamaged'>;
}

const NOTHING_MEASURED: Measured = { lostSince: null, isPushed: false, damage: null };

/**
 * Measures a feed after each poll: loss, volume, hub, counts. Measuring never fails a poll: a defect is
 * logged, and an outage is waited for.
 */
export class FeedMeters {
  private readonly logger = new Logger('Meters');

  constructor(private readonly on: MeterDependencies) {}

  read(feedId: string): Promise<FeedMeter> {
    return this.on.retry.whileUnavailable('read a meter', () => this.on.storage.feedMeters.get(feedId));
  }

  async measure(feed: FeedDoc, meter: FeedMeter, poll: TakenAnswer): Promise<Measured> {
    try {
      return await this.take(feed, meter, poll);
    } catch (error) {
      if (this.on.retry.isTransient(error)) throw error;
      this.logger.error({ msg: 'a meter failed by a defect', feedId: feed.feedId, err: error });
      return NOTHING_MEASURED;
    }
  }

  private async take(feed: FeedDoc, meter: FeedMeter, poll: TakenAnswer): Promise<Measured> {
    const { reading, response, at } = poll;
    const { storage, hubs, metrics } = this.on;
    const { feedId } = feed;
    if ('failure' in reading) {
      if (reading.kind === 'gone') await this.whileUnavailable(() => storage.websub.end(feedId, at));
      const { account } = poll.discovered;
      await this.whileUnavailable(() =>
        storage.feedCounts.add(feedId, at, { counts: countsOf(poll, false), account }),
      );
      return NOTHING_MEASURED;
    }
    const hub = reading.kind === 'read' && response ? findHub(response, reading.parsed) : meter.hub;
    const isPushed = hub === null && meter.hub === null ? false : await hubs.follow(feedId, hub, at);
    const { damage, lostSince } = await this.findLoss(feed, poll);
    const isLossy = lostSince !== null;
    if (isLossy) metrics.lossFound();
    await this.whileUnavailable(() =>
      storage.feedCounts.add(feedId, at, {
        counts: countsOf(poll, isLossy),
        account: poll.discovered.account,
        hours: countHours({ since: feed.lastSuccessAt, at, newEntries: publishedOf(poll), lossy: isLossy }),
      }),
    );
    const lastEntryAt = poll.discovered.newEntries > 0 ? at : feed.lastNewEntryAt;
    const volume = await this.whileUnavailable(() =>
      measureVolume(storage.feedCounts, meter, { lastEntryAt, at }),
    );
    if (volume.state !== meter.volume?.state && (volume.state === 'silent' || volume.state === 'drop'))
      this.logger.warn({
        msg: `feed volume: ${volume.state}`,
        feedId,
        feedUrl: feed.url,
        expected: volume.expected,
        found: volume.found,
      });
    const { count } = meter.losses;
    const losses = isLossy
      ? { ...meter.losses, count: count + 1, lastAt: at, lastSince: lostSince }
      : meter.losses;
    await this.whileUnavailable(() => storage.feedMeters.set(feedId, { hub, losses, volume, updatedAt: at }));
    return { lostSince, isPushed, damage };
  }

  /**
   * A damaged document counts as one loss, however often it is read: its entries have been missing since the
   * last complete document.
   */
  private async findLoss(feed: FeedDoc, { reading, discovered, at }: TakenAnswer) {
    if (reading.kind !== 'read') return { lostSince: null, damage: null };
    const { storage, metrics } = this.on;
    const { lostSince, hadEntries } = await this.whileUnavailable(() =>
      measureLoss(storage.feedMeters, feed.feedId, discovered.identified, at),
    );
    const damage = judgeDamage(reading.parsed, hadEntries);
    if (damage) metrics.documentDamaged(damage.kind);
    const isNew = damage !== null && feed.problem?.bodyHash !== reading.bodyHash;
    return { damage, lostSince: isNew ? (feed.lastSuccessAt ?? feed.createdAt) : lostSince };
  }

  private whileUnavailable<T>(work: () => Promise<T>): Promise<T> {
    return this.on.retry.whileUnavailable('take a meter', work);
  }
}

/** Dates of the new entries. */
function publishedOf({ discovered }: TakenAnswer): (Date | null)[] {
  return discovered.identified
    .filter(({ key }) => discovered.newKeys.has(key))
    .map(({ entry }) => dateOf(entry.published ?? entry.updated));
}

function countsOf({ reading, response, discovered }: TakenAnswer, isLossy: boolean): Partial<FeedCounts> {
  return {
    fetches: 1,
    notModified: reading.kind === 'not_modified' || reading.kind === 'unchanged' ? 1 : 0,
    failures: 'failure' in reading ? 1 : 0,
    entries: reading.kind === 'read' ? reading.parsed.items.length : 0,
    newEntries: discovered.newEntries,
    changedEntries: discovered.changedEntries,
    probableLosses: isLossy ? 1 : 0,
    bytes: response?.bytes ?? 0,
  };
}
