import 'reflect-metadata';
import { loadSettings } from '@dateline/config';
import { createKafka, ensureTopics, EventPublisher, KafkaNames } from '@dateline/messaging';
import { kafkaSettingsOf } from '@dateline/service';
import { Database } from '@dateline/storage';
import { dropTestDatabase, eventually, infrastructure, testDatabase, uniquePrefix } from '@dateline/testing';
import { NestFactory } from '@nestjs/core';
import { runCli } from '../src/cli/run-cli.js';
import { gatewaySettings } from '../src/gateway.config.js';
import { GatewayModule } from '../src/gateway.module.js';
import { configureApp } from '../src/http/configure-app.js';

export interface Answer {
  status: number;
  type: string;
  headers: Headers;
  text: string;
  /** The body, where it is JSON. */
  json: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** A gateway of its own topics and database, served on a free port, with its command line. */
export async function startInstallation(overrides: Record<string, string> = {}) {
  const { kafkaBrokers, mongodbUri } = infrastructure();
  const variables = {
    KAFKA_BROKERS: kafkaBrokers.join(','),
    KAFKA_PREFIX: uniquePrefix(),
    KAFKA_REPLICATION_FACTOR: '1',
    MONGODB_URI: mongodbUri,
    MONGODB_DB: testDatabase(),
    AUDIT_WAIT_MS: '2000',
    ...overrides,
  };
  const settings = loadSettings(gatewaySettings, variables);
  const kafka = kafkaSettingsOf('gateway', settings);
  const database = Database.open({
    uri: variables.MONGODB_URI,
    dbName: variables.MONGODB_DB,
    appName: 'gateway-spec',
    log: () => undefined,
  });
  const publisher = new EventPublisher(kafka, 'gateway');
  const app = await NestFactory.create(GatewayModule.register({ database, kafka, publisher, settings }), {
    logger: false,
  });
  configureApp(app);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const client = createKafka(kafka);
  const names = new KafkaNames(kafka.prefix);
  return {
    variables,
    database,
    publisher,
    client,
    names,
    brokers: kafkaBrokers,
    async prepare() {
      await eventually(() => database.connected, { what: 'MongoDB' });
      await database.migrate();
      // A busy broker may not know a topic yet that it has just made; asked again, it does.
      await eventually(async () => {
        await ensureTopics(client, names, { replicationFactor: 1 });
        return true;
      });
    },
    /** An empty database again; the topics stay as they are. */
    async emptyDatabase() {
      await database.drop();
      await database.migrate();
    },
    request: (method: string, path: string, content?: { body?: unknown; headers?: Record<string, string> }) =>
      request(url, method, path, content),
    async cli(...args: string[]) {
      const out: string[] = [];
      const err: string[] = [];
      const code = await runCli(args, { variables, print: (t) => out.push(t), tell: (t) => err.push(t) });
      return { code, out: out.join('\n'), err: err.join('\n') };
    },
    async stop() {
      await app.close();
      await publisher.close();
      await database.close();
      if (!overrides['MONGODB_URI']) await dropTestDatabase(mongodbUri, variables.MONGODB_DB);
    },
  };
}

export type Installation = Awaited<ReturnType<typeof startInstallation>>;

async function request(
  base: string,
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  const json = type.endsWith('json') ? JSON.parse(text) : null;
  return { status: response.status, type, headers: response.headers, text, json };
}
