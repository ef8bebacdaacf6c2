import { Kafka, logLevel } from 'kafkajs';
import { MongoClient } from 'mongodb';

/** Where a sample run keeps its data: addresses, and the names that are its own. */
export interface SampleStores {
  kafkaBrokers: string;
  kafkaPrefix: string;
  mongodbUri: string;
  mongodbName: string;
}

/** Removes the topics, groups and the database of a sample run from a Kafka and a MongoDB that outlive it. */
export async function dropSampleData(stores: SampleStores): Promise<void> {
  await Promise.all([
    dropTopics(stores.kafkaBrokers, stores.kafkaPrefix),
    dropDatabase(stores.mongodbUri, stores.mongodbName),
  ]);
}

async function dropTopics(brokers: string, prefix: string): Promise<void> {
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

async function dropDatabase(uri: string, name: string): Promise<void> {
  const client = await MongoClient.connect(uri);
  try {
    await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
}
