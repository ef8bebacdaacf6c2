import { whyNoDocker, whyNoImages } from './docker.ts';
import type { Infrastructure, Log } from '../infrastructure.types.ts';
import { kafkaAnswers } from '../kafka/kafka-answers.ts';
import { startBoth } from '../start-both.ts';
import { waitUntil } from '../wait-until.ts';

const KAFKA_IMAGE = 'confluentinc/cp-kafka:8.1.0';
const MONGO_IMAGE = 'mongo:8.0';
const READY_TIMEOUT_MS = 90_000;

/** Why testcontainers cannot serve, or undefined. */
export async function whyNotTestcontainers(log: Log): Promise<string | undefined> {
  return (await whyNoDocker()) ?? whyNoImages([KAFKA_IMAGE, MONGO_IMAGE], log);
}

/** Kafka and MongoDB in containers that go with this process. */
export async function startTestcontainers(): Promise<Infrastructure> {
  // Loaded only here: they are development dependencies, and slow to load.
  const { KafkaContainer } = await import('@testcontainers/kafka');
  const { MongoDBContainer } = await import('@testcontainers/mongodb');
  const kafkaSettings = {
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  };
  const [kafka, mongo] = await startBoth(
    new KafkaContainer(KAFKA_IMAGE).withKraft().withEnvironment(kafkaSettings).start(),
    new MongoDBContainer(MONGO_IMAGE).start(),
  );
  const stop = () => Promise.all([kafka.stop(), mongo.stop()]).then(() => undefined);
  const kafkaBrokers = `${kafka.getHost()}:${kafka.getMappedPort(9093)}`;
  try {
    // The container counts as started a moment before its broker takes connections.
    const ready = { what: 'Kafka in a container is ready', timeoutMs: READY_TIMEOUT_MS };
    await waitUntil(() => kafkaAnswers(kafkaBrokers), ready);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    kind: 'testcontainers',
    kafkaBrokers,
    mongodbUri: `${mongo.getConnectionString()}/?directConnection=true`,
    stop,
  };
}
