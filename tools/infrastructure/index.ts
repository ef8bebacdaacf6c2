import { startCompose, whyNotCompose } from './containers/compose.ts';
import { startEmbedded } from './embedded.ts';
import type { Infrastructure, Log } from './infrastructure.types.ts';
import { startTestcontainers, whyNotTestcontainers } from './containers/testcontainers.ts';

export { startEmbedded } from './embedded.ts';
export { EmbeddedMongo } from './mongo/embedded-mongo.ts';
export { KafkaCluster } from './kafka/kafka-cluster.ts';
export { readTopics, type ReadMessage, type TopicsRead } from './kafka/read-topics.ts';
export { MongoSet } from './mongo/mongo-set.ts';
export { startBoth } from './start-both.ts';
export { causeCodeOf, codeOf, messageOf, reasonOf } from './error-text.ts';
export { freePort, isFree } from './free-port.ts';
export type { EmbeddedInfrastructure, EmbeddedServer, Infrastructure } from './infrastructure.types.ts';
export { keep, removeAtEnd, SupervisedProcess, type ProcessEnd } from './process/supervised-process.ts';

interface Containers {
  name: string;
  /** Why they cannot serve, or undefined. */
  whyNot(log: Log): Promise<string | undefined>;
  start(log: Log): Promise<Infrastructure>;
}

const CONTAINERS: Record<string, Containers> = {
  compose: { name: 'Docker Compose', whyNot: whyNotCompose, start: startCompose },
  testcontainers: { name: 'testcontainers', whyNot: whyNotTestcontainers, start: startTestcontainers },
};

/**
 * Kafka and MongoDB for `npm start` (preference 'compose') and the tests (preference 'testcontainers'): the given addresses,
 * else containers when Docker can serve, else embedded. DATELINE_INFRASTRUCTURE overrules the preference.
 */
export async function startInfrastructure({
  log,
  dataDir,
  preference = 'embedded',
}: {
  log: Log;
  dataDir?: string | undefined;
  preference?: 'compose' | 'testcontainers' | 'embedded';
}): Promise<Infrastructure> {
  const given = givenAddresses();
  if (given) {
    log(`infrastructure: given by KAFKA_BROKERS (${given.kafkaBrokers}) and MONGODB_URI`);
    return given;
  }
  const wanted = process.env['DATELINE_INFRASTRUCTURE'] || preference;
  const containers = CONTAINERS[wanted];
  if (!containers && wanted !== 'embedded') {
    throw new Error(
      `DATELINE_INFRASTRUCTURE is "${wanted}"; it may be embedded, ${Object.keys(CONTAINERS).join(' or ')}.`,
    );
  }
  if (containers) {
    const whyNot = await containers.whyNot(log);
    if (whyNot === undefined) return announced(await containers.start(log), log);
    log(`infrastructure: not ${containers.name}, because ${whyNot}; starting the embedded Kafka and mongod`);
  } else {
    log('infrastructure: starting the embedded Kafka and mongod');
  }
  return announced(await startEmbedded({ log, dataDir }), log);
}

function givenAddresses(): Infrastructure | undefined {
  const { KAFKA_BROKERS: kafkaBrokers, MONGODB_URI: mongodbUri } = process.env;
  if (!kafkaBrokers && !mongodbUri) return undefined;
  if (!kafkaBrokers || !mongodbUri) {
    throw new Error(
      `${kafkaBrokers ? 'MONGODB_URI' : 'KAFKA_BROKERS'} is missing: set both addresses, or neither.`,
    );
  }
  return { kind: 'given', kafkaBrokers, mongodbUri, stop: async () => undefined };
}

function announced(infrastructure: Infrastructure, log: Log): Infrastructure {
  log(
    `infrastructure: ${infrastructure.kind}; Kafka at ${infrastructure.kafkaBrokers}, MongoDB at ${infrastructure.mongodbUri}`,
  );
  return infrastructure;
}
