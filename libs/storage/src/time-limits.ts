/** Longest time of one operation with the repetitions of the driver, where no setting says otherwise. */
export const OPERATION_MS = 30_000;

/** For reads over whole collections, such as those of the audit. */
export const WHOLE_COLLECTION = { timeoutMS: 10 * 60_000 };

/** For a migration: an index over a large collection takes its time. */
export const MIGRATION_MS = 6 * 60 * 60_000;

/** The time limit holds for each batch of a cursor, and not for its whole life. */
export const EACH_BATCH = { timeoutMode: 'iteration' } as const;
