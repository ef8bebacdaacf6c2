import {
  FeedError,
  isPacked,
  parseSource,
  SOURCE_READER,
  type FeedReaderName,
  type ParsedFeed,
  type ParseFeedOptions,
  type SourceJob,
  type SourceReading,
} from '@dateline/feed';
import { BoundedPool, TaskOutOfMemory, TaskTimedOut, type PoolLimits } from '@dateline/worker-pool';
import { Logger } from '@nestjs/common';

export interface FeedParserSettings extends PoolLimits {
  reader: FeedReaderName;
  /** Documents up to this size are parsed on the spot: shorter than the way to a thread and back is worth. */
  inlineBytes: number;
}

/** Reads a document as `parseSource` does. Throws FeedError. */
export type ParseDocument = (
  bytes: Uint8Array,
  options: Omit<ParseFeedOptions, 'reader'>,
) => Promise<ParsedFeed>;

/**
 * Parses feeds so that a large or hostile one holds up nobody: those over a size, and packed ones, whose size cannot be seen, go to threads
 * with a time and a heap of their own. Small ones are parsed on the spot.
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

  /** Documents that are in threads or wait for one. */
  get load(): number {
    return this.pool.load;
  }

  /** Ends the threads; callers finish theirs first. */
  close(): Promise<void> {
    return this.pool.close();
  }

  private async parseApart(job: SourceJob): Promise<ParsedFeed> {
    const reading = await this.pool.run(job).catch((error: unknown) => {
      if (error instanceof TaskTimedOut || error instanceof TaskOutOfMemory)
        throw new FeedError('too_complex', error.message, { cause: error });
      throw error;
    });
    if ('refused' in reading) throw new FeedError(reading.refused, reading.message);
    return reading.parsed;
  }
}
