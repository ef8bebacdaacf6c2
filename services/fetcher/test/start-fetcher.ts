import 'reflect-metadata';
import { loadSettings } from '@dateline/config';
import { EventPublisher, RethrowFilter, StageServer } from '@dateline/messaging';
import { Registry, stageMetrics, startTracing } from '@dateline/observability';
import { consumerSettingsOf, kafkaSettingsOf } from '@dateline/service';
import { Database, isTransientStorageError } from '@dateline/storage';
import { NestFactory } from '@nestjs/core';
import { fetcherSettings, type FetcherSettings } from '../src/runtime/fetcher.config.js';
import { FetcherModule } from '../src/fetcher.module.js';
import { FETCHER_VERSION } from '../src/runtime/version.js';

export interface RunningFetcher {
  database: Database;
  registry: Registry;
  /** Whether its consumer has joined. */
  isReady(): boolean;
  /** Ends as the service does on SIGTERM. */
  stop(): Promise<void>;
}

export interface Where {
  kafkaBrokers: string[];
  mongodbUri: string;
  prefix: string;
  dbName: string;
}

const who = { service: 'fetcher', version: FETCHER_VERSION };

/** The fetcher with all its real parts inside the test's process, so that a test can make a part fail. */
export async function startFetcher(
  where: Where,
  environment: Record<string, string> = {},
): Promise<RunningFetcher> {
  startTracing(who);
  const settings = settingsFor(where, environment);
  const kafka = kafkaSettingsOf(who.service, settings);
  const { mongodbUri: uri, dbName } = where;
  const database = Database.open({ uri, dbName, appName: 'fetcher-spec', log: () => undefined });
  const publisher = new EventPublisher(kafka, who.service);
  const registry = new Registry();
  const starters: Work[] = [];
  const stoppers: Work[] = [];
  const module = FetcherModule.register({
    ...who,
    settings,
    database,
    kafka,
    publisher,
    registry,
    onStart: (work) => starters.push(work),
    onStop: (work) => stoppers.push(work),
    addReadiness: () => undefined,
  });
  const server = makeServer({ settings, registry }, async () => {
    await database.migrate();
    for (const work of starters.splice(0)) await work();
  });
  const app = await NestFactory.createMicroservice(module, { strategy: server, logger: false });
  app.useGlobalFilters(new RethrowFilter());
  await app.listen();
  return {
    database,
    registry,
    isReady: () => server.health().every((consumer) => consumer.ready),
    stop: async () => {
      for (const stop of stoppers) await stop();
      await app.close();
      await publisher.close();
      await database.close();
    },
  };
}

type Work = () => Promise<void>;

function settingsFor(where: Where, environment: Record<string, string>): FetcherSettings {
  return loadSettings(fetcherSettings, {
    KAFKA_BROKERS: where.kafkaBrokers.join(','),
    KAFKA_PREFIX: where.prefix,
    KAFKA_SESSION_TIMEOUT_MS: '6000',
    MONGODB_URI: where.mongodbUri,
    MONGODB_DB: where.dbName,
    FETCH_ALLOWED_NETWORKS: '127.0.0.0/8',
    FEED_MIN_INTERVAL_SECONDS: '1',
    FEED_MAX_INTERVAL_SECONDS: '2',
    HOST_MIN_GAP_MS: '0',
    PAGE_RETRY_BASE_SECONDS: '1',
    FRONTIER_IDLE_MS: '50',
    ...environment,
  });
}

function makeServer(
  { settings, registry }: { settings: FetcherSettings; registry: Registry },
  ready: Work,
): StageServer {
  return new StageServer({
    ...who,
    kafka: kafkaSettingsOf(who.service, settings),
    replicationFactor: 1,
    settings: consumerSettingsOf(settings),
    maxAttempts: settings.STAGE_MAX_ATTEMPTS,
    isTransient: isTransientStorageError,
    observer: stageMetrics(registry),
    ready,
  });
}
