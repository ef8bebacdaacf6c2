import { ownMetricsPortOf, type ServiceName } from '@dateline/contracts';
import { freePort, SupervisedProcess, type ProcessEnd } from '@dateline/infrastructure';
import { eventually } from '@dateline/testing';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SIZES } from '../../tools/service-sizes.ts';

const SERVICES = fileURLToPath(new URL('../../services/', import.meta.url));
const DRAIN_MS = 40_000;
const READY_MS = 180_000;
const NEXT_VERSION = `--import=${new URL('./next-version.ts', import.meta.url).href}`;
const ARGUMENTS = ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'];

/** One of the two processes of a service, over all its lives. */
export class Replica {
  readonly name: string;
  readonly service: ServiceName;
  readonly logFile: string;
  /** Ends that nobody had asked for, and drains that did not end with code 0. */
  readonly badEnds: string[] = [];
  /** Largest resident memory of any of its lives, in MiB. */
  peakMb = 0;
  /** Whether it starts as the next release from now on. */
  isNextVersion = false;
  #ports: [number, number] = [0, 0];
  #process: SupervisedProcess | undefined;
  #isEnding = false;
  readonly #environment: Record<string, string>;

  constructor(
    service: ServiceName,
    number: number,
    { folder, environment }: { folder: string; environment: Record<string, string> },
  ) {
    this.service = service;
    this.name = `${service}-${number}`;
    this.logFile = `${folder}/${this.name}.log`;
    this.#environment = environment;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#ports[0]}`;
  }

  async start(): Promise<void> {
    if (this.#process?.isRunning) return;
    if (this.#ports[0] === 0) {
      const port = await freePort();
      this.#ports = [port, ownMetricsPortOf(this.service) === undefined ? port : await freePort()];
    }
    const { PATH = '', HOME = '' } = process.env;
    const [port, metricsPort] = this.#ports.map(String) as [string, string];
    const { NODE_OPTIONS = '' } = SIZES[this.service]?.environment ?? {};
    const env = {
      ...{ PATH, HOME, NODE_OPTIONS, ...this.#environment },
      ...{ PORT: port, METRICS_PORT: metricsPort },
    };
    const main = `${SERVICES}${this.service}/dist/main.js`;
    this.#isEnding = false;
    const args = [...ARGUMENTS, ...(this.isNextVersion ? [NEXT_VERSION] : []), main];
    const started = new SupervisedProcess(process.execPath, args, { env, logFile: this.logFile });
    this.#process = started;
    void started.ended.then((end) => {
      if (!this.#isEnding) this.badEnds.push(`${this.name} ended by itself (${textOf(end)})`);
    });
  }

  async kill(): Promise<void> {
    this.#isEnding = true;
    this.#process?.signal('SIGKILL');
    await this.#process?.ended;
  }

  freeze(): void {
    this.#process?.signal('SIGSTOP');
  }

  thaw(): void {
    this.#process?.signal('SIGCONT');
  }

  /** SIGTERM; what does not end well within its grace is noted. One that has just been started is let start: before, it has nothing to end. */
  async drain(): Promise<void> {
    const listens = () => fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(3000) });
    await eventually(listens, { timeoutMs: READY_MS, pollMs: 300, what: `${this.name} to listen` });
    this.#isEnding = true;
    const end = await this.#process?.stop(DRAIN_MS);
    if (end && end.code !== 0) this.badEnds.push(`${this.name} was drained and ended with ${textOf(end)}`);
  }

  /** Null when it is ready, else what it answers, or why it does not answer. */
  async whyNotReady(): Promise<string | null> {
    try {
      const response = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(3000) });
      const answer = await response.text();
      return response.ok ? null : `${response.status} ${answer.slice(0, 300)}`;
    } catch (error) {
      return String(error);
    }
  }

  async untilReady(): Promise<void> {
    const check = async () => {
      const why = await this.whyNotReady();
      if (why !== null) throw new Error(why);
      return true;
    };
    await eventually(check, { timeoutMs: READY_MS, pollMs: 300, what: `${this.name} to be ready` });
  }

  measureMemory(): void {
    const pid = this.#process?.isRunning ? this.#process.pid : undefined;
    if (pid === undefined) return;
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kb = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    this.peakMb = Math.max(this.peakMb, Math.round(kb / 1024));
  }
}

const textOf = ({ code, signal, error }: ProcessEnd): string => error?.message ?? signal ?? `code ${code}`;
