import { RETRY_POLICIES } from '@dateline/config';
import { TransientError } from '../messaging.errors.js';

const { baseMs, deadlineMs } = RETRY_POLICIES.kafkaNotReady;

/**
 * Repeats a request while Kafka answers that it is not ready: a coordinator loads, a leader moves, a topic
 * was just created. kafkajs does this itself for most requests, but not for group offsets and new topics.
 * `isPassing` tells the failures after which the request may be repeated.
 */
export async function retryWhileNotReady<T>(ask: () => Promise<T>, isPassing = isRetriable): Promise<T> {
  for (const deadline = Date.now() + deadlineMs; ; await pause()) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error) || Date.now() >= deadline) throw error;
    }
  }
}

function isRetriable(error: unknown): boolean {
  return (
    error instanceof TransientError || (error instanceof Error && Reflect.get(error, 'retriable') === true)
  );
}

/** Uses the global timer, which the simulation of the stage runtime replaces. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, baseMs));
