/** The service's version is that of the way it takes a page: a record names it. */
export { PARSER_VERSION } from '@dateline/extraction';
