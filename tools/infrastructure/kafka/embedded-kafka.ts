import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../cache.ts';
import { freePort } from '../free-port.ts';
import type { EmbeddedServer, Log } from '../infrastructure.types.ts';
import { kafkaAnswers } from './kafka-answers.ts';
import { kafkaJars, requireJava } from './kafka-distribution.ts';
import { LOG4J2_PROPERTIES, newClusterId, serverProperties } from './kafka-settings.ts';
import { runCommand } from '../process/run-command.ts';
import { SupervisedProcess } from '../process/supervised-process.ts';
import { waitUntil } from '../wait-until.ts';

const READY_TIMEOUT_MS = 90_000;
const PORT_TRIES = 3;
const HEAP = ['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC'];

/** A real Apache Kafka, one node in KRaft mode, on 127.0.0.1. Port and data stay the same over `stop` and `start`. */
export class EmbeddedKafka implements EmbeddedServer {
  readonly #folder: string;
  readonly #jars: string;
  #port = 0;
  #process: SupervisedProcess | undefined;

  constructor(folder: string, jars: string) {
    this.#folder = folder;
    this.#jars = jars;
  }

  /** Fetches Kafka if need be, formats its data folder and waits until it answers. */
  static async create({ folder, log }: { folder: string; log: Log }): Promise<EmbeddedKafka> {
    await requireJava();
    const kafka = new EmbeddedKafka(folder, await kafkaJars(log));
    await mkdir(folder, { recursive: true });
    for (let attempt = 1; ; attempt++) {
      try {
        await kafka.#prepare();
        await kafka.start();
        return kafka;
      } catch (error) {
        await kafka.stop();
        // Another process may have taken the port between its choice and its use.
        if (attempt === PORT_TRIES || !(await kafka.#portWasTaken())) throw error;
      }
    }
  }

  get brokers(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  get logFile(): string {
    return join(this.#folder, 'kafka.log');
  }

  /** Starts the broker on its old port with its old data; resolves when it answers. */
  async start(): Promise<void> {
    if (this.#process?.isRunning) return;
    const args = [...this.#java(), 'kafka.Kafka', join(this.#folder, 'server.properties')];
    const started = new SupervisedProcess('java', args, { cwd: this.#folder, logFile: this.logFile });
    this.#process = started;
    const isOver = () => (started.isRunning ? undefined : `it ended by itself; see ${this.logFile}`);
    await waitUntil(() => kafkaAnswers(this.brokers), {
      what: 'Embedded Kafka is ready',
      timeoutMs: READY_TIMEOUT_MS,
      isOver,
    });
  }

  /** Ends the broker: an orderly shutdown, or at once with `{ hard: true }`, as a power cut would. */
  async stop({ hard = false } = {}): Promise<void> {
    if (hard) this.#process?.signal('SIGKILL');
    await this.#process?.stop(15_000);
  }

  /** The broker stands still without closing its connections. */
  pause(): void {
    this.#process?.signal('SIGSTOP');
  }

  resume(): void {
    this.#process?.signal('SIGCONT');
  }

  /** Writes the settings with fresh ports and formats the data folder unless an earlier run did. */
  async #prepare(): Promise<void> {
    const dataDir = join(this.#folder, 'kafka-data');
    this.#port = await freePort();
    const properties = serverProperties({ port: this.#port, controllerPort: await freePort(), dataDir });
    await writeFile(join(this.#folder, 'server.properties'), properties);
    await writeFile(join(this.#folder, 'log4j2.properties'), LOG4J2_PROPERTIES);
    if (await exists(join(dataDir, 'meta.properties'))) return;
    const format = [
      'format',
      '--standalone',
      '-t',
      newClusterId(),
      '-c',
      join(this.#folder, 'server.properties'),
    ];
    await runCommand('java', [...this.#java(), 'kafka.tools.StorageTool', ...format], { cwd: this.#folder });
  }

  #java(): string[] {
    const logging = `-Dlog4j2.configurationFile=${join(this.#folder, 'log4j2.properties')}`;
    return [...HEAP, logging, '-cp', join(this.#jars, '*')];
  }

  async #portWasTaken(): Promise<boolean> {
    const text = await readFile(this.logFile, 'utf8').catch(() => '');
    return text.includes('Address already in use');
  }
}
