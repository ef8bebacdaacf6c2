import type { FeedDoc } from './feed.types.js';

/** A page to fetch, or a page that was fetched. */
export interface PageTask {
  articleId: string;
  url: string;
  urlNormalized: string;
  hostKey: string;
  feedId: string;
  /** `ce_id` of the ArticleDiscovered event that requested it. */
  discoveryId: string;
  entry: unknown;
  /** `feed`: the entry is the article, and the page is never requested. */
  contentFrom?: string | null;
  /** Address of the feed; older rows do not say. */
  feedUrl?: string | null;
  /** With what authority the feed speaks of the address; older rows do not say. */
  authority?: string | null;
  /** The feed has the address from a weaker one, and nobody has been told of it yet. */
  takenOver?: boolean | null;
  /** Redirects from other outlets by which the address was found. */
  pointers?: number | null;
  discoveredAt: Date;
  traceparent: string | null;
  state: 'waiting' | 'done';
  attempts: number;
  nextAttemptAt: Date;
  lastError: string | null;
  /** When the changes that it was read for so far would be used up at the allowed rate; older rows lack it. */
  changesFreeAt?: Date | null;
  /** It waits for that time because it changes too often; its last state is read then. */
  dampedUntil?: Date | null;
  /** When it was last read as a page; older rows lack it. */
  readAt?: Date | null;
  /** When a page that was read disappeared; null while it exists. */
  gone?: GonePage | null;
}

/** A page that was read before and now answers 404 or 410. */
export interface GonePage {
  since: Date;
  /** Consecutive checks that found it gone. */
  checks: number;
  status: number;
  /** When its article was retracted because of it. */
  withdrawnAt: Date | null;
}

/** What is noted of a page at its end, and when it is asked for again. */
export interface PageEnd extends Pick<PageTask, 'readAt' | 'gone' | 'authority'> {
  recheck?: { at: Date; discoveryId: string } | null;
}

export interface NewPageTask extends Omit<
  PageTask,
  | 'state'
  | 'attempts'
  | 'nextAttemptAt'
  | 'lastError'
  | 'changesFreeAt'
  | 'dampedUntil'
  | 'readAt'
  | 'gone'
  | 'takenOver'
> {
  change: 'new' | 'changed';
}

/** Whether who names an address goes before who named it earlier, by the authority words of their tasks (null: an older row). */
export type OutranksRule = (now: string | null, before: string | null) => boolean;

/** When a page that has changed is read again, and what its row keeps for the next change. */
export interface ChangeTurn {
  at: Date;
  changesFreeAt: Date;
  isDamped: boolean;
}

/** Gives a changed page its turn, from what its row kept (null: no change before). */
export type ChangeRule = (changesFreeAt: Date | null, now: Date) => ChangeTurn;

/** What decides about a page that is in line already. */
export interface PageRules {
  outranks: OutranksRule;
  ofChange: ChangeRule;
}

/** The right to talk to one host, for a time. */
export interface HostLease {
  hostKey: string;
  owner: string;
  until: Date;
  /** Fencing token; each lease of the host raises it. */
  token: number;
  /** Delay between two requests, from the site's robots.txt. */
  crawlDelayMs: number;
  /**
   * Consecutive "unavailable" answers (503) so far. The holder continues the count, and a release stores it.
   */
  unavailable: number;
  /**
   * Wake-ups of the host before the lease. While the number is unchanged, the work read with the lease is
   * complete.
   */
  wakes: number | null;
}

/** A leased host with its due work, up to a limit. */
export interface HostWork {
  lease: HostLease;
  work: DueWork;
}

/** The result of one leasing round. */
export interface LeaseRound {
  hosts: HostWork[];
  /** When the next unleased host becomes ready; null when none is known. */
  nextReadyAt: Date | null;
}

export interface DueWork {
  feeds: FeedDoc[];
  pages: PageTask[];
  /** When the host's remaining work is next due, possibly now; null when there is none. */
  restDueAt: Date | null;
}
