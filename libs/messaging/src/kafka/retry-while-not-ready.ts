import { RETRY_POLICIES } from '@dateline/config';
import { TransientError } from '../messaging.errors.js';
import { setTimeout as sleep } from 'node:timers/promises';

const { baseMs, deadlineMs } = RETRY_POLICIES.kafkaNotReady;

/**
 * Repeats a request while Kafka answers that it is not ready: a coordinator loads, a leader moves, a topic
 * was just created. kafkajs does this itself for most requests, but not for group offsets and new topics.
 */
export async function retryWhileNotReady<T>(ask: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + deadlineMs; ; await sleep(baseMs)) {
    try {
      return await ask();
    } catch (error) {
      const passing =
        error instanceof TransientError ||
        (error instanceof Error && Reflect.get(error, 'retriable') === true);
      if (!passing || Date.now() >= deadline) throw error;
    }
  }
}
