import type { DeadLetter } from './read-dead-letter.js';
import { takeLetters, type TakeOptions } from './take-letters.js';

export interface DiscardReport {
  discarded: DeadLetter[];
  /** Letters that were not selected. They stay in the box. */
  kept: number;
}

/** Takes dead letters out of the box without putting them back. Their articles stay dead-lettered in the ledger. */
export async function discardDeadLetters(options: TakeOptions): Promise<DiscardReport> {
  const { taken, kept } = await takeLetters(options, () => []);
  return { discarded: taken, kept };
}
