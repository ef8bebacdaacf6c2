import 'reflect-metadata';
import { loadSettings } from '@dateline/config';
import { EventPublisher, RethrowFilter, StageServer } from '@dateline/messaging';
import { Registry, stageMetrics, startTracing } from '@dateline/observability';
import { consumerSettingsOf, kafkaSettingsOf } from '@dateline/service';
import { Database, isTransientStorageError } from '@dateline/storage';
import { eventually, type TestInfrastructure } from '@dateline/testing';
import { NestFactory } from '@nestjs/core';
import { fetcherSettings } from '../src/fetcher.config.js';
import { FetcherModule } from '../src/fetcher.module.js';
import { FETCHER_VERSION } from '../src/version.js';

export interface RunningFetcher {
  database: Database;
  registry: Registry;
  /** Ends as the service does on SIGTERM. */
  stop(): Promise<void>;
}

/** The fetcher with all its real parts inside the test's process, so that a test can make a part fail. */
export async function startFetcher(
  where: TestInfrastructure & { prefix: string; dbName: string },
  environment: Record<string, string> = {},
): Promise<RunningFetcher> {
  startTracing();
  const settings = loadSettings(fetcherSettings, {
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
  const who = { service: 'fetcher', version: FETCHER_VERSION };
  const kafka = kafkaSettingsOf(who.service, settings);
  const database = Database.open({
    uri: where.mongodbUri,
    dbName: where.dbName,
    appName: 'fetcher-spec',
    log: () => undefined,
  });
  const publisher = new EventPublisher(kafka, who.service);
  const registry = new Registry();
  const starters: (() => Promise<void>)[] = [];
  const stoppers: (() => Promise<void>)[] = [];
  const module = FetcherModule.register({
    ...who,
    settings,
    database,
    kafka,
    publisher,
    registry,
    onStart: (work) => starters.push(work),
    onStop: (work) => stoppers.push(work),
  });
  const server = new StageServer({
    ...who,
    kafka,
    replicationFactor: 1,
    settings: consumerSettingsOf(settings),
    maxAttempts: settings.STAGE_MAX_ATTEMPTS,
    isTransient: isTransientStorageError,
    observer: stageMetrics(registry),
    ready: async () => {
      await database.migrate();
      for (const work of starters.splice(0)) await work();
    },
  });
  const app = await NestFactory.createMicroservice(module, { strategy: server, logger: ['warn', 'error', 'log'] });
  app.useGlobalFilters(new RethrowFilter());
  await app.listen();
  await eventually(() => server.health().every((c) => c.ready), {
    timeoutMs: 60_000,
    what: 'the fetcher to join',
  });
  return {
    database,
    registry,
    stop: async () => {
      for (const stop of stoppers) await stop();
      await app.close();
      await publisher.close();
      await database.close();
    },
  };
}
