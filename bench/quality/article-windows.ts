/** The windows of the deduplicator's default settings, in ms: near-duplicates, and texts that come back as a whole. */
export const WINDOWS = { windowMs: 72 * 3_600_000, republishedMs: 14 * 86_400_000 } as const;
