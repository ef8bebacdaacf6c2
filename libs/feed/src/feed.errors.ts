export type FeedErrorCode = 'not_a_feed' | 'empty' | 'malformed' | 'too_large' | 'too_complex';

/** Bytes that cannot be read as a feed, and why. */
export class FeedError extends Error {
  /** Entries that they hold all the same, where they were counted. */
  offered = 0;

  constructor(
    readonly code: FeedErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'FeedError';
  }
}
