/** The version that events, outcomes and records name. */
export const INDEXER_VERSION = '0.1.0';
