import { stepMs, type LatencyStep } from '@dateline/storage';

/**
 * The value, in milliseconds, below which `share` (0 to 1) of a histogram lies: the middle of the step that
 * holds it (nearest rank). Null for an empty one.
 */
export function latencyPercentile(steps: readonly LatencyStep[], share: number): number | null {
  const total = steps.reduce((sum, { count }) => sum + count, 0);
  let rank = Math.max(1, Math.ceil(total * share));
  for (const { step, count } of steps.toSorted((a, b) => a.step - b.step)) {
    rank -= count;
    if (rank <= 0) return Math.round((stepMs(step) + stepMs(step + 1)) / 2);
  }
  return null;
}
