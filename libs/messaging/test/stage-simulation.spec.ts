import { Logger } from '@nestjs/common';
import { checkRun } from './simulation/check-run.js';
import { introduce, KNOWN_FAULTS } from './simulation/known-faults.js';
import { runSeed } from './simulation/run-seed.js';
import type { BrokenPromises } from './simulation/simulated-broker.js';

const SEEDS = 1_000;
/** Seeds within which a known fault has to show. */
const SEEDS_PER_FAULT = 120;

beforeAll(() => Logger.overrideLogger(false));

/** Runs seeds until enough of them fail. Returns what the checker says of those. */
async function failuresOf(seeds: number, enough: number, broken?: BrokenPromises) {
  const failures: { seed: number; problems: string[] }[] = [];
  for (let seed = 1; seed <= seeds && failures.length < enough; seed += 1) {
    const problems = checkRun(await runSeed(seed, broken));
    if (problems.length > 0) failures.push({ seed, problems });
  }
  return failures;
}

it('carries each order out exactly once and in order, whatever goes wrong around it', async () => {
  expect(await failuresOf(SEEDS, 5)).toEqual([]);
}, 300_000);

it.each(KNOWN_FAULTS)(
  'shows that $name',
  async (fault) => {
    const takeOut = introduce(fault);
    try {
      const [first] = await failuresOf(SEEDS_PER_FAULT, 1, fault.broken);
      expect(first?.problems).toContainEqual(expect.stringMatching(fault.named));
    } finally {
      takeOut();
    }
  },
  60_000,
);

it('repeats a run from its seed', async () => {
  const logs = async () => JSON.stringify((await runSeed(7)).broker.logsOf('news.stage.outcomes.v1'));
  const first = await logs();
  expect(first).toContain('"state":"committed"');
  expect(await logs()).toBe(first);
});
