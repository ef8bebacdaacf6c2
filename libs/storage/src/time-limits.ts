/** Milliseconds in which the server answers an operation, where no setting says otherwise. */
export const OPERATION_MS = 30_000;

/** For reads over whole collections, such as those of the audit. */
export const WHOLE_COLLECTION_MS = 10 * 60_000;

/** For a migration: an index over a large collection takes its time. */
export const MIGRATION_MS = 6 * 60 * 60_000;
