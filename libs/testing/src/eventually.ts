import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Repeats `check` until it returns something truthy, and returns that. A check that throws counts as "not
 * yet". When the time is over, the failure names `what`, the last value and the last error. Tests must wait
 * only in this way: for a condition, never for a fixed time.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  {
    timeoutMs = 20_000,
    pollMs = POLL_MS,
    what = 'the expected condition',
  }: { timeoutMs?: number; pollMs?: number; what?: string } = {},
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs;
  let last: { value: unknown } | { error: unknown };
  do {
    try {
      const value = await check();
      if (value) return value;
      last = { value };
    } catch (error) {
      last = { error };
    }
    await sleep(pollMs);
  } while (Date.now() < deadline);
  const seen =
    'error' in last
      ? `the last try failed: ${describe(last.error)}`
      : `the last value was ${String(last.value)}`;
  throw new Error(`Waited ${timeoutMs} ms for ${what}; ${seen}`, {
    cause: 'error' in last ? last.error : undefined,
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
