/** Version of the whole way from a raw page to its article; raised when its output changes, so that records name what made them. */
export const PARSER_VERSION = '0.5.0';
