import type { ChangeRule } from '@dateline/storage';
import { DAY_MS } from '../volume/hours.js';

/**
 * The turns of an article that changes, at most `perDay` in any day: half of them may come at once, the rest evenly over the day. What comes
 * sooner waits for its turn, so that the last state is always read. The generic cell rate algorithm (ITU-T I.371) with one instant a page:
 * when all turns taken so far would be used up at the even rate.
 */
export function changeTurns(perDay: number): ChangeRule {
  const burst = Math.ceil(perDay / 2);
  const stepMs = DAY_MS / Math.max(1, perDay - burst);
  return (before, now) => {
    const usedUpAt = Math.max(before?.getTime() ?? 0, now.getTime());
    const at = Math.max(now.getTime(), usedUpAt - (burst - 1) * stepMs);
    return {
      at: new Date(at),
      changesFreeAt: new Date(usedUpAt + stepMs),
      isDamped: at > now.getTime(),
    };
  };
}
