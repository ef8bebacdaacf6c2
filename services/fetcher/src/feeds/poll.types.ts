import type { HttpResponse } from '@dateline/http';
import type { FeedMove } from '@dateline/storage';
import type { DiscoveryResult } from '../discovery/entry-discovery.js';
import type { Damage } from '../losses/judge-damage.js';
import type { FeedReading } from '../documents/read-feed-response.js';

/** How the request for a feed ended. */
export type FeedRequest =
  { kind: 'answered'; answer: FeedAnswer } | { kind: 'postponed' } | { kind: 'aborted' };

/** What the server answered, as read. */
export interface FeedAnswer {
  reading: FeedReading;
  /** Null where nothing was requested, or no answer came. */
  response: HttpResponse | null;
  /** Whether validators were sent. */
  conditional: boolean;
  /** When the request was over. */
  endedAt: Date;
  /** Milliseconds from the question to the parsed document. */
  ms: number;
}

/** An answer whose document was taken: its entries are published and recorded. */
export interface TakenAnswer extends FeedAnswer {
  /** When the poll began. */
  at: Date;
  discovered: DiscoveryResult;
}

/** Results of the meters that the schedule uses. */
export interface Measured {
  /** Since when entries are probably missing. */
  lostSince: Date | null;
  /** What is wrong with the document. */
  damage: Damage | null;
  /** Whether a hub brings what is new, so that a slow poll will do. */
  isPushed: boolean;
}

/** A poll at its end, as its record, its metrics and its log line see it. */
export interface Poll extends TakenAnswer {
  measured: Measured;
  /** Where the feed seems to be moving. */
  move: FeedMove | null;
}
