import type { Poll } from './poll.types.js';

/** What an operator should know of a poll, for the list of recent fetches. */
export function notesOf({ reading, move, discovered, measured }: Poll): string[] {
  const { withoutUrl } = discovered;
  return [
    ...(measured.lostSince ? ['shares no entry with the last poll: entries were probably lost'] : []),
    ...(move ? [`moved permanently to ${move.target}, seen ${move.seen} times`] : []),
    ...(reading.kind === 'read' && reading.parsed.truncated ? ['the document is cut off'] : []),
    ...(withoutUrl > 0 ? [`${withoutUrl} entries without a usable address`] : []),
  ];
}

/** Level at which a poll is logged. */
export function levelOf({ reading, discovered }: Poll): 'warn' | 'log' | 'debug' {
  if ('failure' in reading) return 'warn';
  return discovered.newEntries + discovered.changedEntries > 0 ? 'log' : 'debug';
}
