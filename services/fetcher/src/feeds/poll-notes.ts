import { damageText } from '../losses/judge-damage.js';
import type { Poll } from './poll.types.js';

/** Remarks on a poll for operators, for the list of recent fetches. */
export function notesOf({ move, discovered, measured }: Poll): string[] {
  const { lostSince, damage } = measured;
  const { no_address: noAddress = 0, not_http: notHttp = 0 } = discovered.account.skipped;
  const withoutUrl = noAddress + notHttp;
  return [
    ...(damage ? [damageText(damage)] : []),
    ...(lostSince && !damage ? ['shares no entry with the last poll: entries were probably lost'] : []),
    ...(move ? [`moved permanently to ${move.target}, seen ${move.seen} times`] : []),
    ...(withoutUrl > 0 ? [`${withoutUrl} entries without a usable address`] : []),
  ];
}

/** Log level of a poll. */
export function levelOf({ reading, discovered, measured }: Poll): 'warn' | 'log' | 'debug' {
  if ('failure' in reading || measured.damage) return 'warn';
  return discovered.newEntries + discovered.changedEntries > 0 ? 'log' : 'debug';
}
