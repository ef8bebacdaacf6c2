import type { FeedMove } from '@dateline/storage';
import type { PollFacts } from './describe-fetch.js';
import type { Measured } from './measure-feed.js';
import type { FeedReading } from '../documents/read-feed-response.js';

/** An entry without an http(s) address cannot become an article: it is counted here and nowhere else. */
export function notesOf(
  reading: FeedReading,
  { move, withoutUrl, measured }: { move: FeedMove | null; withoutUrl: number; measured: Measured },
): string[] {
  return [
    ...(measured.lostSince ? ['shares no entry with the last poll: entries were probably lost'] : []),
    ...(move ? [`moved permanently to ${move.target}, seen ${move.seen} times`] : []),
    ...(reading.kind === 'read' && reading.parsed.truncated ? ['the document is cut off'] : []),
    ...(withoutUrl > 0 ? [`${withoutUrl} entries without a usable address`] : []),
  ];
}

/** Level at which a poll is logged. */
export function levelOf(reading: FeedReading, facts: PollFacts): 'warn' | 'log' | 'debug' {
  if ('failure' in reading) return 'warn';
  return facts.newEntries + facts.changedEntries > 0 ? 'log' : 'debug';
}
