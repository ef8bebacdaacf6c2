import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EmbeddedKafka } from './embedded-kafka.ts';
import { EmbeddedMongo } from './embedded-mongo.ts';
import { keep, removeAtEnd } from './supervised-process.ts';

/**
 * A real Kafka and a real mongod as child processes. Without `dataDir` their data is in a temporary folder that goes with them;
 * after a failed start it stays, because the logs in it say why.
 * @param {{ log: (line: string) => void, dataDir?: string }} options
 */
export async function startEmbedded({ log, dataDir }) {
  const folder = dataDir === undefined ? await mkdtemp(join(tmpdir(), 'dateline-')) : resolve(dataDir);
  await mkdir(folder, { recursive: true });
  if (dataDir === undefined) removeAtEnd(folder);
  const starts = await Promise.allSettled([
    EmbeddedKafka.create({ folder, log }),
    EmbeddedMongo.create({ folder, log }),
  ]);
  const started = starts.filter((start) => start.status === 'fulfilled').map((start) => start.value);
  const failed = starts.find((start) => start.status === 'rejected');
  const stopAll = () => Promise.all(started.map((server) => server.stop()));
  if (failed) {
    await stopAll();
    keep(folder);
    throw failed.reason;
  }
  const [kafka, mongo] = started;
  return {
    kind: 'embedded',
    kafkaBrokers: kafka.brokers,
    mongodbUri: mongo.uri,
    embedded: { kafka, mongo, folder },
    async stop() {
      await stopAll();
      if (dataDir !== undefined) return;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      keep(folder);
    },
  };
}
