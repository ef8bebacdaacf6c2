import { readLag, type TopicLag } from '@dateline/messaging';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KafkaClient } from './read-ranges.js';

const PATIENCE_MS = 10_000;
const POLL_MS = 250;

/**
 * `readLag`, repeated while the cluster answers that it is not ready: a coordinator that loads, a leader that moves.
 * The client library asks again by itself for most requests, not for a group's offsets.
 */
export async function readLagPatiently(
  kafka: KafkaClient,
  pairs: readonly { group: string; topic: string }[],
): Promise<TopicLag[]> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(POLL_MS)) {
    try {
      return await readLag(kafka, pairs);
    } catch (error) {
      const passing = error instanceof Error && Reflect.get(error, 'retriable') === true;
      if (!passing || Date.now() >= deadline) throw error;
    }
  }
}
