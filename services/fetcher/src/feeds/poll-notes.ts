import { damageText } from '../losses/judge-damage.js';
import type { DiscoveryResult } from '../discovery/entry-discovery.js';
import type { Poll } from './poll.types.js';

/** Remarks on a poll for operators, for the list of recent fetches. */
export function notesOf({ move, discovered, measured }: Poll): string[] {
  const { lostSince, damage } = measured;
  const { no_address: noAddress = 0, not_http: notHttp = 0 } = discovered.account.skipped;
  const withoutUrl = noAddress + notHttp;
  const flood = floodOf(discovered);
  return [
    ...(damage ? [damageText(damage)] : []),
    ...(lostSince && !damage ? ['shares no entry with the last poll: entries were probably lost'] : []),
    ...(flood === null ? [] : [flood]),
    ...(move ? [`moved permanently to ${move.target}, seen ${move.seen} times`] : []),
    ...(withoutUrl > 0 ? [`${withoutUrl} entries without a usable address`] : []),
  ];
}

/** What a document offers beyond the feed's budget, in words; null if it does not exceed it. */
export function floodOf({ account, limits }: Pick<DiscoveryResult, 'account' | 'limits'>): string | null {
  const over = account.skipped.over_budget ?? 0;
  return limits.length === 0 || over === 0
    ? null
    : `${over} of ${account.offered} entries are over budget (${limits.join(', ')})`;
}

/** Log level of a poll. */
export function levelOf({ reading, discovered, measured }: Poll): 'warn' | 'log' | 'debug' {
  if ('failure' in reading || measured.damage || floodOf(discovered) !== null) return 'warn';
  return discovered.newEntries + discovered.changedEntries > 0 ? 'log' : 'debug';
}
