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
  discoveredAt: Date;
  traceparent: string | null;
  state: 'waiting' | 'done';
  attempts: number;
  nextAttemptAt: Date;
  lastError: string | null;
}

export interface NewPageTask extends Omit<PageTask, 'state' | 'attempts' | 'nextAttemptAt' | 'lastError'> {
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
}

export interface DueWork {
  feeds: FeedDoc[];
  pages: PageTask[];
}
