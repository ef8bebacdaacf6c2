import { ownMetricsPortOf, services, type ServiceName } from '@dateline/contracts';
import { isFree, reasonOf, SupervisedProcess, type ProcessEnd } from '@dateline/infrastructure';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { UsageError } from './options.ts';

/** Where the services are. */
export const SERVICES_FOLDER = resolve(
  process.env['DATELINE_SERVICES_DIR'] || fileURLToPath(new URL('../../services', import.meta.url)),
);
const READY_POLL_MS = 200;
const READY_TIMEOUT_MS = 120_000;
const STOP_GRACE_MS = 30_000;

/** Where a service is to listen, and the variable that says so. */
export interface PlannedService {
  name: ServiceName;
  variable: string;
  port: number;
  url: string;
  /** Address of its metrics. */
  metricsUrl: string;
  metricsPort: number;
}

/** The services while they run. */
export interface RunningServices {
  /** Resolves when all are ready; rejects as soon as one ends. */
  ready(onReady: (service: PlannedService) => void): Promise<unknown>;
  /** Resolves with the first service that ends by itself. */
  firstEnd: Promise<{ name: ServiceName } & ProcessEnd>;
  /** Each drains by itself: what it leaves unread stays in its topic. */
  stop(): Promise<unknown>;
  kill(): void;
}

type RunningService = PlannedService & { process: SupervisedProcess };
type OnLine = (service: ServiceName, line: string) => void;

/** Name and port of each service; throws in one line when a port is no port, is given twice, or is in use. */
export async function planServices(): Promise<PlannedService[]> {
  const plan = services.map(({ name, port: usual }) => {
    const variable = `${name.toUpperCase()}_PORT`;
    const port = portFrom(variable, usual);
    const usualMetrics = ownMetricsPortOf(name);
    const metricsPort =
      usualMetrics === undefined ? port : portFrom(`${name.toUpperCase()}_METRICS_PORT`, usualMetrics);
    const [url, metricsUrl] = [port, metricsPort].map((at) => `http://127.0.0.1:${at}`) as [string, string];
    return { name, variable, port, url, metricsPort, metricsUrl: `${metricsUrl}/metrics` };
  });
  for (const { name, variable, port } of plan) {
    const twin = plan.find((other) => other.port === port && other.name !== name);
    if (twin) throw new UsageError(`${variable} and ${twin.variable} are both ${port}.`);
    if (!(await isFree(port)))
      throw new UsageError(`Port ${port} (${name}) is in use: end what listens there, or set ${variable}.`);
  }
  return plan;
}

/** The port that a variable gives, else the usual one. */
function portFrom(variable: string, usual: number): number {
  const port = Number(process.env[variable] || usual);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new UsageError(`${variable} is "${process.env[variable]}"; it must be a port from 1 to 65535.`);
}

/** The services, each its own process. */
export function startServices({
  plan,
  env,
  onLine,
}: {
  plan: PlannedService[];
  env: Record<string, string>;
  onLine: OnLine;
}): RunningServices {
  const running = plan.map((service) => ({ ...service, process: startOne(service, env, onLine) }));
  return {
    ready: (onReady) =>
      Promise.all(
        running.map(async (service) => {
          await untilReady(service);
          onReady(service);
        }),
      ),
    firstEnd: Promise.race(
      running.map(async ({ name, process: child }) => ({ name, ...(await child.ended) })),
    ),
    stop: () => Promise.all(running.map(({ process: child }) => child.stop(STOP_GRACE_MS))),
    kill: () => running.forEach(({ process: child }) => child.signal('SIGKILL')),
  };
}

function startOne(
  { name, port, metricsPort }: PlannedService,
  env: Record<string, string>,
  onLine: OnLine,
): SupervisedProcess {
  const main = join(SERVICES_FOLDER, name, 'dist', 'main.js');
  if (!existsSync(main)) throw new UsageError(`The ${name} is not built: ${main} is missing.`);
  const args = ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning', main];
  const child = new SupervisedProcess(process.execPath, args, {
    env: { ...process.env, ...env, PORT: String(port), METRICS_PORT: String(metricsPort) },
  });
  for (const stream of [child.stdout, child.stderr])
    if (stream) readLines(stream, (line) => onLine(name, line));
  return child;
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.filter((line) => line.trim() !== '').forEach(onLine);
  });
}

async function untilReady({ name, url, process: child }: RunningService): Promise<void> {
  let last = 'no answer';
  for (const deadline = Date.now() + READY_TIMEOUT_MS; Date.now() < deadline;) {
    if (!child.isRunning) throw new Error(`The ${name} ended while it was starting.`);
    try {
      const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) });
      last = `${response.status} ${(await response.text()).slice(0, 400)}`;
      if (response.ok) return;
    } catch (error) {
      last = reasonOf(error);
    }
    await new Promise((done) => setTimeout(done, READY_POLL_MS));
  }
  throw new Error(`The ${name} is not ready after ${READY_TIMEOUT_MS / 1000} s: ${last}`);
}
