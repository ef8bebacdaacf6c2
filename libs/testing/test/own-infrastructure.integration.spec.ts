import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import mongoose from 'mongoose';
import { eventually, readTopic, startOwnInfrastructure, testDatabase } from '../src/index.js';
import type { OwnInfrastructure } from '../src/index.js';

describe('servers of the test’s own', () => {
  let own: OwnInfrastructure;
  beforeAll(async () => {
    own = await startOwnInfrastructure();
  });
  afterAll(() => own.stop());

  it('keeps topics and messages over a killed and restarted broker', async () => {
    const kafka = new Kafka({ brokers: own.kafkaBrokers, logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'kept' }], waitForLeaders: true });
    await admin.disconnect();
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({ topic: 'kept', messages: [{ key: 'k', value: 'v' }] });
    await producer.disconnect();
    await own.kafka.stop({ hard: true });
    const impatient = new Kafka({
      brokers: own.kafkaBrokers,
      logLevel: logLevel.NOTHING,
      retry: { retries: 0 },
    });
    await expect(impatient.admin().connect()).rejects.toThrow();
    await own.kafka.start();
    const messages = await readTopic({ brokers: own.kafkaBrokers, topic: 'kept' });
    expect(messages.map(({ key, value }) => [key, value?.toString()])).toEqual([['k', 'v']]);
  });

  it('keeps documents over a stopped and restarted mongod, which can be frozen too', async () => {
    const options = { dbName: testDatabase(), serverSelectionTimeoutMS: 1000, socketTimeoutMS: 1000 };
    const connection = await mongoose.createConnection(own.mongodbUri, options).asPromise();
    try {
      await connection.collection('things').insertOne({ n: 1 }, { writeConcern: { w: 'majority', j: true } });
      await own.mongo.stop();
      await own.mongo.start();
      expect(await eventually(() => connection.collection('things').countDocuments())).toBe(1);
      own.mongo.pause();
      await expect(connection.db?.admin().ping()).rejects.toThrow();
      own.mongo.resume();
      await eventually(() => connection.db?.admin().ping(), { what: 'mongod to answer again' });
    } finally {
      await connection.close();
    }
  });
});

describe('a launcher that is killed', () => {
  const launcher = `
    import { SupervisedProcess } from '${new URL('../../../tools/infrastructure/index.ts', import.meta.url).href}';
    const stubborn = "process.on('SIGTERM', () => {}); process.send?.('x'); setInterval(() => {}, 1000)";
    const children = [1, 2].map(() => new SupervisedProcess(process.execPath, ['-e', stubborn]));
    children[1].signal('SIGSTOP');
    console.log(children.map((child) => child.pid).join(' '));
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300);
    setInterval(() => {}, 1000);
  `;
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it('leaves no child behind, not even one that ignores SIGTERM or stands still', async () => {
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', launcher]);
    const { stdout, signal } = (await run.catch((error: unknown) => error)) as {
      stdout: string;
      signal?: string;
    };
    expect(signal).toBe('SIGKILL');
    const pids = stdout.trim().split(' ').map(Number);
    expect(pids).toHaveLength(2);
    await eventually(() => !pids.some(isAlive), { what: 'both children to be gone' });
  });
});
