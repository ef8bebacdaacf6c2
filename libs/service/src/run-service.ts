import 'reflect-metadata';
import { loadSettings, SettingError } from '@dateline/config';
import { EventPublisher, RethrowFilter, StageServer, type KafkaSettings } from '@dateline/messaging';
import {
  guardConsole,
  ObservabilityModule,
  openMetricsRegistry,
  PinoLogger,
  type Registry,
  stageMetrics,
  startTracing,
  type ReadinessCheck,
} from '@dateline/observability';
import { Database, isTransientStorageError } from '@dateline/storage';
import { Logger, Module, type DynamicModule, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Server } from 'node:http';
import type { Static, TObject } from 'typebox';
import type { CommonSettings } from './common-settings.js';
import { consumerSettingsOf, kafkaSettingsOf } from './kafka-settings.js';
import { boundServer } from './server/bound-server.js';
import { serveMetrics } from './server/metrics.server.js';
import { secureHeaders } from './server/secure-headers.js';
import { runInLine } from './run-in-line.js';
import { stopOnSignals } from './stop-on-signals.js';
import { watchReadiness } from './watch-readiness.js';

/** The foundation of a service: its settings and the two stores, which connect in the background. */
export interface ServiceContext<S extends CommonSettings = CommonSettings> {
  service: string;
  version: string;
  settings: S;
  database: Database;
  kafka: KafkaSettings;
  /** For events that do not follow from Kafka input. It connects at first use. */
  publisher: EventPublisher;
  registry: Registry;
  /** Runs when the database is reachable and migrated, and again while it fails. Consumers start after it. */
  onStart(work: () => Promise<void>): void;
  /** One more condition for `/health/ready`. */
  addReadiness(check: ReadinessCheck): void;
  /** Runs first at shutdown, before consumers and stores close. */
  onStop(work: () => Promise<void>): void;
}

export interface ServiceDefinition<T extends TObject> {
  name: string;
  version: string;
  settings: T;
  environment: Readonly<Record<string, string | undefined>>;
  module: (context: ServiceContext<Static<T> & CommonSettings>) => DynamicModule | Promise<DynamicModule>;
  /** Final changes to the HTTP application, for example an OpenAPI page. */
  configure?: (app: INestApplication) => void;
  /** Port of the metrics, if it is not the port of the service. */
  metricsPort?: (settings: Static<T>) => number;
}

/** Hooks of a service's module at start, at shutdown and in between. */
interface Lifecycle {
  starters: (() => Promise<void>)[];
  stoppers: (() => Promise<void>)[];
  readiness: ReadinessCheck[];
}

@Module({})
class ServiceRoot {}

/**
 * Starts a service: settings, tracing, stores, HTTP server, consumers. A wrong setting or an occupied port
 * ends the process with one line.
 */
export async function runService<T extends TObject>(definition: ServiceDefinition<T>): Promise<void> {
  try {
    await start(definition);
  } catch (error) {
    process.stderr.write(`${definition.name}: ${startupProblem(error)}\n`);
    process.exit(1);
  }
}

