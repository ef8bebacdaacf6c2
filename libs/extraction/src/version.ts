/** Version of the extraction rules: each record carries it, so that a replay knows what made a record. */
export const EXTRACTOR_VERSION = '0.5.0';
