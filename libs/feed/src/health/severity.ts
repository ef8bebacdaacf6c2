import { HEALTH_STATES, type FeedHealth } from './health.types.js';

/** What decides how grave a feed's health is. */
export interface Ailing {
  feedId: string;
  priority: 'low' | 'normal' | 'high';
  /** Entries that it usually brings in a day; null where that is not known. */
  expectedPerDay: number | null;
  health: Pick<FeedHealth, 'state' | 'since' | 'class'>;
}

/** Sort key of a feed, worst first: state, priority, what it usually brings, how long, id. */
export type Severity = readonly [number, number, number, number, number, string];

const PRIORITIES = ['high', 'normal', 'low'];

/** The sort key of a feed; `compareSeverity` orders such keys. */
export function severityOf({ feedId, priority, expectedPerDay, health }: Ailing): Severity {
  return [
    HEALTH_STATES.indexOf(health.state),
    health.class === null ? 1 : 0,
    PRIORITIES.indexOf(priority),
    -(expectedPerDay ?? 0),
    health.since?.getTime() ?? 0,
    feedId,
  ];
}

/** Negative where the first is worse. */
export function compareSeverity(a: Severity, b: Severity): number {
  const i = a.findIndex((part, at) => part !== b[at]);
  const [left, right] = [a[i], b[i]];
  if (left === undefined || right === undefined) return 0;
  return left < right ? -1 : 1;
}
