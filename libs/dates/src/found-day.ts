import type { DayOrder } from './date-hints.js';
import type { Day } from './to-gregorian.js';

/** A day somewhere in a text. */
export interface FoundDay {
  day: Day;
  /** The day in the other order of day and month, where neither the numbers nor a weekday decide. */
  other: Day | null;
  /** Whether nothing but custom decided: not even the writer's country is known. */
  isGuess: boolean;
  /** How day and month were read where two numbers stand for them. */
  order: DayOrder | null;
  /** No day is written: it is the first of the month. */
  isMonthAlone: boolean;
  before: string;
  rest: string;
}

export const certain = (day: Day): Omit<FoundDay, 'before' | 'rest'> => ({
  day, other: null, isGuess: false, order: null, isMonthAlone: false,
}); // prettier-ignore
