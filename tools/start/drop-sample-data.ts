import { Kafka, logLevel } from 'kafkajs';
import { MongoClient } from 'mongodb';

/** Removes the topics, groups and the database of a sample run from a Kafka and a MongoDB that outlive it. */
export async function dropSampleData({ KAFKA_BROKERS, KAFKA_PREFIX, MONGODB_URI, MONGODB_DB }) {
  await Promise.all([dropTopics(KAFKA_BROKERS, KAFKA_PREFIX), dropDatabase(MONGODB_URI, MONGODB_DB)]);
}

async function dropTopics(brokers, prefix) {
  const admin = new Kafka({
    clientId: 'dateline-start',
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
  }).admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
    const groups = (await admin.listGroups()).groups
      .map(({ groupId }) => groupId)
      .filter((id) => id.startsWith(prefix));
    if (groups.length > 0) await admin.deleteGroups(groups);
  } finally {
    await admin.disconnect();
  }
}

async function dropDatabase(uri, name) {
  const client = await MongoClient.connect(uri);
  try {
    await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
}
