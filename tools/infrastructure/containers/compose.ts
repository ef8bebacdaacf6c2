import { fileURLToPath } from 'node:url';
import { whyNoDocker, whyNoImages } from './docker.ts';
import { messageOf } from '../error-text.ts';
import type { Infrastructure, Log } from '../infrastructure.types.ts';
import { runCommand, type CommandOptions } from '../process/run-command.ts';

const COMPOSE_FILE = fileURLToPath(new URL('../../../docker-compose.yml', import.meta.url));
const SERVICES = ['kafka', 'mongo'];
const UP_TIMEOUT_MS = 3 * 60_000;

const compose = (args: string[], options: CommandOptions) =>
  runCommand('docker', ['compose', '-f', COMPOSE_FILE, ...args], options);

/** Why Compose cannot serve, or undefined. */
export async function whyNotCompose(log: Log): Promise<string | undefined> {
  const noDocker = await whyNoDocker();
  if (noDocker) return noDocker;
  try {
    const images = await compose(['config', '--images', ...SERVICES], { timeoutMs: 20_000 });
    return await whyNoImages([...new Set(images.trim().split('\n'))], log);
  } catch (error) {
    return `docker compose does not work: ${messageOf(error)}`;
  }
}

/** Kafka and MongoDB of the repository's docker-compose.yml, on the ports that it publishes. */
export async function startCompose(log: Log): Promise<Infrastructure> {
  log('docker compose: starting kafka and mongo');
  await compose(['up', '-d', '--wait', ...SERVICES], { timeoutMs: UP_TIMEOUT_MS });
  return {
    kind: 'compose',
    kafkaBrokers: await publishedAddress('kafka', 9092),
    mongodbUri: `mongodb://${await publishedAddress('mongo', 27017)}/?directConnection=true`,
    stop: () => compose(['stop', ...SERVICES], { timeoutMs: 60_000 }).then(() => undefined),
  };
}

async function publishedAddress(service: string, port: number): Promise<string> {
  const address = (await compose(['port', service, String(port)], { timeoutMs: 20_000 })).trim();
  return address.replace(/^(0\.0\.0\.0|\[::\])/, '127.0.0.1');
}
