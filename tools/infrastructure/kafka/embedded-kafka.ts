import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../cache.ts';
import { freePort } from '../free-port.ts';
import type { Log } from '../infrastructure.types.ts';
import { kafkaAnswers } from './kafka-answers.ts';
import { kafkaJars, requireJava } from './kafka-distribution.ts';
import { LOG4J2_PROPERTIES, newClusterId, serverProperties, type KafkaNode } from './kafka-settings.ts';
import { EmbeddedProcess } from '../process/embedded-process.ts';
import { runCommand } from '../process/run-command.ts';

const READY_TIMEOUT_MS = 300_000;
const HEAP = ['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC'];
/** For brokers that live for minutes: without the slower compiler three of them start in half the time. */
export const SHORT_LIVED = ['-XX:TieredStopAtLevel=1'];

/** A real Apache Kafka in KRaft mode, alone or one broker of a cluster. */
export class EmbeddedKafka extends EmbeddedProcess {
  readonly #jars: string;
  readonly #virtualMachine: readonly string[];
  #node: KafkaNode = { id: 1, port: 0, controllerPort: 0 };

  constructor(folder: string, jars: string, virtualMachine: readonly string[] = []) {
    super(folder, { name: 'Kafka', logName: 'kafka.log', readyTimeoutMs: READY_TIMEOUT_MS });
    this.#jars = jars;
    this.#virtualMachine = virtualMachine;
  }

  /** Fetches Kafka if need be, formats its data folder and waits until it answers. */
  static async create({
    folder,
    log,
    preferredPort,
  }: {
    folder: string;
    log: Log;
    preferredPort?: number | undefined;
  }): Promise<EmbeddedKafka> {
    await requireJava();
    const kafka = new EmbeddedKafka(folder, await kafkaJars(log));
    await kafka.startWith(async () => {
      const node = { id: 1, port: await freePort(preferredPort), controllerPort: await freePort() };
      await kafka.prepare(node, { quorum: [node], clusterId: newClusterId() });
    });
    return kafka;
  }

  get port(): number {
    return this.#node.port;
  }

  get brokers(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Where a proxy has to send on what comes to the advertised port. */
  get proxiedPort(): number | undefined {
    return this.#node.proxied?.port;
  }

  protected override command(): [string, string[]] {
    return ['java', [...this.#java(), 'kafka.Kafka', join(this.folder, 'server.properties')]];
  }

  protected override isReady(): Promise<true | undefined> {
    return kafkaAnswers(this.brokers);
  }

  /** Writes the settings and formats the data folder unless an earlier run did. */
  async prepare(
    node: KafkaNode,
    { quorum, clusterId }: { quorum: readonly KafkaNode[]; clusterId: string },
  ): Promise<void> {
    this.#node = node;
    const dataDir = join(this.folder, 'kafka-data');
    const settings = join(this.folder, 'server.properties');
    await mkdir(this.folder, { recursive: true });
    await writeFile(settings, serverProperties(node, { quorum, dataDir }));
    await writeFile(join(this.folder, 'log4j2.properties'), LOG4J2_PROPERTIES);
    if (await exists(join(dataDir, 'meta.properties'))) return;
    const format = [
      'format',
      ...(quorum.length === 1 ? ['--standalone'] : []),
      '-t',
      clusterId,
      '-c',
      settings,
    ];
    await runCommand('java', [...this.#java(), 'kafka.tools.StorageTool', ...format], {
      cwd: this.folder,
      timeoutMs: READY_TIMEOUT_MS,
    });
  }

  #java(): string[] {
    const logging = `-Dlog4j2.configurationFile=${join(this.folder, 'log4j2.properties')}`;
    return [...HEAP, ...this.#virtualMachine, logging, '-cp', join(this.#jars, '*')];
  }
}
