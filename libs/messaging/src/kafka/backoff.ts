/** Milliseconds to wait before try `attempt` + 1: exponential with full jitter (AWS Architecture Blog, 2015), at least a tenth of the step. */
export function backoffMs(
  attempt: number,
  { baseMs, capMs }: { baseMs: number; capMs: number },
  random: () => number = Math.random,
): number {
  const step = Math.min(capMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(step * (0.1 + 0.9 * random()));
}
