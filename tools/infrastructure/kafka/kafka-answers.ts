import { Kafka, logLevel } from 'kafkajs';

/** Client and group of the readiness check. Its transactional id names the broker that is asked: ids alike would fence one another. */
const WARM_UP = 'dateline-infrastructure';

/**
 * True once the controller is elected and the coordinators of groups and of transactions serve, whose topics are made at the first call;
 * undefined or an error before that.
 */
export async function kafkaAnswers(brokers: string): Promise<true | undefined> {
  const client = new Kafka({
    clientId: WARM_UP,
    brokers: [brokers],
    connectionTimeout: 1000,
    requestTimeout: 5000,
    retry: { retries: 0 },
    logLevel: logLevel.NOTHING,
  });
  const admin = client.admin();
  const producer = client.producer({
    transactionalId: `${WARM_UP}-${brokers}`,
    idempotent: true,
    maxInFlightRequests: 1,
    retry: { retries: 2 },
  });
  try {
    await admin.connect();
    const { controller } = await admin.describeCluster();
    if (controller === null) return undefined;
    await admin.describeGroups([WARM_UP]);
    await producer.connect();
    await (await producer.transaction()).abort();
    return true;
  } finally {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }
}
