/** Milliseconds in which the server answers an operation, where no setting says otherwise. */
export const OPERATION_MS = 30_000;

/** For reads over whole collections, such as those of the audit. */
export const WHOLE_COLLECTION_MS = 10 * 60_000;

/** For a migration: an index over a large collection takes its time. */
export const MIGRATION_MS = 6 * 60 * 60_000;

/** To find a server. */
export const SELECTION_MS = 5_000;

/** Between two tries to connect. */
export const RECONNECT_MS = 1_000;

/** For a ping of the health check, and for what is asked as often. */
export const PING_MS = 2_000;
