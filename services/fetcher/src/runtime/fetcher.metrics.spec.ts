import { Registry } from '@dateline/observability';
import type { Database } from '@dateline/storage';
import { fetcherMetrics } from './fetcher.metrics.js';

function setUp() {
  const registry = new Registry();
  let reads = 0;
  const counts = () => {
    reads += 1;
    return Promise.resolve({ waitingPages: 3, dueHosts: 2, leasedHosts: 1 });
  };
  const database = { connected: true, frontier: { counts } };
  fetcherMetrics(registry, database as unknown as Database);
  const shown = async () =>
    (await registry.metrics()).split('\n').filter((line) => line.startsWith('dateline_frontier'));
  return { database, shown, reads: () => reads };
}

it('shows the frontier as it is at the scrape, read once', async () => {
  const { shown, reads } = setUp();
  expect(await shown()).toEqual([
    'dateline_frontier_waiting_pages 3',
    'dateline_frontier_due_hosts 2',
    'dateline_frontier_leased_hosts 1',
  ]);
  expect(reads()).toBe(1);
});

it('shows nothing of it while MongoDB is away or fails', async () => {
  const { database, shown } = setUp();
  expect(await shown()).toHaveLength(3);
  database.connected = false;
  expect(await shown()).toEqual([]);
  database.connected = true;
  database.frontier.counts = () => Promise.reject(new Error('away'));
  expect(await shown()).toEqual([]);
});
