import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EmbeddedKafka } from './kafka/embedded-kafka.ts';
import { EmbeddedMongo } from './mongo/embedded-mongo.ts';
import { startBoth } from './start-both.ts';
import type { EmbeddedInfrastructure, Log } from './infrastructure.types.ts';
import { keep, removeAtEnd } from './process/supervised-process.ts';

/** Where kept data are found again: the usual ports, unless something else listens there. */
const KEPT_PORTS = { kafka: 9092, mongo: 27017 };

/**
 * A real Kafka and a real mongod as child processes. Without `dataDir` their data is in a temporary folder that goes with them;
 * after a failed start it stays, because the logs in it say why.
 */
export async function startEmbedded({
  log,
  dataDir,
}: {
  log: Log;
  dataDir?: string | undefined;
}): Promise<EmbeddedInfrastructure> {
  const folder = dataDir === undefined ? await mkdtemp(join(tmpdir(), 'dateline-')) : resolve(dataDir);
  await mkdir(folder, { recursive: true });
  if (dataDir === undefined) removeAtEnd(folder);
  const ports = dataDir === undefined ? undefined : KEPT_PORTS;
  const [kafka, mongo] = await startBoth(
    EmbeddedKafka.create({ folder, log, preferredPort: ports?.kafka }),
    EmbeddedMongo.create({ folder, log, preferredPort: ports?.mongo }),
  ).catch((error: unknown) => {
    keep(folder);
    throw error;
  });
  return {
    kind: 'embedded',
    kafkaBrokers: kafka.brokers,
    mongodbUri: mongo.uri,
    embedded: { kafka, mongo, folder },
    async stop() {
      await Promise.all([kafka.stop(), mongo.stop()]);
      if (dataDir !== undefined) return;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      keep(folder);
    },
  };
}
