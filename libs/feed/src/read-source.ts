import { FeedError, type FeedErrorCode } from './feed.errors.js';
import type { ReadSource } from './feed.types.js';
import type { ParseFeedOptions } from './parse-feed.js';
import { parseSource } from './parse-source.js';

export interface SourceJob {
  bytes: Uint8Array;
  options: ParseFeedOptions;
}

export type SourceReading =
  { parsed: ReadSource } | { refused: FeedErrorCode; message: string; offered: number };

/**
 * `parseSource` for a worker thread. It returns the refusal as a value, because an error loses its class
 * between threads.
 */
export async function readSource({ bytes, options }: SourceJob): Promise<SourceReading> {
  try {
    return { parsed: await parseSource(bytes, options) };
  } catch (error) {
    if (error instanceof FeedError)
      return { refused: error.code, message: error.message, offered: error.offered };
    throw error;
  }
}
