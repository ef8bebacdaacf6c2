import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../cache.ts';
import { freePort } from '../free-port.ts';
import type { Log } from '../infrastructure.types.ts';
import { kafkaAnswers } from './kafka-answers.ts';
import { kafkaJars, requireJava } from './kafka-distribution.ts';
import { LOG4J2_PROPERTIES, newClusterId, serverProperties } from './kafka-settings.ts';
import { EmbeddedProcess } from '../process/embedded-process.ts';
import { runCommand } from '../process/run-command.ts';

const READY_TIMEOUT_MS = 90_000;
const HEAP = ['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC'];

/** A real Apache Kafka, one node in KRaft mode. */
export class EmbeddedKafka extends EmbeddedProcess {
  readonly #jars: string;
  #port = 0;

  constructor(folder: string, jars: string) {
    super(folder, { name: 'Kafka', logName: 'kafka.log', readyTimeoutMs: READY_TIMEOUT_MS });
    this.#jars = jars;
  }

  /** Fetches Kafka if need be, formats its data folder and waits until it answers. */
  static async create({ folder, log }: { folder: string; log: Log }): Promise<EmbeddedKafka> {
    await requireJava();
    const kafka = new EmbeddedKafka(folder, await kafkaJars(log));
    await mkdir(folder, { recursive: true });
    await kafka.startWith(() => kafka.#prepare());
    return kafka;
  }

  get brokers(): string {
    return `127.0.0.1:${this.#port}`;
  }

  protected override command(): [string, string[]] {
    return ['java', [...this.#java(), 'kafka.Kafka', join(this.folder, 'server.properties')]];
  }

  protected override isReady(): Promise<true | undefined> {
    return kafkaAnswers(this.brokers);
  }

  /** Writes the settings with fresh ports and formats the data folder unless an earlier run did. */
  async #prepare(): Promise<void> {
    const dataDir = join(this.folder, 'kafka-data');
    this.#port = await freePort();
    const properties = serverProperties({ port: this.#port, controllerPort: await freePort(), dataDir });
    await writeFile(join(this.folder, 'server.properties'), properties);
    await writeFile(join(this.folder, 'log4j2.properties'), LOG4J2_PROPERTIES);
    if (await exists(join(dataDir, 'meta.properties'))) return;
    const format = [
      'format',
      '--standalone',
      '-t',
      newClusterId(),
      '-c',
      join(this.folder, 'server.properties'),
    ];
    await runCommand('java', [...this.#java(), 'kafka.tools.StorageTool', ...format], { cwd: this.folder });
  }

  #java(): string[] {
    const logging = `-Dlog4j2.configurationFile=${join(this.folder, 'log4j2.properties')}`;
    return [...HEAP, logging, '-cp', join(this.#jars, '*')];
  }
}
