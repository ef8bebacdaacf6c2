import { HttpError } from './http.errors.js';
import type { Timers } from './http.types.js';

/** Timers of the process. */
export const systemTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

interface Deadline {
  ms: number;
  timers: Timers;
  caller: AbortSignal | undefined;
}

/**
 * Limits the total time with one timer; an inactivity timer would not end a body that arrives drop by drop.
 * Throws HttpError `timeout` or `aborted`.
 */
export async function withDeadline<T>(
  { ms, timers, caller }: Deadline,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timedOut = false;
  const abort = () => {
    controller.abort();
  };
  const cancel = timers.after(ms, () => {
    timedOut = true;
    abort();
  });
  caller?.addEventListener('abort', abort);
  if (caller?.aborted) abort();
  try {
    return await work(controller.signal);
  } catch (cause) {
    if (!controller.signal.aborted) throw cause;
    const failure = timedOut
      ? new HttpError('timeout', `not done after ${ms} ms`, { cause })
      : new HttpError('aborted', 'the request was given up', { cause });
    if (cause instanceof HttpError) failure.url = cause.url;
    throw failure;
  } finally {
    cancel();
    caller?.removeEventListener('abort', abort);
  }
}
