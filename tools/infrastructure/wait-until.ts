import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Repeats `attempt` until it returns a value other than undefined, and returns that value. `isOver` names a reason to give up early.
 * @template T
 * @param {() => Promise<T | undefined>} attempt
 * @param {{ what: string, timeoutMs: number, isOver?: () => string | undefined }} options
 * @returns {Promise<T>}
 */
export async function waitUntil(attempt, { what, timeoutMs, isOver = () => undefined }) {
  const deadline = Date.now() + timeoutMs;
  let cause;
  for (let pauseMs = 50; Date.now() < deadline; pauseMs = Math.min(pauseMs * 1.5, 500)) {
    const over = isOver();
    if (over) throw new Error(`${what}: ${over}`);
    try {
      const value = await attempt();
      if (value !== undefined) return value;
    } catch (error) {
      cause = error;
    }
    await sleep(pauseMs);
  }
  throw new Error(
    `${what}: not after ${Math.round(timeoutMs / 1000)} s${cause ? ` (${cause.message})` : ''}`,
    { cause },
  );
}
