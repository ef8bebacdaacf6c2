import {
  countOffered,
  FeedError,
  type FeedErrorCode,
  isPacked,
  parseSource,
  SOURCE_READER,
  type FeedReaderName,
  type ParseFeedOptions,
  type ReadSource,
  type SourceJob,
  type SourceReading,
} from '@dateline/feed';
import { BoundedPool, TaskOutOfMemory, TaskTimedOut, type PoolLimits } from '@dateline/worker-pool';
import { Logger } from '@nestjs/common';

export interface FeedParserSettings extends PoolLimits {
  reader: FeedReaderName;
  /**
   * Documents up to this size are parsed on the main thread, because that takes less time than a transfer to
   * a thread.
   */
  inlineBytes: number;
}

/** Reads a document as `parseSource` does. Throws FeedError. */
export type ParseDocument = (
  bytes: Uint8Array,
  options: Omit<ParseFeedOptions, 'reader'>,
) => Promise<ReadSource>;

/**
 * Parses feeds so that a large or hostile one delays no other. Documents over a size, and packed ones (whose
 * size is unknown), go to threads with a time and a heap limit. Small ones are parsed on the main thread.
 */
export class FeedParser {
  private readonly pool: BoundedPool<SourceJob, SourceReading>;

  constructor(private readonly settings: FeedParserSettings) {
    const logger = new Logger('Threads');
    this.pool = new BoundedPool(SOURCE_READER, settings, (error) => {
      logger.error({ msg: 'an idle feed thread ended', err: error });
    });
  }

  readonly parse: ParseDocument = (bytes, options) => {
    const { reader, inlineBytes } = this.settings;
    if (bytes.byteLength <= inlineBytes && !isPacked(bytes))
      return parseSource(bytes, { ...options, reader });
    return this.parseApart({ bytes, options: { ...options, reader } });
  };

  /** Documents that are in a thread or wait for one. */
  get load(): number {
    return this.pool.load;
  }

  /** Ends the threads. Callers finish their documents first. */
  close(): Promise<void> {
    return this.pool.close();
  }

  private async parseApart(job: SourceJob): Promise<ReadSource> {
    const reading = await this.pool.run(job).catch((error: unknown) => {
      if (error instanceof TaskTimedOut || error instanceof TaskOutOfMemory)
        throw refused('too_complex', error, isPacked(job.bytes) ? 0 : countOffered(job.bytes));
      throw error;
    });
    if ('refused' in reading) throw refused(reading.refused, reading, reading.offered);
    return reading.parsed;
  }
}

function refused(code: FeedErrorCode, cause: Error | { message: string }, offered: number): FeedError {
  const error = new FeedError(code, cause.message, cause instanceof Error ? { cause } : {});
  error.offered = offered;
  return error;
}
