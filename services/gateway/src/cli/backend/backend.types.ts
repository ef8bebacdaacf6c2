import type { ArticleRecord } from '@dateline/contracts';
import type { StoredChange, SkippedEntry, Trace } from '@dateline/storage';
import type { ChangeQuery } from '../../access/changes.schema.js';
import type { VersionDiff } from '../../articles/compare-versions.js';
import type { ArticleDecisions } from '../../articles/decisions.schema.js';
import type { AuditReport } from '../../audit/audit.js';
import type { FeedFilter } from '../../feed-health/feed-health.schema.js';
import type { FeedView } from '../../feeds/describe-feeds.js';
import type { FeedDiscovery } from '../../feeds/discovery.schema.js';
import type { AddFeed, ChangeFeed, ImportReport } from '../../feeds/feeds.schema.js';
import type { LetterFacts, LetterGroup } from '../../quarantine/letter-groups.js';

/** What daily work needs of an installation: a gateway does it, or the stores themselves. */
export interface Backend {
  feeds: FeedsBackend;
  articles: ArticlesBackend;
  /** Throws AuditOpen where there is no verdict. */
  audit(): Promise<AuditReport>;
  /** By id, address, guid or title; null where nothing is known. */
  trace(reference: string): Promise<ShownTrace | null>;
  /** Entries that became no article, by guid, address or title. */
  skipped(name: string): Promise<SkippedEntry[]>;
  why(reference: string): Promise<ArticleDecisions | null>;
  changes(query: ChangeQuery): Promise<StoredChange[]>;
  letters: LettersBackend;
  close(): Promise<void>;
}

/** A trace without what only its writer needs. */
export type ShownTrace = Omit<Trace, 'rev' | 'lastOutcome' | 'names'>;

/** The audit has no verdict; the message says what it waits for. */
export class AuditOpen extends Error {
  readonly code = 'audit_open';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AuditOpen';
  }
}

/** Changes are recorded in the audit log. Addresses that cannot be, and values that are none, throw Refused and UsageError. */
export interface FeedsBackend {
  /** The worst first. */
  list(filter: FeedFilter): Promise<FeedView[]>;
  /** One feed by id or address, with what became of its articles. */
  find(reference: string): Promise<FeedView | null>;
  add(feed: AddFeed): Promise<{ feed: Pick<FeedView, 'feedId' | 'url'>; created: boolean }>;
  discover(page: string): Promise<FeedDiscovery>;
  /** Adds the feeds of an OPML file; `progress` is told the outlines so far. */
  importFile(file: string, progress: (done: number) => void): Promise<ImportReport>;
  /** All feeds as OPML. */
  exportOpml(): Promise<string>;
  change(feed: FeedView, change: FeedChange): Promise<void>;
  pause(feedId: string, reason: string): Promise<void>;
  resume(feedId: string): Promise<void>;
  /** Makes it due; false where it is not polled. */
  fetch(feedId: string): Promise<boolean>;
  remove(feedId: string): Promise<void>;
}

/** New rules and names, and labels to add and to take away. */
export interface FeedChange {
  rules: Partial<ChangeFeed>;
  add: string[];
  remove: string[];
}

export interface ArticlesBackend {
  /** A page of records, as `GET /articles` gives it. */
  search(query: ArticleSearch): Promise<{ items: ArticleRecord[]; next: string | null }>;
  /** The present record by id or address; null where none is indexed. */
  get(reference: string): Promise<ArticleRecord | null>;
  /** What differs between two versions; null where one is not kept. */
  diff(record: ArticleRecord, older: number, newer: number): Promise<VersionDiff | null>;
}

/** The parameters of `GET /articles`, unchecked. */
export type ArticleSearch = Readonly<Record<string, string | number | undefined>>;

export interface LettersBackend {
  list(filter: LetterChoiceFilter): Promise<LetterFacts[]>;
  groups(service?: string): Promise<LetterGroup[]>;
  group(id: string): Promise<LetterGroup | null>;
  /** Puts back or gives up all of a group (16 digits) or one letter (32). Null where none waits. */
  settle(
    action: 'release' | 'discard',
    id: string,
    reason: string | null,
  ): Promise<{ settled: number; stuck: number; letters: LetterFacts[] } | null>;
  /** Puts back all that a filter names. */
  replay(filter: LetterChoiceFilter): Promise<{ replayed: number; kept: number; letters: LetterFacts[] }>;
}

export interface LetterChoiceFilter {
  service?: string | undefined;
  code?: string | undefined;
  group?: string | undefined;
}
