import { HEALTH_STATES, type HealthState } from './health.types.js';

/** Counts of feeds by state; states without a feed are 0. */
export type HealthCounts = Record<HealthState, number>;

const VERBS: Record<Exclude<HealthState, 'healthy'>, [one: string, many: string]> = {
  failing: ['fails', 'fail'],
  blocked: ['is refused', 'are refused'],
  never_succeeded: ['has never succeeded', 'have never succeeded'],
  silent: ['is silent', 'are silent'],
  damaged: ['sends damaged documents', 'send damaged documents'],
  losing: ['loses entries', 'lose entries'],
  drop: ['brings far less than usual', 'bring far less than usual'],
  flooding: ['floods', 'flood'],
  gone: ['is gone', 'are gone'],
  paused: ['is paused', 'are paused'],
};

/** Counts of no feed at all. */
export const noCounts = (): HealthCounts =>
  Object.fromEntries(HEALTH_STATES.map((state) => [state, 0])) as HealthCounts;

/** One sentence on all feeds, the worst first: "2 of 412 feeds fail, 1 is silent; 409 are healthy." */
export function summariseHealth(counts: HealthCounts): string {
  const total = HEALTH_STATES.reduce((sum, state) => sum + counts[state], 0);
  if (total === 0) return 'There is no feed.';
  const { healthy } = counts;
  const ill = HEALTH_STATES.filter((state) => state !== 'healthy').filter((state) => counts[state] > 0);
  if (ill.length === 0) return total === 1 ? 'The only feed is healthy.' : `All ${total} feeds are healthy.`;
  const parts = ill.map((state, i) => {
    const [one, many] = VERBS[state];
    const of = i === 0 ? ` of ${total} ${total === 1 ? 'feed' : 'feeds'}` : '';
    return `${counts[state]}${of} ${counts[state] === 1 ? one : many}`;
  });
  return `${parts.join(', ')}; ${healthy} ${healthy === 1 ? 'is' : 'are'} healthy.`;
}
