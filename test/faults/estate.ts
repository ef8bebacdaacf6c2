import { freePort, KafkaCluster, MongoSet, startBoth } from '@dateline/infrastructure';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rewritePorts } from './proxy/rewrite-ports.ts';
import { TcpProxy } from './proxy/tcp.proxy.ts';

const DISK_MB = 700;

/** Three brokers and three mongods, each behind a proxy that the services come by. */
export class Estate {
  readonly kafka: KafkaCluster;
  readonly mongo: MongoSet;
  readonly kafkaLinks: readonly TcpProxy[];
  readonly mongoLinks: readonly TcpProxy[];
  /** Folders that are disks of their own: of the last broker and of the last mongod. None where tmpfs cannot be mounted. */
  readonly smallDisks: readonly string[];

  private constructor(parts: Pick<Estate, 'kafka' | 'mongo' | 'kafkaLinks' | 'mongoLinks' | 'smallDisks'>) {
    this.kafka = parts.kafka;
    this.mongo = parts.mongo;
    this.kafkaLinks = parts.kafkaLinks;
    this.mongoLinks = parts.mongoLinks;
    this.smallDisks = parts.smallDisks;
  }

  static async start({
    folder,
    log,
    withDisks,
  }: {
    folder: string;
    log: (line: string) => void;
    withDisks: boolean;
  }): Promise<Estate> {
    const smallDisks = withDisks ? mountDisks([join(folder, 'kafka-3'), join(folder, 'mongo-2')], log) : [];
    const kafkaLinks: TcpProxy[] = [];
    for (let i = 0; i < 3; i++) kafkaLinks.push(await TcpProxy.listen({ port: await freePort() }));
    const [kafka, mongo] = await startBoth(
      KafkaCluster.create({ folder, log, advertised: kafkaLinks.map(({ port }) => port) }),
      MongoSet.create({ folder, log }),
    );
    for (const [i, link] of kafkaLinks.entries()) link.target = kafka.nodes[i]?.proxiedPort ?? 0;
    const ports = new Map<number, number>();
    for (const { port } of mongo.members) ports.set(port, await freePort());
    const mongoLinks: TcpProxy[] = [];
    for (const [target, port] of ports) {
      const link = await TcpProxy.listen({ port, rewrite: () => rewritePorts(ports) });
      link.target = target;
      mongoLinks.push(link);
    }
    return new Estate({ kafka, mongo, kafkaLinks, mongoLinks, smallDisks });
  }

  /** What the services are told. */
  get environment(): Record<string, string> {
    return {
      KAFKA_BROKERS: this.kafkaLinks.map(({ port }) => `127.0.0.1:${port}`).join(','),
      MONGODB_URI: this.mongo.uriAt(this.mongoLinks.map(({ port }) => port)),
    };
  }

  openLinks(): void {
    for (const link of [...this.kafkaLinks, ...this.mongoLinks]) link.become('open');
  }

  async stop(): Promise<void> {
    for (const link of [...this.kafkaLinks, ...this.mongoLinks]) await link.close();
    await Promise.all([this.kafka.stop(), this.mongo.stop()]);
    unmount(this.smallDisks);
  }
}

function mountDisks(folders: readonly string[], log: (line: string) => void): string[] {
  const mounted: string[] = [];
  try {
    for (const folder of folders) {
      mkdirSync(folder, { recursive: true });
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'dateline-faults', folder], {
        stdio: 'pipe',
      });
      mounted.push(folder);
    }
    // Also when a run fails or is ended: the servers on them go a moment later.
    process.once('exit', () => unmount(mounted));
    return mounted;
  } catch {
    unmount(mounted);
    log('tmpfs cannot be mounted here: full disks are left out');
    return [];
  }
}

/** Nothing happens where a folder is no mount any more. */
function unmount(folders: readonly string[]): void {
  for (const folder of folders) spawnSync('umount', ['-l', folder]);
}
