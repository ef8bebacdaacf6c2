import { HEALTH_STATES } from '@dateline/feed';
import { polledGauges, type Registry } from '@dateline/observability';
import { isIll, type BoardRow, type FeedBoard } from './feed-board.js';

const MAX_AGE_MS = 15_000;
/** Feeds that have a series of their own. */
const SICKEST = 20;

/** Gauges of the health of all feeds, and of the sickest ones by name. Every replica reports the same. */
export function healthGauges(
  registry: Registry,
  { board, isConnected, now }: { board: FeedBoard; isConnected: () => boolean; now: () => Date },
): void {
  polledGauges<BoardRow[]>({
    registry,
    maxAgeMs: MAX_AGE_MS,
    read: async () => (isConnected() ? board.rows() : null),
    gauges: [
      {
        name: 'dateline_feeds_by_health',
        help: 'Feeds by state of health, class of failure (empty where none) and priority',
        labelNames: ['state', 'class', 'priority'],
        values: countByHealth,
      },
      {
        name: 'dateline_sickest_feed_seconds',
        help: `How long the ${SICKEST} sickest feeds have been in their state`,
        labelNames: ['feed_id', 'title', 'host', 'state', 'class', 'priority'],
        values: (rows) => sickest(rows, now()),
      },
    ],
  });
}

/** States without a feed are 0, so that their series do not come and go. */
function countByHealth(rows: readonly BoardRow[]) {
  const counts = new Map<string, { labels: Record<string, string>; value: number }>();
  const add = (labels: Record<string, string>, value: number) => {
    const key = Object.values(labels).join(' ');
    counts.set(key, { labels, value: (counts.get(key)?.value ?? 0) + value });
  };
  for (const state of HEALTH_STATES) add({ state, class: '', priority: 'normal' }, 0);
  for (const { health, policy } of rows)
    add({ state: health.state, class: health.class ?? '', priority: policy.priority }, 1);
  return [...counts.values()];
}

function sickest(rows: readonly BoardRow[], now: Date) {
  return rows
    .filter(isIll)
    .slice(0, SICKEST)
    .map(({ feedId, title, url, hostKey, health, policy }) => ({
      labels: {
        feed_id: feedId,
        title: (title ?? url).slice(0, 100),
        host: hostKey,
        state: health.state,
        class: health.class ?? '',
        priority: policy.priority,
      },
      value: health.since === null ? 0 : Math.max(0, (now.getTime() - health.since.getTime()) / 1000),
    }));
}
