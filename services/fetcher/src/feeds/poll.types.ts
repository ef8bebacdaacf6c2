import type { HttpResponse } from '@dateline/http';
import type { FeedMove } from '@dateline/storage';
import type { DiscoveryResult } from '../discovery/entry-discovery.js';
import type { Damage } from '../losses/judge-damage.js';
import type { FeedReading } from '../documents/read-feed-response.js';

/** How the request for a feed ended. */
export type FeedRequest =
  { kind: 'answered'; answer: FeedAnswer } | { kind: 'postponed' } | { kind: 'aborted' };

/** The server's answer, as read. */
export interface FeedAnswer {
  reading: FeedReading;
  /** Null when nothing was requested, or no answer arrived. */
  response: HttpResponse | null;
  /** Whether validators were sent. */
  conditional: boolean;
  /** When the request ended. */
  endedAt: Date;
  /** Milliseconds from the request to the parsed document. */
  ms: number;
}

/** An answer whose document was accepted: its entries are published and recorded. */
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
  /** Whether a hub delivers new entries reliably, so that slow polling is enough. */
  isPushed: boolean;
}

/** A finished poll, for the record, the metrics and the log line. */
export interface Poll extends TakenAnswer {
  measured: Measured;
  /** Where the feed seems to be moving. */
  move: FeedMove | null;
}
