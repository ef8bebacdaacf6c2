import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from './error-text.ts';

/** Repeats `attempt` until it returns a value other than undefined, and returns that value. `isOver` names a reason to give up early. */
export async function waitUntil<T>(
  attempt: () => Promise<T | undefined>,
  {
    what,
    timeoutMs,
    isOver = () => undefined,
  }: { what: string; timeoutMs: number; isOver?: () => string | undefined },
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
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
    `${what}: not after ${Math.round(timeoutMs / 1000)} s${cause ? ` (${messageOf(cause)})` : ''}`,
    { cause },
  );
}
