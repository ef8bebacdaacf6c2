import type { ServiceContext } from '@dateline/service';
import { Module, type DynamicModule } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { changeTurns } from './budgets/change-turns.js';
import { EntryBudget } from './budgets/entry-budget.js';
import { ArticleDiscoveredConsumer } from './pages/article-discovered.consumer.js';
import { PageSchedule } from './pages/page-schedule.js';
import { FeedVoices } from './authority/feed-voices.js';
import { FeedBackfiller } from './backfill/feed-backfiller.js';
import { delayRedirect } from './politeness/delay-redirect.js';
import { EntryDiscovery } from './discovery/entry-discovery.js';
import { feedGauges } from './feeds/feed.gauges.js';
import { PageFetcher } from './pages/page-fetcher.js';
import { FeedParser } from './documents/feed-parser.js';
import type { FetcherSettings } from './runtime/fetcher.config.js';
import { fetcherMetrics, type FetcherMetrics } from './runtime/fetcher.metrics.js';
import { FrontierLoop } from './frontier/frontier-loop.js';
import { makeIntake } from './intake/make-intake.js';
import { HostTurn, workPerTurn } from './frontier/host-turn.js';
import { visitFeed } from './frontier/visit-feed.js';
import { makeHttpClient } from './runtime/make-http-client.js';
import { FeedMeters } from './feeds/feed-meters.js';
import { ServiceRetry } from './runtime/service-retry.js';
import { FeedPoller } from './feeds/feed-poller.js';
import {
  backfillSettingsOf,
  budgetLimitsOf,
  parserSettingsOf,
  pollSettingsOf,
} from './feeds/poll-settings.js';
import { steadyClock } from './runtime/steady-clock.js';
import { FeedChangePublisher } from './feeds/feed-change-publisher.js';
import { ParameterChecker } from './parameters/parameter-checker.js';
import { RobotsGate } from './robots/robots.gate.js';
import { HubSubscriber } from './websub/hub-subscriber.js';
import { HubTracker } from './websub/hub-tracker.js';
import { InboxReader } from './websub/inbox-reader.js';

/** What nobody waits for is looked for more seldom than feeds and pages: so many of their pauses apart. */
const UPKEEP_PAUSES = 4;

@Module({})
export class FetcherModule {
  static register(context: ServiceContext<FetcherSettings>): DynamicModule {
    const parser = new FeedParser(parserSettingsOf(context.settings));
    const metrics = fetcherMetrics(context.registry, context.database);
    const loops = makeLoops(context, { parser, metrics });
    context.onStart(() => {
      for (const loop of loops) loop.start();
      return Promise.resolve();
    });
    context.onStop(async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      await parser.close();
    });
    return {
      module: FetcherModule,
      controllers: [ArticleDiscoveredConsumer],
      providers: [{ provide: PageSchedule, useFactory: () => pageSchedule(context, metrics) }],
    };
  }
}

/** Loops that run until they are stopped. */
interface Loop {
  start(): void;
  stop(): Promise<void>;
}

interface Shared {
  parser: FeedParser;
  metrics: FetcherMetrics;
}

function pageSchedule(
  { database, settings }: ServiceContext<FetcherSettings>,
  metrics: FetcherMetrics,
): PageSchedule {
  return new PageSchedule(database, {
    ofChange: changeTurns(settings.ARTICLE_CHANGES_PER_DAY),
    pagesDamped: metrics.pagesDamped,
    checkAfterMs: settings.PARAMETER_CHECK_SECONDS * 1000,
  });
}

function makeLoops(context: ServiceContext<FetcherSettings>, shared: Shared): Loop[] {
  const { settings, database } = context;
  const stopping = new AbortController();
  const means = makeDependencies(context, stopping.signal, shared);
  const { now } = means;
  const robots = robotsOf(settings, means);
  const intake = makeIntake(context, { now, stopping: stopping.signal });
  const leaseMs = settings.HOST_LEASE_SECONDS * 1000;
  const idleMs = settings.FRONTIER_IDLE_MS;
  const upkeep = { ...means, stopping: stopping.signal };
  const frontier = new FrontierLoop({
    frontier: database.frontier,
    intake,
    turn: makeTurn(settings, means, robots),
    settings: {
      owner: settings.FETCHER_ID || `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`,
      hostsAtOnce: settings.HOSTS_AT_ONCE,
      leaseMs,
      idleMs,
      workPerTurn: workPerTurn(turnSettingsOf(settings)),
      graceMs: settings.SHUTDOWN_GRACE_SECONDS * 500,
    },
    now,
    stopping,
  });
  return [
    intake,
    frontier,
    new HubSubscriber({ ...upkeep, settings: hubSettingsOf(settings) }),
    new FeedChangePublisher({ ...upkeep, settings: { leaseMs, idleMs: UPKEEP_PAUSES * idleMs } }),
    new InboxReader({ ...upkeep, intake, settings: { leaseMs, idleMs } }),
    new ParameterChecker({
      ...upkeep,
      robots: settings.ROBOTS_PAGES ? robots : null,
      settings: {
        gapMs: settings.PARAMETER_CHECK_SECONDS * 1000,
        leaseMs,
        maxBytes: settings.PAGE_MAX_BYTES,
        idleMs: UPKEEP_PAUSES * idleMs,
      },
    }),
  ];
}

