/**
 * A consumer on another host: check-reader.ts <host:port> <ca file> <password>. The user `reader` reads the articles over TLS, and may
 * neither read what is not public nor write.
 */
import { Kafka, logLevel } from 'kafkajs';
import { readFileSync } from 'node:fs';

const [broker = '', authority = '', password = ''] = process.argv.slice(2);
const kafka = new Kafka({
  clientId: 'check-reader',
  brokers: [broker],
  ssl: { ca: readFileSync(authority, 'utf8') },
  sasl: { mechanism: 'scram-sha-512', username: 'reader', password },
  logLevel: logLevel.NOTHING,
  retry: { retries: 2 },
});

/** Reads the topic from its start until a message comes. */
async function readOne(topic: string): Promise<string> {
  const consumer = kafka.consumer({ groupId: `reader.check-${topic}` });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    return await new Promise((done, fail) => {
      setTimeout(() => fail(new Error(`nothing came on ${topic}`)), 60_000).unref();
      consumer.on('consumer.crash', ({ payload }) => fail(payload.error));
      void consumer.run({
        eachMessage: ({ message }) => {
          done(String(message.key));
          return Promise.resolve();
        },
      });
    });
  } finally {
    await consumer.disconnect();
  }
}

async function mustFail(what: string, attempt: () => Promise<unknown>): Promise<void> {
  const refused = await attempt().then(
    () => undefined,
    (error: unknown) => String(error),
  );
  if (refused === undefined || !/authoriz/i.test(refused))
    throw new Error(`the reader may ${what}: ${refused}`);
}

async function write(): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  try {
    await producer.send({ topic: 'news.articles.v1', messages: [{ key: 'x', value: 'x' }] });
  } finally {
    await producer.disconnect();
  }
}

const key = await readOne('news.articles.v1');
await mustFail('read a topic that is not public', () => readOne('news.article.parsed.v1'));
await mustFail('write', write);
console.log(`the reader reads ${key} at ${broker}, and no more than it may`);
