/** The service's version is the parser version; each record carries it. */
export { PARSER_VERSION } from '@dateline/extraction';
