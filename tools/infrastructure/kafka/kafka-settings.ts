import { randomBytes } from 'node:crypto';

/** A broker's place in its cluster: its number and its ports on 127.0.0.1. */
export interface KafkaNode {
  id: number;
  port: number;
  controllerPort: number;
  /** A second way in: clients that come by `port` are sent on to `advertised`, where a proxy listens. */
  proxied?: { port: number; advertised: number };
}

/** A broker that was killed is let in again only when its old session has lapsed. */
const ALONE = { 'broker.heartbeat.interval.ms': 500, 'broker.session.timeout.ms': 3000 };

/** With Kafka's own times, brokers that start side by side on a busy processor elect one another out, or give up. */
const OF_THREE = {
  'broker.heartbeat.interval.ms': 2000,
  'broker.session.timeout.ms': 6000,
  'initial.broker.registration.timeout.ms': 300_000,
  'controller.quorum.election.timeout.ms': 3000,
  'controller.quorum.fetch.timeout.ms': 6000,
  'controller.quorum.request.timeout.ms': 6000,
  // A transaction that is over its time is ended soon after, not up to ten seconds later.
  'transaction.abort.timed.out.transaction.cleanup.interval.ms': 2000,
};

/** The server.properties of a broker that is a controller, too. `quorum` lists all brokers, itself among them. */
export function serverProperties(
  node: KafkaNode,
  { quorum, dataDir }: { quorum: readonly KafkaNode[]; dataDir: string },
): string {
  const isAlone = quorum.length === 1;
  const copies = Math.min(quorum.length, 3);
  const inSync = Math.max(1, copies - 1);
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': node.id,
    ...(isAlone
      ? { 'controller.quorum.bootstrap.servers': `127.0.0.1:${node.controllerPort}` }
      : { 'controller.quorum.voters': quorum.map((n) => `${n.id}@127.0.0.1:${n.controllerPort}`).join(',') }),
    'controller.listener.names': 'CONTROLLER',
    ...listenersOf(node),
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': dataDir,
    // Topics are made on purpose, from the contracts; a mistyped name must not make one.
    'auto.create.topics.enable': false,
    'num.partitions': 1,
    'default.replication.factor': copies,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': copies,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync,
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': inSync,
    // Few internal partitions and no wait for more members: a fresh broker serves its first group within a second.
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.num.partitions': 4,
    'group.initial.rebalance.delay.ms': 0,
    ...(isAlone ? ALONE : OF_THREE),
    // Compacted topics are small here; by default the cleaner takes 128 MB of the heap at the start.
    'log.cleaner.dedupe.buffer.size': 16 * 1024 * 1024,
    // Leaders that moved away from a broker move back soon after its return.
    'leader.imbalance.check.interval.seconds': 5,
    'leader.imbalance.per.broker.percentage': 0,
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

function listenersOf({ port, controllerPort, proxied }: KafkaNode): Record<string, string> {
  const at = (name: string, on: number) => `${name}://127.0.0.1:${on}`;
  const own = [at('PLAINTEXT', port), at('CONTROLLER', controllerPort)];
  const names = ['PLAINTEXT', 'CONTROLLER', ...(proxied ? ['PROXIED'] : [])];
  return {
    listeners: [...own, ...(proxied ? [at('PROXIED', proxied.port)] : [])].join(','),
    'advertised.listeners': [...own, ...(proxied ? [at('PROXIED', proxied.advertised)] : [])].join(','),
    'listener.security.protocol.map': names.map((name) => `${name}:PLAINTEXT`).join(','),
  };
}

/** 22 characters of URL-safe base64 for 16 random bytes, as `kafka-storage random-uuid` prints them; never with a leading dash. */
export function newClusterId(): string {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}

export const LOG4J2_PROPERTIES = `status = error
appender.stdout.type = Console
appender.stdout.name = stdout
appender.stdout.layout.type = PatternLayout
appender.stdout.layout.pattern = %d{ISO8601} %p %c{1} %m%n
rootLogger.level = info
rootLogger.appenderRef.stdout.ref = stdout
`;