function turnSettingsOf(settings: FetcherSettings) {
  return {
    leaseMs: settings.HOST_LEASE_SECONDS * 1000,
    gapMs: settings.HOST_MIN_GAP_MS,
    perHost: settings.HOST_CONCURRENCY,
  };
}

function hubSettingsOf(settings: FetcherSettings) {
  return {
    callbackUrl: settings.WEBSUB_CALLBACK_URL,
    leaseSeconds: settings.WEBSUB_LEASE_SECONDS,
    graceMs: settings.WEBSUB_GRACE_SECONDS * 1000,
    verifyMs: settings.WEBSUB_VERIFY_SECONDS * 1000,
    idleMs: UPKEEP_PAUSES * settings.FRONTIER_IDLE_MS,
  };
}

function makeDependencies(
  { settings, database, publisher, registry }: ServiceContext<FetcherSettings>,
  stopping: AbortSignal,
  { parser, metrics }: Shared,
) {
  const now = steadyClock(Date.now, () => performance.now());
  const gapMs = settings.HOST_MIN_GAP_MS;
  const skippedKeptMs = settings.FEED_SKIPPED_RETENTION_DAYS * 86_400_000;
  const stores = { storage: database, retry: new ServiceRetry(stopping), metrics };
  const budget = new EntryBudget({ ...stores, limits: budgetLimitsOf(settings) });
  feedGauges(registry, { database, now });
  const hubs = new HubTracker({ ...stores, settings: hubSettingsOf(settings) });
  return {
    ...stores,
    http: makeHttpClient(settings),
    politenessDelay: (next: URL, from: URL, signal: AbortSignal) =>
      delayRedirect(next, from, { frontier: database.frontier, gapMs, now, signal }),
    publisher,
    parse: parser.parse,
    during: parser.during,
    discovery: new EntryDiscovery({
      ...stores,
      publisher,
      name: parser.name,
      choose: parser.choose,
      sanitise: parser.sanitise,
      budget,
      skippedKeptMs,
    }),
    meters: new FeedMeters({ ...stores, hubs }),
    now,
    random: Math.random,
  };
}

type Dependencies = ReturnType<typeof makeDependencies>;

/** One for the whole process, so that two requests to one site share what robots.txt says and the request for it. */
function robotsOf(settings: FetcherSettings, { http, storage, now }: Dependencies): RobotsGate {
  return new RobotsGate({
    http,
    storage,
    settings: {
      productToken: settings.USER_AGENT.split('/')[0] ?? settings.USER_AGENT,
      maxCrawlDelaySeconds: settings.ROBOTS_MAX_CRAWL_DELAY_SECONDS,
    },
    now,
  });
}

function makeTurn(settings: FetcherSettings, means: Dependencies, robots: RobotsGate): HostTurn {
  const { storage, now, random } = means;
  const backfill = new FeedBackfiller({ ...means, robots, settings: backfillSettingsOf(settings) });
  const poller = new FeedPoller({
    ...means,
    backfill,
    robots: settings.ROBOTS_FEEDS ? robots : null,
    settings: pollSettingsOf(settings, random),
  });
  const page = {
    maxBytes: settings.PAGE_MAX_BYTES,
    maxAttempts: settings.PAGE_MAX_ATTEMPTS,
    retryBaseSeconds: settings.PAGE_RETRY_BASE_SECONDS,
    rawRetentionMs: settings.RAW_PAGE_RETENTION_DAYS * 86_400_000,
    watch: {
      checks: settings.PAGE_GONE_CHECKS,
      ms: settings.PAGE_GONE_HOURS * 3_600_000,
      recheckMs: settings.PAGE_RECHECK_DAYS * 86_400_000,
    },
  };
  const pageRobots = settings.ROBOTS_PAGES ? robots : null;
  const voices = new FeedVoices({ ...means, robots: pageRobots });
  return new HostTurn({
    frontier: storage.frontier,
    feeds: {
      poll: (feed, signal) =>
        means.during(signal, () => visitFeed(feed, signal, { ...means, backfill, poller })),
    },
    pages: new PageFetcher({ ...means, robots: pageRobots, voices, settings: page }),
    settings: turnSettingsOf(settings),
    now,
  });
}
