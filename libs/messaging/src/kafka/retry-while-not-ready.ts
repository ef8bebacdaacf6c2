import { RETRY_POLICIES } from '@dateline/config';
import { setTimeout as sleep } from 'node:timers/promises';

const { baseMs, deadlineMs } = RETRY_POLICIES.kafkaNotReady;

/**
 * Asks Kafka again while it answers that it is not ready: a coordinator that loads, a leader that moves, a topic just
 * made. The client library asks again by itself for most requests, not for a group's offsets or new topics.
 */
export async function retryWhileNotReady<T>(ask: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + deadlineMs; ; await sleep(baseMs)) {
    try {
      return await ask();
    } catch (error) {
      const passing = error instanceof Error && Reflect.get(error, 'retriable') === true;
      if (!passing || Date.now() >= deadline) throw error;
    }
  }
}
