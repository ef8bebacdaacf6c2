/**
 * Version of everything between a raw page and its article. Raise it when the output changes, so that records
 * name what made them.
 */
export const PARSER_VERSION = '0.5.0';
