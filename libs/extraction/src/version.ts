/**
 * Version of the extraction rules. Each record carries it, so that a replay knows which rules made the
 * record.
 */
export const EXTRACTOR_VERSION = '0.5.0';
