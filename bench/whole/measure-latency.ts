import { topics, type ArticleRecord } from '@dateline/contracts';
import { Kafka, logLevel } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outlet } from './outlet.ts';

export interface Latencies {
  pagesPerSecond: number;
  articles: number;
  /** Seconds from the discovery to the arrival of the committed public event at a consumer. */
  p50: number;
  p95: number;
  p99: number;
}

const STEP_MS = 500;

/**
 * Publishes pages at a steady pace and reads the public topic as a consumer does, committed events alone. `until` resolves when so many
 * articles have come to their end.
 */
export async function measureLatency(
  { shelf, from, to, pagesPerSecond }: { shelf: string; from: number; to: number; pagesPerSecond: number },
  on: { outlet: Outlet; brokers: string; run: string; until: (articles: number) => Promise<void> },
): Promise<Latencies> {
  const kafka = new Kafka({ clientId: 'bench', brokers: [on.brokers], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `${on.run}.bench`, maxWaitTimeInMs: 50 });
  const seconds: number[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [`${on.run}.${topics.articles.name}`], fromBeginning: false });
  const joined = new Promise<void>((done) => {
    consumer.on(consumer.events.GROUP_JOIN, () => {
      done();
    });
  });
  await consumer.run({
    eachMessage: ({ message }) => {
      const record = message.value ? (JSON.parse(message.value.toString()) as ArticleRecord) : null;
      if (record?.version === 1) seconds.push((Date.now() - Date.parse(record.discoveredAt)) / 1000);
      return Promise.resolve();
    },
  });
  await joined;
  // A consumer that reads from the end has its offsets only with its first answer.
  await sleep(STEP_MS);
  const started = performance.now();
  for (let listed = from; listed < to; await sleep(STEP_MS)) {
    listed = Math.min(to, from + Math.ceil(((performance.now() - started) / 1000) * pagesPerSecond));
    await on.outlet.list({ shelf, from: 0, to: listed });
  }
  await on.until(to);
  await sleep(4 * STEP_MS);
  await consumer.disconnect();
  const sorted = seconds.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { pagesPerSecond, articles: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
