import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for work for a limited time and returns whether it finished. Rejects when the work does. Unfinished
 * work continues.
 */
export async function doneWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(ms, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    timer.abort();
  }
}
