import { SettingError } from '@dateline/config';
import { createHttpClient, type HttpClient } from '@dateline/http';
import type { ServiceContext } from '@dateline/service';
import { Database } from '@dateline/storage';
import { Module, type DynamicModule } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { ArticleDiscoveredConsumer } from './article-discovered.consumer.js';
import { PageFetcher } from './fetch-page.js';
import type { FetcherSettings } from './fetcher.config.js';
import { fetcherMetrics } from './fetcher.metrics.js';
import { FrontierLoop } from './frontier-loop.js';
import { HostTurn } from './host-turn.js';
import { Patience } from './patience.js';
import { FeedPoller, type PollSettings } from './poll-feed.js';

@Module({})
export class FetcherModule {
  static register(context: ServiceContext<FetcherSettings>): DynamicModule {
    const loop = makeLoop(context);
    context.onStart(() => {
      loop.start();
      return Promise.resolve();
    });
    context.onStop(() => loop.stop());
    return {
      module: FetcherModule,
      controllers: [ArticleDiscoveredConsumer],
      providers: [{ provide: Database, useValue: context.database }],
    };
  }
}

function makeLoop({
  settings,
  database,
  publisher,
  registry,
}: ServiceContext<FetcherSettings>): FrontierLoop {
  const stopping = new AbortController();
  const now = () => new Date();
  const random = Math.random;
  const means = {
    http: httpClientOf(settings),
    publisher,
    storage: database,
    patience: new Patience(stopping.signal),
    metrics: fetcherMetrics(registry, database),
    now,
    random,
  };
  const page = {
    maxBytes: settings.PAGE_MAX_BYTES,
    maxAttempts: settings.PAGE_MAX_ATTEMPTS,
    retryBaseSeconds: settings.PAGE_RETRY_BASE_SECONDS,
    rawRetentionMs: settings.RAW_PAGE_RETENTION_DAYS * 86_400_000,
  };
  const leaseMs = settings.HOST_LEASE_SECONDS * 1000;
  const turn = new HostTurn({
    frontier: database.frontier,
    feeds: new FeedPoller({ ...means, settings: pollSettingsOf(settings, random) }),
    pages: new PageFetcher({ ...means, settings: page }),
    settings: { leaseMs, gapMs: settings.HOST_MIN_GAP_MS },
    now,
  });
  return new FrontierLoop({
    frontier: database.frontier,
    turn,
    settings: {
      owner: settings.FETCHER_ID || `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`,
      hostsAtOnce: settings.HOSTS_AT_ONCE,
      leaseMs,
      idleMs: settings.FRONTIER_IDLE_MS,
      graceMs: settings.SHUTDOWN_GRACE_SECONDS * 500,
    },
    now,
    stopping,
  });
}

function pollSettingsOf(settings: FetcherSettings, random: () => number): PollSettings {
  const limits = {
    minSeconds: settings.FEED_MIN_INTERVAL_SECONDS,
    maxSeconds: settings.FEED_MAX_INTERVAL_SECONDS,
    failureMaxSeconds: settings.FEED_FAILURE_MAX_SECONDS,
    failingMinSeconds: settings.FEED_FAILING_MIN_SECONDS,
  };
  return {
    maxBytes: settings.FEED_MAX_BYTES,
    reader: settings.FEED_PARSER,
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

function httpClientOf(settings: FetcherSettings): HttpClient {
  try {
    return createHttpClient({
      userAgent: settings.USER_AGENT,
      timeoutMs: settings.FETCH_TIMEOUT_MS,
      allowedNetworks: settings.FETCH_ALLOWED_NETWORKS,
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SettingError('FETCH_ALLOWED_NETWORKS', `is wrong: ${error.message}`);
  }
}
