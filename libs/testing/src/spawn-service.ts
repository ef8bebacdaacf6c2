import { ownMetricsPortOf, type ServiceName } from '@dateline/contracts';
import { freePort, SupervisedProcess } from '@dateline/infrastructure';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.js';

const SERVICES = fileURLToPath(new URL('../../../services/', import.meta.url));

export interface ServiceOptions {
  /**
   * Settings of the service. A free PORT is chosen when none is given. From the test's own environment only
   * PATH and HOME are passed on.
   */
  env: Record<string, string>;
  /**
   * Condition for the promise to resolve; by default a 200 from /health/ready. With `'nothing'` it resolves
   * at once.
   */
  ready?: 'nothing' | ((service: SpawnedService) => boolean | Promise<boolean>);
  readyTimeoutMs?: number;
}

const spawned = new Set<SpawnedService>();

/** A built service in its own process, with captured output. It cannot outlive the test process. */
export class SpawnedService {
  readonly logs: string[] = [];
  readonly #process: SupervisedProcess;

  constructor(
    readonly name: ServiceName,
    readonly port: number,
    readonly metricsPort: number,
    env: Record<string, string>,
  ) {
    const { PATH = '', HOME = '' } = process.env;
    const main = `${SERVICES}${name}/dist/main.js`;
    if (!existsSync(main))
      throw new Error(`The ${name} is not built (${main} is missing): run \`npm run build\` first.`);
    const args = ['--enable-source-maps', '--no-warnings', main];
    this.#process = new SupervisedProcess(process.execPath, args, {
      env: { PATH, HOME, PORT: String(port), METRICS_PORT: String(metricsPort), ...env },
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      if (stream) createInterface(stream).on('line', (line) => this.logs.push(line));
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get isRunning(): boolean {
    return this.#process.isRunning;
  }

  /** How the process ended, if it has. */
  get ended(): SupervisedProcess['ended'] {
    return this.#process.ended;
  }

  /**
   * Sends a signal. After SIGKILL and SIGTERM it resolves when the process has exited; after SIGSTOP and
   * SIGCONT at once.
   */
  async kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    this.#process.signal(signal);
    if (signal === 'SIGKILL' || signal === 'SIGTERM') await this.#process.ended;
  }

  /** Sends SIGTERM, and SIGKILL if the process does not exit in time. */
  async stop(graceMs = 15_000): Promise<void> {
    await this.#process.stop(graceMs);
    spawned.delete(this);
  }

  /** Log lines that are JSON objects, parsed. */
  records(): Record<string, unknown>[] {
    return this.logs
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  async isReady(): Promise<boolean> {
    const response = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2000) }).catch(
      () => undefined,
    );
    await response?.body?.cancel();
    return response?.status === 200;
  }
}

/** Starts `services/<name>/dist/main.js` and waits until it is ready. A failure includes its last log lines. */
export async function spawnService(name: ServiceName, options: ServiceOptions): Promise<SpawnedService> {
  const { env, ready = (s: SpawnedService) => s.isReady(), readyTimeoutMs = 60_000 } = options;
  const port = Number(env['PORT'] ?? (await freePort()));
  const metricsPort =
    ownMetricsPortOf(name) === undefined ? port : Number(env['METRICS_PORT'] ?? (await freePort()));
  const service = new SpawnedService(name, port, metricsPort, env);
  spawned.add(service);
  if (ready === 'nothing') return service;
  const check = async () => (service.isRunning ? ready(service) : 'ended');
  const outcome = await eventually(check, { timeoutMs: readyTimeoutMs, what: `${name} to be ready` }).catch(
    async (cause: unknown) => {
      await service.stop();
      throw new Error(`${name} is not ready after ${readyTimeoutMs} ms\n${tail(service)}`, { cause });
    },
  );
  if (outcome === 'ended') throw new Error(`${name} ended while starting\n${tail(service)}`);
  return service;
}

/** Stops every service that this spec file has started and not stopped. For `afterAll`. */
export async function stopServices(): Promise<void> {
  await Promise.all([...spawned].map((service) => service.stop()));
}

function tail(service: SpawnedService): string {
  return service.logs.slice(-30).join('\n');
}
