import { openMetricsRegistry } from '@dateline/observability';
import { indexerMetrics } from './indexer.metrics.js';

it('measures the way of a first version, with its trace as the exemplar', async () => {
  const registry = openMetricsRegistry();
  const metrics = indexerMetrics(registry);
  const times = { discoveredAt: '2026-03-03T09:00:00.000Z', indexedAt: '2026-03-03T09:00:07.000Z' };
  metrics.indexed({ version: 1, ...times, traceId: 'ab'.repeat(16) });
  metrics.indexed({ version: 2, ...times, traceId: null });
  const text = await registry.metrics();
  expect(text).toMatch(/end_to_end_seconds_bucket\{le="10"\} 1 # \{trace_id="(ab){16}"\} 7 /);
  expect(text).toContain('dateline_article_end_to_end_seconds_count 1');
  expect(text).toContain('dateline_article_versions_total{kind="created"} 1');
  expect(text).toContain('dateline_article_versions_total{kind="updated"} 1');
  expect(text).toContain(`dateline_last_indexed_timestamp_seconds ${Date.parse(times.indexedAt) / 1000}`);
});
