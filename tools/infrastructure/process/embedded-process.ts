import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedServer } from '../infrastructure.types.ts';
import { waitUntil } from '../wait-until.ts';
import { SupervisedProcess } from './supervised-process.ts';

const PORT_TRIES = 3;
const STOP_GRACE_MS = 15_000;

interface ServerTraits {
  name: string;
  logName: string;
  readyTimeoutMs: number;
}

/** A server in a process of its own, on 127.0.0.1. Port and data stay the same over `stop` and `start`. */
export abstract class EmbeddedProcess implements EmbeddedServer {
  readonly logFile: string;
  protected readonly folder: string;
  readonly #traits: ServerTraits;
  #process: SupervisedProcess | undefined;

  constructor(folder: string, traits: ServerTraits) {
    this.folder = folder;
    this.logFile = join(folder, traits.logName);
    this.#traits = traits;
  }

  protected abstract command(): [command: string, args: string[]];

  /** Undefined or an error until the server is ready. */
  protected abstract isReady(): Promise<true | undefined>;

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Starts the server for the first time, again with other ports if another process takes one before it does. */
  protected async startWith(choosePorts: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await choosePorts();
        await this.start();
        return;
      } catch (error) {
        await this.stop();
        if (attempt === PORT_TRIES || !(await this.#portWasTaken())) throw error;
      }
    }
  }

  /** Starts the server on its old port with its old data; resolves when it is ready. */
  async start(): Promise<void> {
    if (this.#process?.isRunning) return;
    const { name, readyTimeoutMs: timeoutMs } = this.#traits;
    const [command, args] = this.command();
    const started = new SupervisedProcess(command, args, { cwd: this.folder, logFile: this.logFile });
    this.#process = started;
    const isOver = () => (started.isRunning ? undefined : `it ended by itself; see ${this.logFile}`);
    await waitUntil(() => this.isReady(), { what: `Embedded ${name} is ready`, timeoutMs, isOver });
  }

  /** Ends the server: an orderly shutdown, or at once with `{ hard: true }`, as a power cut would. */
  async stop({ hard = false } = {}): Promise<void> {
    if (hard) this.#process?.signal('SIGKILL');
    await this.#process?.stop(STOP_GRACE_MS);
  }

  /** The server stands still without closing its connections. */
  pause(): void {
    this.#process?.signal('SIGSTOP');
  }

  resume(): void {
    this.#process?.signal('SIGCONT');
  }

  async #portWasTaken(): Promise<boolean> {
    const text = await readFile(this.logFile, 'utf8').catch(() => '');
    return text.includes('Address already in use');
  }
}
