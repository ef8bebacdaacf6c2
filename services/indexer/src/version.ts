/** Named in events, outcomes and records. */
export const INDEXER_VERSION = '0.1.0';
