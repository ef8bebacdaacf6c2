import { latencyPercentile } from './latency-percentile.js';

/** The step that counts a latency. */
const stepOf = (ms: number) => Math.floor(Math.log(ms) / Math.log(1.1));
const histogram = (latencies: readonly number[]) => latencies.map((ms) => ({ step: stepOf(ms), count: 1 }));

it('is within a twentieth of the value of the nearest rank', () => {
  const latencies = Array.from({ length: 200 }, (_, i) => 40 + i * 37);
  for (const share of [0.01, 0.5, 0.95, 0.99, 1]) {
    const exact = latencies[Math.ceil(latencies.length * share) - 1] ?? Number.NaN;
    const read = latencyPercentile(histogram(latencies), share) ?? Number.NaN;
    expect(Math.abs(read - exact) / exact).toBeLessThan(0.051);
  }
});

it('does not depend on the order of the steps', () => {
  const steps = histogram([9000, 120, 480]);
  expect(latencyPercentile(steps, 0.5)).toBe(latencyPercentile(steps.toReversed(), 0.5));
});

it('is null where nothing was indexed', () => {
  expect(latencyPercentile([], 0.95)).toBeNull();
});
