/** Named in events and outcomes: raised when the fetcher's output changes. */
export const FETCHER_VERSION = '0.1.0';
export const FETCHER_SOURCE = '/dateline/fetcher';
