import type { Tone } from '../parts/badge.js';
import type { Feed, HealthState } from '../api/types.js';
import { duration } from './times.js';

/** States of health, the worst first, as people say them. */
export const HEALTH_WORDS: Readonly<Record<HealthState, string>> = {
  failing: 'fails',
  blocked: 'is refused',
  never_succeeded: 'never succeeded',
  silent: 'is silent',
  damaged: 'damaged',
  losing: 'loses entries',
  drop: 'brings too little',
  flooding: 'floods',
  gone: 'gone',
  paused: 'paused',
  healthy: 'healthy',
};

export function healthTone(state: HealthState): Tone {
  if (state === 'healthy') return 'good';
  if (state === 'paused' || state === 'gone') return 'quiet';
  return state === 'drop' || state === 'losing' || state === 'flooding' ? 'warn' : 'bad';
}

export const nameOfFeed = ({ title, url }: Pick<Feed, 'title' | 'url'>): string => title ?? url;

const REASONS: Readonly<Record<string, string>> = {
  observed: 'by how often it brought something new',
  operator: 'as an operator ruled',
  failure_backoff: 'later after each failure',
  retry_after: 'since its server asked to wait',
  not_modified: 'since nothing was new',
};

/** When and why the feed is asked next, in a sentence. */
export function scheduleSentence({ state, intervalSeconds, nextFetchReason, policy }: Feed): string {
  if (state === 'paused') return 'It is not asked while it is paused.';
  if (state === 'gone') return 'It is not asked any more.';
  const how = REASONS[nextFetchReason] ?? nextFetchReason.replaceAll('_', ' ');
  const rule = policy.intervalSeconds === null ? '' : ' An operator fixed the interval.';
  return `It is asked every ${duration(intervalSeconds * 1000)}, ${how}.${rule}`;
}

/** What a poll brought, in a few words. */
export function pollWords({ outcome, entries, newEntries, reason }: Feed['recentFetches'][number]): string {
  if (outcome === 'read' || outcome === 'ok') return `${entries} entries, ${newEntries} new`;
  return `${outcome.replaceAll('_', ' ')}${reason === null ? '' : `: ${reason}`}`;
}
