import { Kafka, logLevel } from 'kafkajs';
import type { Producer } from 'kafkajs';
import mongoose from 'mongoose';
import {
  dropTestDatabase,
  eventually,
  infrastructure,
  readTopic,
  testDatabase,
  uniquePrefix,
} from '../src/index.js';

describe('the Kafka of the test run', () => {
  const { kafkaBrokers } = infrastructure();
  const kafka = new Kafka({
    clientId: 'infrastructure-spec',
    brokers: kafkaBrokers,
    logLevel: logLevel.NOTHING,
  });
  const topic = `${uniquePrefix()}letters`;
  const admin = kafka.admin();
  let producer: Producer;

  beforeAll(async () => {
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 3 }], waitForLeaders: true });
    producer = kafka.producer({
      transactionalId: `${topic}-writer`,
      idempotent: true,
      maxInFlightRequests: 1,
    });
    await producer.connect();
  });

  afterAll(async () => {
    await producer.disconnect();
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
  });

  const send = async (keys: string[], end: 'commit' | 'abort') => {
    const transaction = await producer.transaction();
    const messages = keys.map((key) => ({ key, value: `${end} ${key}`, headers: { ce_id: key } }));
    await transaction.send({ topic, messages });
    await transaction[end]();
  };

  it('shows a read-committed reader what was committed, and nothing of what was aborted', async () => {
    expect(await readTopic({ brokers: kafkaBrokers, topic })).toEqual([]);
    await send(['a', 'b', 'c', 'd'], 'commit');
    await send(['e', 'f'], 'abort');
    await send(['g'], 'commit');
    // A commit is answered a moment before readers see it.
    const messages = await eventually(async () => {
      const read = await readTopic({ brokers: kafkaBrokers, topic });
      return read.length >= 5 ? read : undefined;
    });
    expect(messages.map((m) => m.value?.toString()).sort()).toEqual(
      ['a', 'b', 'c', 'd', 'g'].map((k) => `commit ${k}`),
    );
    expect(messages.every((m) => m.headers['ce_id'] === m.key)).toBe(true);
  });

  it('makes no topic by itself', async () => {
    const stray = kafka.producer({ retry: { retries: 1 } });
    await stray.connect();
    await expect(stray.send({ topic: `${topic}-mistyped`, messages: [{ value: 'x' }] })).rejects.toThrow();
    await stray.disconnect();
    expect(await admin.listTopics()).not.toContain(`${topic}-mistyped`);
  });
});

describe('the MongoDB of the test run', () => {
  const { mongodbUri } = infrastructure();
  const name = testDatabase();
  let connection: mongoose.Connection;

  beforeAll(async () => {
    connection = await mongoose.createConnection(mongodbUri, { dbName: name }).asPromise();
  });

  afterAll(async () => {
    await connection.close();
    await dropTestDatabase(mongodbUri, name);
  });

  it('keeps what a transaction committed and nothing of one that failed', async () => {
    const letters = connection.collection<{ _id: string }>('letters');
    await connection.transaction(async (session) => {
      await letters.insertOne({ _id: 'kept' }, { session });
    });
    const failing = connection.transaction(async (session) => {
      await letters.insertOne({ _id: 'lost' }, { session });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await letters.find().toArray()).toEqual([{ _id: 'kept' }]);
  });
});
