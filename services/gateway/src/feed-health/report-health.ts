import { noCounts, summariseHealth } from '@dateline/feed';
import { isIll, type BoardRow } from './feed-board.js';

const MOST_CAUSES = 50;

/** The health of some feeds as the API tells it; `rows` come worst first. */
export function reportHealth(rows: readonly BoardRow[], checkedAt: Date) {
  const counts = noCounts();
  for (const { health } of rows) counts[health.state] += 1;
  return {
    checkedAt,
    sentence: summariseHealth(counts),
    total: rows.length,
    counts,
    causes: causesOf(rows),
    labels: labelsOf(rows),
  };
}

/** One row a cause: forty feeds of a host that is down are one. */
function causesOf(rows: readonly BoardRow[]) {
  const groups = Map.groupBy(
    rows.filter(isIll),
    ({ health, hostKey }) => `${health.state} ${health.class ?? ''} ${hostKey}`,
  );
  return [...groups.values()].slice(0, MOST_CAUSES).flatMap((group) => {
    const [worst] = group;
    return worst ? [{ ...causeOf(worst), feeds: group.length, ...sumsOf(group) }] : [];
  });
}

function causeOf({ health, hostKey, feedId, title, url }: BoardRow) {
  const { state, class: kind, reason, remedy } = health;
  return { state, class: kind, host: hostKey, reason, remedy, worst: { feedId, title, url } };
}

function sumsOf(group: readonly BoardRow[]) {
  const times = group.flatMap(({ health }) => health.since ?? []).map((since) => since.getTime());
  const known = group.flatMap(({ volume }) => volume?.expectedPerDay ?? []);
  return {
    since: times.length === 0 ? null : new Date(Math.min(...times)),
    entriesPerDay: known.length === 0 ? null : known.reduce((sum, n) => sum + n, 0),
  };
}

function labelsOf(rows: readonly BoardRow[]) {
  const labels = new Map<string, { feeds: number; healthy: number; paused: number }>();
  for (const { labels: own, health } of rows)
    for (const label of own) {
      const sums = labels.get(label) ?? { feeds: 0, healthy: 0, paused: 0 };
      labels.set(label, sums);
      sums.feeds += 1;
      if (health.state === 'healthy' || health.state === 'paused') sums[health.state] += 1;
    }
  return [...labels]
    .map(([label, sums]) => ({ label, ...sums }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
