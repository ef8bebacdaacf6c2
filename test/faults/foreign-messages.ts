import { STAGE_READERS, topics } from '@dateline/contracts';
import { readTopic, seededRandom, shuffled } from '@dateline/testing';
import { Kafka, logLevel, type Message, type Producer } from 'kafkajs';
import { GARBAGE } from './facts.ts';

const REPEATED = [topics.discovered, topics.parsed, topics.deduplicated, topics.withdrawn];
const REPEATS_A_TOPIC = 8;

/** Messages that come from none of the services: bytes that are no event, and genuine ones once more. */
export class ForeignMessages {
  /** Keys of the garbage that Kafka has; what may be there or not is in neither list nor check. */
  readonly written: string[] = [];
  repeated = 0;
  readonly #brokers: string[];
  #count = 0;

  constructor(brokers: string[]) {
    this.#brokers = brokers;
  }

  /** One message that is no JSON and one without a contract, on each topic that a stage reads. */
  async writeGarbage(): Promise<void> {
    await this.#withProducer(async (producer) => {
      for (const { topic } of STAGE_READERS) {
        const event = {
          ce_id: `${this.#count}`,
          ce_type: 'news.made.up.v1',
          ce_source: '/elsewhere',
          ce_specversion: '1.0',
          ce_time: new Date().toISOString(),
          ce_subject: 'nobody',
        };
        const messages: Message[] = [
          { value: Buffer.from([0, 255, 17, this.#count % 256]) },
          { value: '{"no":"article"}', headers: event },
        ];
        for (const message of messages) {
          const key = `${GARBAGE}${++this.#count}`;
          await producer.send({ topic, messages: [{ ...message, key }] });
          this.written.push(key);
        }
      }
    });
  }

  /** Writes some genuine messages a second time, as they are. */
  async repeat(pick: number): Promise<void> {
    const random = seededRandom(Math.floor(pick * 1_000_000));
    for (const { name: topic } of REPEATED) {
      const all = await readTopic({ brokers: this.#brokers, topic, timeoutMs: 60_000 });
      const genuine = all.filter(({ key }) => key !== null && !key.startsWith(GARBAGE));
      const chosen = shuffled(genuine, random)
        .slice(0, REPEATS_A_TOPIC)
        .map(({ key, value, headers }) => ({ key, value, headers }));
      if (chosen.length === 0) continue;
      await this.#withProducer((producer) => producer.send({ topic, messages: chosen }));
      this.repeated += chosen.length;
    }
  }

  async #withProducer(use: (producer: Producer) => Promise<unknown>): Promise<void> {
    const kafka = new Kafka({ clientId: 'foreign', brokers: this.#brokers, logLevel: logLevel.NOTHING });
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    try {
      await use(producer);
    } finally {
      await producer.disconnect();
    }
  }
}
