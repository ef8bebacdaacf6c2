import {
  chooseIdentity,
  countOffered,
  FEED_WORKER,
  FeedError,
  isPacked,
  nameEntries,
  parseSource,
  sanitiseEntry,
  type EntryNames,
  type FeedEntry,
  type FeedErrorCode,
  type FeedIdentity,
  type FeedJob,
  type FeedReaderName,
  type FeedWork,
  type IdentityRules,
  type ParseFeedOptions,
  type ReadSource,
  type SourceJob,
  type SourceReading,
} from '@dateline/feed';
import { BoundedPool, TaskOutOfMemory, TaskTimedOut, type PoolLimits } from '@dateline/worker-pool';
import { Logger } from '@nestjs/common';
import { DocumentTurns } from './document-turns.js';

export interface FeedParserSettings extends PoolLimits {
  reader: FeedReaderName;
  /** Entries of one feed that are read at most. */
  maxEntries?: number;
  /**
   * Documents up to this size are worked on in the main thread, because that takes less time than a transfer to
   * a thread.
   */
  inlineBytes: number;
}

/** Reads a document as `parseSource` does. Throws FeedError. */
export type ParseDocument = (
  bytes: Uint8Array,
  options: Omit<ParseFeedOptions, 'reader' | 'maxEntries'>,
) => Promise<ReadSource>;

/** Names entries as `nameEntries` does. Throws FeedError. */
export type NameEntries = (items: readonly FeedEntry[], rules: IdentityRules) => Promise<EntryNames>;

/** Chooses a policy as `chooseIdentity` does. Throws FeedError. */
export type ChooseIdentity = (...question: Parameters<typeof chooseIdentity>) => Promise<FeedIdentity>;

/** Sanitises entries, in order. Entries that take too long lose their texts. */
export type SanitiseEntries = (items: readonly FeedEntry[]) => Promise<FeedEntry[]>;

/** What an entry takes up beside its texts, in characters. */
const ENTRY_CHARACTERS = 256;

/** Bytes from which a document takes so much memory, with its entries, that there is one at a time. */
const LARGE_BYTES = 512 * 1024;

/** Characters of a text that is left out unread: what stays of it after sanitising would be too long for an event. */
const GIANT_TEXT = 1_000_000;

function withoutGiantTexts(entry: FeedEntry): FeedEntry {
  const within = (html: string | null) => (html !== null && html.length > GIANT_TEXT ? null : html);
  return { ...entry, summaryHtml: within(entry.summaryHtml), contentHtml: within(entry.contentHtml) };
}

/** The characters of entries: the measure of the work on them. */
export function charactersOf(items: readonly FeedEntry[]): number {
  return items.reduce(
    (sum, { title, summaryHtml, contentHtml }) =>
      sum + ENTRY_CHARACTERS + (title?.length ?? 0) + (summaryHtml?.length ?? 0) + (contentHtml?.length ?? 0),
    0,
  );
}

/**
 * Works on feeds so that a large or hostile one delays no other. Documents over a size, and packed ones (whose
 * size is unknown), go to threads with a time and a heap limit: to be parsed, to have their entries named and their guids judged, and to
 * have them sanitised. Small ones are worked on in the main thread.
 */
export class FeedParser {
  private readonly logger = new Logger('Threads');
  private readonly pool: BoundedPool<FeedJob, FeedWork>;
  private readonly turns = new DocumentTurns();

  constructor(private readonly settings: FeedParserSettings) {
    this.pool = new BoundedPool(FEED_WORKER, settings, (error) => {
      this.logger.error({ msg: 'an idle feed thread ended', err: error });
    });
  }

  /** Does work that may parse documents: a large one has the memory for itself until the work ends. */
  readonly during: DocumentTurns['during'] = (signal, work) => this.turns.during(signal, work);

  readonly parse: ParseDocument = async (bytes, options) => {
    const { reader, maxEntries, inlineBytes } = this.settings;
    const job = { bytes, options: { ...options, reader, maxEntries } };
    const packed = isPacked(bytes);
    if (bytes.byteLength <= inlineBytes && !packed) return parseSource(bytes, job.options);
    const turn = packed || bytes.byteLength >= LARGE_BYTES ? this.turns.take() : null;
    if (turn) await turn;
    return this.parseApart(job);
  };

  readonly name: NameEntries = async (items, rules) => {
    if (charactersOf(items) <= this.settings.inlineBytes) return nameEntries(items, rules);
    return (await this.run({ kind: 'name', items, rules })) as EntryNames;
  };

  readonly choose: ChooseIdentity = async (items, feedUrl, churned, before) => {
    if (charactersOf(items) <= this.settings.inlineBytes)
      return chooseIdentity(items, feedUrl, churned, before);
    return (await this.run({ kind: 'choose', items, feedUrl, churned, before })) as FeedIdentity;
  };

  readonly sanitise: SanitiseEntries = async (entries) => {
    const items = entries.map(withoutGiantTexts);
    if (charactersOf(items) <= this.settings.inlineBytes) return items.map(sanitiseEntry);
    try {
      return (await this.run({ kind: 'sanitise', items })) as FeedEntry[];
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      this.logger.warn({ msg: 'entries lose their texts, which take too long', entries: items.length });
      return items.map((entry) => ({ ...entry, summaryHtml: null, contentHtml: null }));
    }
  };

  /** Jobs that are in a thread or wait for one. */
  get load(): number {
    return this.pool.load;
  }

  /** Ends the threads. Callers finish their documents first. */
  close(): Promise<void> {
    return this.pool.close();
  }

  private async parseApart(job: SourceJob): Promise<ReadSource> {
    const offered = () => (isPacked(job.bytes) ? 0 : countOffered(job.bytes));
    const reading = (await this.run({ kind: 'read', ...job }, offered)) as SourceReading;
    if ('refused' in reading) throw refused(reading.refused, reading, reading.offered);
    return reading.parsed;
  }

  /** `offered` counts the entries of a document that was refused; where its entries were read, the caller has them. */
  private async run(job: FeedJob, offered = () => 0): Promise<FeedWork> {
    try {
      return await this.pool.run(job);
    } catch (error) {
      if (!(error instanceof TaskTimedOut || error instanceof TaskOutOfMemory)) throw error;
      throw refused('too_complex', error, offered());
    }
  }
}

function refused(code: FeedErrorCode, cause: Error | { message: string }, offered: number): FeedError {
  const error = new FeedError(code, cause.message, cause instanceof Error ? { cause } : {});
  error.offered = offered;
  return error;
}
