import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for work no longer than a time; whether it was done. Rejects where the work does; what goes on after the time goes on. */
export async function doneWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(ms, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    timer.abort();
  }
}
