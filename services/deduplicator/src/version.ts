/** The version that events, outcomes and records name. It is raised when decisions change. */
export const DEDUPLICATOR_VERSION = '0.2.0';
