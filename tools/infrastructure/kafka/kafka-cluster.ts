import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import type { Log } from '../infrastructure.types.ts';
import { startTogether } from '../process/start-together.ts';
import { EmbeddedKafka, SHORT_LIVED } from './embedded-kafka.ts';
import { kafkaJars, requireJava } from './kafka-distribution.ts';
import { newClusterId, type KafkaNode } from './kafka-settings.ts';

const BROKERS = 3;

/** Three real brokers: each topic has three copies, of which two have to be in sync. */
export class KafkaCluster {
  readonly nodes: readonly EmbeddedKafka[];

  private constructor(nodes: readonly EmbeddedKafka[]) {
    this.nodes = nodes;
  }

  /** `advertised`: ports of proxies, one a broker, on which clients that come by the proxied ports are sent on. */
  static async create({
    folder,
    log,
    advertised = [],
  }: {
    folder: string;
    log: Log;
    advertised?: readonly number[];
  }): Promise<KafkaCluster> {
    await requireJava();
    const jars = await kafkaJars(log);
    const quorum: KafkaNode[] = [];
    for (let id = 1; id <= BROKERS; id++) {
      const proxy = advertised[id - 1];
      const proxied = proxy === undefined ? {} : { proxied: { port: await freePort(), advertised: proxy } };
      quorum.push({ id, port: await freePort(), controllerPort: await freePort(), ...proxied });
    }
    const clusterId = newClusterId();
    const nodes = quorum.map(({ id }) => new EmbeddedKafka(join(folder, `kafka-${id}`), jars, SHORT_LIVED));
    await Promise.all(quorum.map((node, i) => nodes[i]?.prepare(node, { quorum, clusterId })));
    await startTogether(nodes);
    return new KafkaCluster(nodes);
  }

  /** The brokers themselves, past any proxy. */
  get brokers(): string[] {
    return this.nodes.map((node) => node.brokers);
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
  }
}
