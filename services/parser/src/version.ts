/** Named in events, outcomes and records: raised when the parser's output changes. */
export const PARSER_VERSION = '0.1.0';
