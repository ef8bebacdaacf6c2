import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 10_000;
const POLL_MS = 250;

/**
 * Asks Kafka again while it answers that it is not ready: a coordinator that loads, a leader that moves, a topic just
 * made. The client library asks again by itself for most requests, not for a group's offsets or new topics.
 */
export async function retryWhileNotReady<T>(ask: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(POLL_MS)) {
    try {
      return await ask();
    } catch (error) {
      const passing = error instanceof Error && Reflect.get(error, 'retriable') === true;
      if (!passing || Date.now() >= deadline) throw error;
    }
  }
}
