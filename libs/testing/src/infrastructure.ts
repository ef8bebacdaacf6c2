import { KafkaCluster, removeAtEnd, startEmbedded, type EmbeddedServer } from '@dateline/infrastructure';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Addresses of the Kafka and the MongoDB of this test run. */
export interface TestInfrastructure {
  kafkaBrokers: string[];
  mongodbUri: string;
}

/**
 * A Kafka and a mongod for one test, which may stop, freeze and restart them on the same port with the same
 * data.
 */
export interface OwnInfrastructure extends TestInfrastructure {
  kafka: EmbeddedServer;
  mongo: EmbeddedServer;
  stop(): Promise<void>;
}

/** Addresses that jest's global setup published. Throws when the test runs under another config. */
export function infrastructure(): TestInfrastructure {
  const { DATELINE_TEST_KAFKA: brokers, DATELINE_TEST_MONGODB: mongodbUri } = process.env;
  if (!brokers || !mongodbUri) {
    throw new Error(
      'No Kafka and MongoDB for this test: run it with jest.integration.config.mjs or jest.e2e.config.mjs.',
    );
  }
  return { kafkaBrokers: brokers.split(','), mongodbUri };
}

/** Embedded servers for one spec file, separate from those of the run. Stop them in `afterAll`. */
export async function startOwnInfrastructure(): Promise<OwnInfrastructure> {
  const lines: string[] = [];
  const started = await startEmbedded({ log: (line) => lines.push(line) }).catch((cause: unknown) => {
    throw new Error(`The embedded servers did not start:\n${lines.join('\n')}`, { cause });
  });
  return {
    kafkaBrokers: [started.kafkaBrokers],
    mongodbUri: started.mongodbUri,
    kafka: started.embedded.kafka,
    mongo: started.embedded.mongo,
    stop: () => started.stop(),
  };
}

/** Three brokers of a spec's own, any of which it may stop, freeze and restart. */
export async function startOwnBrokers(): Promise<KafkaCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-brokers-'));
  removeAtEnd(folder);
  const lines: string[] = [];
  return KafkaCluster.create({ folder, log: (line) => lines.push(line) }).catch((cause: unknown) => {
    throw new Error(`The three brokers did not start:\n${lines.join('\n')}`, { cause });
  });
}
