import { backoffMs, RETRY_POLICIES, stepMs } from './retry-policies.js';

it.each([
  ['serviceAway', [200, 400, 800, 1_600, 3_200, 5_000]],
  ['workLoop', [500, 1_000, 2_000, 4_000, 8_000, 10_000]],
  ['kafkaNotReady', [250, 250]],
  ['decision', [2, 4, 8, 16, 32, 64, 100]],
  ['host', [60_000, 120_000, 240_000, 480_000, 960_000, 1_920_000, 3_600_000]],
  ['backfillDocument', [60_000, 240_000, 960_000, 3_600_000]],
  ['robots', [3_600_000, 3_600_000]],
] as const)('%s waits longer after each failure, up to its cap', (name, expected) => {
  expect(expected.map((_, i) => stepMs(i + 1, RETRY_POLICIES[name]))).toEqual(expected);
});

it('stays at the cap after any number of failures', () => {
  for (const policy of Object.values(RETRY_POLICIES)) expect(stepMs(5_000, policy)).toBe(policy.capMs);
});

it('draws the wait between a tenth of the step and the whole', () => {
  const waits = [0, 0.5, 1].map((random) => backoffMs(3, RETRY_POLICIES.message, () => random));
  expect(waits).toEqual([200, 1_100, 2_000]);
});
