import type { ServiceContext } from '@dateline/service';
import { Database } from '@dateline/storage';
import { Module, type DynamicModule } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { ArticleDiscoveredConsumer } from './article-discovered.consumer.js';
import { courteousRedirect } from './courteous-redirect.js';
import { PageFetcher } from './fetch-page.js';
import type { FetcherSettings } from './fetcher.config.js';
import { fetcherMetrics } from './fetcher.metrics.js';
import { FrontierLoop } from './frontier-loop.js';
import { HostTurn } from './host-turn.js';
import { makeHttpClient } from './make-http-client.js';
import { Patience } from './patience.js';
import { FeedPoller } from './poll-feed.js';
import { pollSettingsOf } from './poll-settings.js';
import { steadyClock } from './steady-clock.js';
import { RobotsGate } from './robots/robots.gate.js';

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

function makeLoop(context: ServiceContext<FetcherSettings>): FrontierLoop {
  const { settings, database } = context;
  const stopping = new AbortController();
  const now = steadyClock(Date.now, () => performance.now());
  return new FrontierLoop({
    frontier: database.frontier,
    turn: makeTurn(context, now, stopping.signal),
    settings: {
      owner: settings.FETCHER_ID || `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`,
      hostsAtOnce: settings.HOSTS_AT_ONCE,
      leaseMs: settings.HOST_LEASE_SECONDS * 1000,
      idleMs: settings.FRONTIER_IDLE_MS,
      graceMs: settings.SHUTDOWN_GRACE_SECONDS * 500,
    },
    now,
    stopping,
  });
}

function makeTurn(
  { settings, database, publisher, registry }: ServiceContext<FetcherSettings>,
  now: () => Date,
  stopping: AbortSignal,
): HostTurn {
  const random = Math.random;
  const http = makeHttpClient(settings);
  const gapMs = settings.HOST_MIN_GAP_MS;
  const robots = new RobotsGate({
    http,
    storage: database,
    settings: {
      productToken: settings.USER_AGENT.split('/')[0] ?? settings.USER_AGENT,
      maxCrawlDelaySeconds: settings.ROBOTS_MAX_CRAWL_DELAY_SECONDS,
    },
    now,
  });
  const means = {
    http,
    courtesy: (next: URL, from: URL, signal: AbortSignal) =>
      courteousRedirect(next, from, { frontier: database.frontier, gapMs, now, signal }),
    publisher,
    storage: database,
    patience: new Patience(stopping),
    metrics: fetcherMetrics(registry, database),
    now,
    random,
  };
  const polling = pollSettingsOf(settings, random);
  const page = {
    maxBytes: settings.PAGE_MAX_BYTES,
    maxAttempts: settings.PAGE_MAX_ATTEMPTS,
    retryBaseSeconds: settings.PAGE_RETRY_BASE_SECONDS,
    rawRetentionMs: settings.RAW_PAGE_RETENTION_DAYS * 86_400_000,
  };
  return new HostTurn({
    frontier: database.frontier,
    feeds: new FeedPoller({ ...means, robots: settings.ROBOTS_FEEDS ? robots : null, settings: polling }),
    pages: new PageFetcher({ ...means, robots: settings.ROBOTS_PAGES ? robots : null, settings: page }),
    settings: { leaseMs: settings.HOST_LEASE_SECONDS * 1000, gapMs },
    now,
  });
}
