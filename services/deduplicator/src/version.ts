/** Named in events, outcomes and records: raised when decisions change. */
export const DEDUPLICATOR_VERSION = '0.2.0';
