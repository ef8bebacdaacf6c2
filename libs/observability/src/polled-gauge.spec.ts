import { polledGauges } from './polled-gauge.js';
import { openMetricsRegistry } from './registry.js';

function setUp(readings: (number | null | Error)[]) {
  const registry = openMetricsRegistry();
  const clock = { now: 0, reads: 0 };
  polledGauges({
    registry,
    maxAgeMs: 1_000,
    now: () => clock.now,
    read: () => {
      const reading = readings[clock.reads++] ?? null;
      return reading instanceof Error ? Promise.reject(reading) : Promise.resolve(reading);
    },
    gauges: [
      { name: 'plain', help: 'One value', values: (n: number) => [{ value: n }] },
      {
        name: 'labelled',
        help: 'A value for each side',
        labelNames: ['side'],
        values: (n: number) => (n > 1 ? [{ labels: { side: 'left' }, value: n }] : []),
      },
    ],
  });
  const scrape = async () =>
    (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return { clock, scrape };
}

it('reads once for all gauges, and again when the reading is old', async () => {
  const { clock, scrape } = setUp([2, 3]);
  expect(await scrape()).toEqual(['plain 2', 'labelled{side="left"} 2']);
  clock.now = 999;
  expect(await scrape()).toEqual(['plain 2', 'labelled{side="left"} 2']);
  clock.now = 1_000;
  expect(await scrape()).toEqual(['plain 3', 'labelled{side="left"} 3']);
  expect(clock.reads).toBe(2);
});

it('has no value where nothing could be read, and forgets labels that are gone', async () => {
  const { clock, scrape } = setUp([2, 1, null, new Error('away')]);
  await scrape();
  clock.now = 1_000;
  expect(await scrape()).toEqual(['plain 1']);
  clock.now = 2_000;
  expect(await scrape()).toEqual([]);
  clock.now = 3_000;
  expect(await scrape()).toEqual([]);
});
