const HOUR_MS = 3_600_000;
const HOURS_OF_A_WEEK = 168;

/** Hours (0 to 23) and days (0 is Sunday) in GMT in which a publisher wants no polls. */
export interface SkipTimes {
  skipHours: readonly number[];
  skipDays: readonly number[];
}

/**
 * The first instant at or after `at` that is not skipped, and the rule that moved it. If all times are
 * skipped, none are.
 */
export function afterSkipTimes(at: Date, skip: SkipTimes): { at: Date; by: 'hours' | 'days' | null } {
  let moved = at;
  let by: 'hours' | 'days' | null = null;
  for (let hours = 0; hours <= HOURS_OF_A_WEEK; hours += 1) {
    const cause = skippedBy(moved, skip);
    if (cause === null) return { at: moved, by };
    by = cause;
    moved = new Date((Math.floor(moved.getTime() / HOUR_MS) + 1) * HOUR_MS);
  }
  return { at, by: null };
}

function skippedBy(at: Date, { skipHours, skipDays }: SkipTimes): 'hours' | 'days' | null {
  if (skipDays.includes(at.getUTCDay())) return 'days';
  return skipHours.includes(at.getUTCHours()) ? 'hours' : null;
}
