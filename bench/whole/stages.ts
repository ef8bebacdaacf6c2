// All services of the product, each in a process of its own, as the deployments start them.
import { SERVICES, type ServiceName } from '@dateline/contracts';
import { freePort, SupervisedProcess, type EmbeddedInfrastructure } from '@dateline/infrastructure';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SIZES } from '../../tools/service-sizes.ts';

const FOLDER = fileURLToPath(new URL('../../services/', import.meta.url));
const READY_MS = 180_000;
const STOP_MS = 60_000;
/** Outlets on the loopback range that bear any pace; new entries are seen within two seconds. */
const SETTINGS = {
  FETCH_ALLOWED_NETWORKS: '127.0.0.0/8',
  HOST_MIN_GAP_MS: '0',
  FEED_INTERVAL_SECONDS: '10',
  FEED_MIN_INTERVAL_SECONDS: '2',
  FEED_MAX_INTERVAL_SECONDS: '2',
  LOG_LEVEL: 'warn',
};

export interface StageOptions {
  infrastructure: EmbeddedInfrastructure;
  /** Name of the database, and prefix of the topics. */
  run: string;
  /** Further settings. */
  settings?: Record<string, string>;
  /** Folder for a CPU profile of each process. */
  profileDir?: string | undefined;
}

/** The services while they run. */
export interface Stages {
  pids: Record<ServiceName, number>;
  stop(): Promise<void>;
}

/** Resolves when all are ready. */
export async function startStages(options: StageOptions): Promise<Stages> {
  const started = await Promise.all(SERVICES.map((name) => startOne(name, options)));
  const stop = async () => {
    await Promise.all(started.map(({ child }) => child.stop(STOP_MS)));
  };
  try {
    await Promise.all(started.map(untilReady));
  } catch (error) {
    await stop();
    throw error;
  }
  const pids = Object.fromEntries(started.map(({ name, child }) => [name, child.pid])) as Stages['pids'];
  return { pids, stop };
}

interface Started {
  name: ServiceName;
  child: SupervisedProcess;
  url: string;
  logFile: string;
}

async function startOne(
  name: ServiceName,
  { infrastructure, run, settings, profileDir }: StageOptions,
): Promise<Started> {
  const port = await freePort();
  const logFile = join(infrastructure.embedded.folder, `${run}-${name}.log`);
  const { PATH = '', HOME = '' } = process.env;
  const profiling = profileDir
    ? ['--cpu-prof', `--cpu-prof-dir=${join(profileDir, name)}`, '--cpu-prof-interval=2000']
    : [];
  const args = [...profiling, '--enable-source-maps', '--no-warnings', join(FOLDER, name, 'dist', 'main.js')];
  const child = new SupervisedProcess(process.execPath, args, {
    env: {
      ...{ PATH, HOME, ...SETTINGS, ...SIZES[name]?.environment, ...settings },
      KAFKA_BROKERS: infrastructure.kafkaBrokers,
      KAFKA_PREFIX: `${run}.`,
      MONGODB_URI: infrastructure.mongodbUri,
      MONGODB_DB: run,
      PORT: String(port),
      METRICS_PORT: String(await freePort()),
      GATEWAY_ADMIN_KEY: `key-for-the-bench-${'0'.repeat(32)}`,
    },
    logFile,
  });
  return { name, child, logFile, url: `http://127.0.0.1:${port}/health/ready` };
}

async function untilReady({ name, child, url, logFile }: Started): Promise<void> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await sleep(250)) {
    if (!child.isRunning)
      throw new Error(
        `the ${name} ended while it was starting:\n${readFileSync(logFile, 'utf8').slice(-2000)}`,
      );
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
  }
  throw new Error(`the ${name} is not ready after ${READY_MS / 1000} s`);
}