async function start<T extends TObject>(definition: ServiceDefinition<T>): Promise<void> {
  const { name: service, version } = definition;
  const settings = loadSettings(definition.settings, definition.environment) as Static<T> & CommonSettings;
  // What is logged before the logger is there waits for it: no line of another form comes first.
  Logger.attachBuffer();
  const endTracing = startTracing({
    service,
    version,
    otlpUrl: settings.OTLP_TRACES_URL,
    sampleRatio: settings.TRACE_SAMPLE_RATIO,
  });
  const life: Lifecycle = { starters: [], stoppers: [], readiness: [] };
  const context = openContext({ service, version, settings }, life);
  const server = makeStageServer(context, life);
  watchReadiness(context, server);
  const module = await definition.module(context);
  const root: DynamicModule = {
    module: ServiceRoot,
    imports: [observabilityOf(context, server, life, definition.metricsPort === undefined), module],
  };
  // The form parser of the framework would let a form post pass for JSON.
  const app = await NestFactory.create(root, { bufferLogs: true, abortOnError: false, bodyParser: false });
  app.use(secureHeaders());
  app.useLogger(app.get(PinoLogger));
  const library = new Logger('Library');
  guardConsole((printed) => {
    library.warn({ msg: 'a library printed', printed });
  });
  definition.configure?.(app);
  const stages = app.connectMicroservice({ strategy: server }, { deferInitialization: true });
  stages.useGlobalFilters(new RethrowFilter());
  boundServer(app.getHttpServer() as Server);
  await app.listen(settings.PORT, settings.HOST);
  const metricsPort = definition.metricsPort?.(settings);
  const metrics =
    metricsPort === undefined ? null : await serveMetrics(context.registry, metricsPort, settings.HOST);
  new Logger(service).log(`${service} ${version} listens on ${await app.getUrl()}`);
  stopOnSignals(settings.SHUTDOWN_GRACE_SECONDS * 1000, async () => {
    for (const stop of life.stoppers) await stop();
    metrics?.close();
    await app.close();
    await context.publisher.close();
    await context.database.close();
    await endTracing();
  });
  await app.startAllMicroservices();
}

function openContext<S extends CommonSettings>(
  who: { service: string; version: string; settings: S },
  { starters, stoppers, readiness }: Lifecycle,
): ServiceContext<S> {
  const logger = new Logger('MongoDB');
  const database = Database.open({
    uri: who.settings.MONGODB_URI,
    dbName: who.settings.MONGODB_DB,
    timeoutMs: who.settings.MONGODB_TIMEOUT_MS,
    appName: `dateline-${who.service}`,
    log: (level, message, fields) => {
      logger[level === 'info' ? 'log' : level]({ ...fields, msg: message });
    },
  });
  const kafka = kafkaSettingsOf(who.service, who.settings);
  return {
    ...who,
    database,
    kafka,
    publisher: new EventPublisher(kafka, who.service),
    registry: openMetricsRegistry(),
    onStart: (work) => starters.push(work),
    onStop: (work) => stoppers.push(work),
    addReadiness: (check) => readiness.push(check),
  };
}

function makeStageServer(context: ServiceContext, { starters }: Lifecycle): StageServer {
  return new StageServer({
    kafka: context.kafka,
    service: context.service,
    version: context.version,
    replicationFactor: context.settings.KAFKA_REPLICATION_FACTOR,
    settings: consumerSettingsOf(context.settings),
    maxAttempts: context.settings.STAGE_MAX_ATTEMPTS,
    isTransient: isTransientStorageError,
    observer: stageMetrics(context.registry),
    ready: async () => {
      await context.database.migrate();
      await context.database.serviceVersions.started(context.service, context.version);
      await runInLine(starters);
    },
  });
}

function observabilityOf(
  { service, version, settings, registry, database }: ServiceContext,
  server: StageServer,
  { readiness: further }: Lifecycle,
  servesMetrics: boolean,
): DynamicModule {
  const readiness: ReadinessCheck[] = [
    ...further,
    {
      name: 'mongodb',
      check: async () => {
        await database.ping();
        return { ready: true, detail: 'reachable' };
      },
    },
    {
      name: 'kafka',
      check: () => {
        const consumers = server.health();
        const late = consumers.filter((c) => !c.ready);
        const detail = (late.length > 0 ? late : consumers).map((c) => `${c.topic}: ${c.detail}`).join('; ');
        return Promise.resolve({ ready: late.length === 0, detail });
      },
    },
  ];
  return ObservabilityModule.forService({
    service,
    version,
    logLevel: settings.LOG_LEVEL,
    registry,
    readiness,
    servesMetrics,
  });
}

function startupProblem(error: unknown): string {
  if (error instanceof SettingError) return error.message;
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'EADDRINUSE')
    return `port ${String(Reflect.get(error as object, 'port'))} is in use (settings PORT, METRICS_PORT)`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EADDRNOTAVAIL')
    return `setting HOST is wrong: this machine has no address of that name (${String(code)})`;
  if (code === 'EACCES') return 'setting PORT is wrong: this process may not listen on it';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
