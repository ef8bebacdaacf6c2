import type { Day } from './to-gregorian.js';

/** A day somewhere in a text. */
export interface FoundDay {
  day: Day;
  /** The day in the other order of day and month, where neither the numbers nor a weekday decide. */
  other: Day | null;
  /** Whether nothing but custom decided: not even the writer's country is known. */
  isGuess: boolean;
  /** No day is written: it is the first of the month. */
  isMonthAlone: boolean;
  before: string;
  rest: string;
}

export const certain = (day: Day): Pick<FoundDay, 'day' | 'other' | 'isGuess' | 'isMonthAlone'> => ({
  day, other: null, isGuess: false, isMonthAlone: false,
}); // prettier-ignore
