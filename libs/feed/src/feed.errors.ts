export type FeedErrorCode = 'not_a_feed' | 'empty' | 'malformed' | 'too_large' | 'too_complex';

/** The bytes cannot be read as a feed; the code gives the reason. */
export class FeedError extends Error {
  /** Number of entries in the bytes, when they were counted. */
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
