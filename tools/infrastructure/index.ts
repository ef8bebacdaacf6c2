import { startCompose, whyNotCompose } from './compose.ts';
import { startEmbedded } from './embedded.ts';
import { startTestcontainers, whyNotTestcontainers } from './testcontainers.ts';

export { startEmbedded } from './embedded.ts';
export { SupervisedProcess } from './supervised-process.ts';
export { freePort } from './free-port.ts';

const CONTAINERS = {
  compose: { name: 'Docker Compose', whyNot: whyNotCompose, start: startCompose },
  testcontainers: { name: 'testcontainers', whyNot: whyNotTestcontainers, start: startTestcontainers },
};

/**
 * Kafka and MongoDB for `npm start` (preference 'compose') and the tests (preference 'testcontainers'): the given addresses,
 * else containers when Docker can serve, else embedded. DATELINE_INFRASTRUCTURE overrules the preference.
 */
export async function startInfrastructure({ log, dataDir, preference = 'embedded' }) {
  const given = givenAddresses();
  if (given) {
    log(`infrastructure: given by KAFKA_BROKERS (${given.kafkaBrokers}) and MONGODB_URI`);
    return given;
  }
  const wanted = process.env.DATELINE_INFRASTRUCTURE || preference;
  const containers = CONTAINERS[wanted];
  if (!containers && wanted !== 'embedded') {
    throw new Error(
      `DATELINE_INFRASTRUCTURE is "${wanted}"; it may be embedded, ${Object.keys(CONTAINERS).join(' or ')}.`,
    );
  }
  if (containers) {
    const whyNot = await containers.whyNot(log);
    if (whyNot === undefined) return announced(await containers.start({ log }), log);
    log(`infrastructure: not ${containers.name}, because ${whyNot}; starting the embedded Kafka and mongod`);
  } else {
    log('infrastructure: starting the embedded Kafka and mongod');
  }
  return announced(await startEmbedded({ log, dataDir }), log);
}

function givenAddresses() {
  const { KAFKA_BROKERS: kafkaBrokers, MONGODB_URI: mongodbUri } = process.env;
  if (!kafkaBrokers && !mongodbUri) return undefined;
  if (!kafkaBrokers || !mongodbUri) {
    throw new Error(
      `${kafkaBrokers ? 'MONGODB_URI' : 'KAFKA_BROKERS'} is missing: set both addresses, or neither.`,
    );
  }
  return { kind: 'given', kafkaBrokers, mongodbUri, stop: async () => undefined };
}

function announced(infrastructure, log) {
  log(
    `infrastructure: ${infrastructure.kind}; Kafka at ${infrastructure.kafkaBrokers}, MongoDB at ${infrastructure.mongodbUri}`,
  );
  return infrastructure;
}
