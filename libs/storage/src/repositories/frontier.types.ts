import type { FeedDoc } from './feed.types.js';

/** A page to fetch, or one that has been fetched. */
export interface PageTask {
  articleId: string;
  url: string;
  urlNormalized: string;
  hostKey: string;
  feedId: string;
  /** ce_id of the ArticleDiscovered that asked for it. */
  discoveryId: string;
  entry: unknown;
  /** `feed`: the entry is the article, and the page is never asked for. */
  contentFrom?: string | null;
  discoveredAt: Date;
  traceparent: string | null;
  state: 'waiting' | 'done';
  attempts: number;
  nextAttemptAt: Date;
  lastError: string | null;
  /** When it was last read as a page; older rows do not say. */
  readAt?: Date | null;
  /** Since when the page that was read is gone; null while it is there. */
  gone?: GonePage | null;
}

/** A page that was read once and answers 404 or 410. */
export interface GonePage {
  since: Date;
  /** Times in a row that it was gone. */
  checks: number;
  status: number;
  /** When its article was retracted for it. */
  withdrawnAt: Date | null;
}

/** What is noted of a page at its end, and when it is asked for again. */
export interface PageEnd extends Pick<PageTask, 'readAt' | 'gone'> {
  recheck?: { at: Date; discoveryId: string } | null;
}

export interface NewPageTask extends Omit<
  PageTask,
  'state' | 'attempts' | 'nextAttemptAt' | 'lastError' | 'readAt' | 'gone'
> {
  change: 'new' | 'changed';
}

/** The right to talk to one host, for a time. */
export interface HostLease {
  hostKey: string;
  owner: string;
  until: Date;
  /** Fencing token: rises with every lease of the host. */
  token: number;
  /** Pause between two requests that the site's robots.txt asks for. */
  crawlDelayMs: number;
  /** Answers "unavailable" (503) in a row so far; the holder counts on, and a release keeps the count. */
  unavailable: number;
  /** Wake-ups of the host before the lease: what was read since then is whole unless the number has changed. */
  wakes: number | null;
}

/** A leased host with what of its work is due. */
export interface HostWork {
  lease: HostLease;
  work: DueWork;
}

/** What one round of leasing gave. */
export interface LeaseRound {
  hosts: HostWork[];
  /** When the next host that nobody holds becomes ready; null when none is known. */
  nextReadyAt: Date | null;
}

export interface DueWork {
  feeds: FeedDoc[];
  pages: PageTask[];
  /** When the first of the host's other work is due, which may be now; null when there is none. */
  restDueAt: Date | null;
}
