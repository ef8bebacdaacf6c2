import { Logger } from '@nestjs/common';
import { checkRun } from './simulation/check-run.js';
import { runStage } from './simulation/stage-run.js';

const SEEDS = 1_000;

beforeAll(() => Logger.overrideLogger(false));

it('carries each input out exactly once, whatever goes wrong around it', async () => {
  const failed: { seed: number; problems: string[] }[] = [];
  for (let seed = 1; seed <= SEEDS && failed.length < 5; seed += 1) {
    const problems = checkRun(await runStage(seed));
    if (problems.length > 0) failed.push({ seed, problems });
  }
  expect(failed).toEqual([]);
}, 300_000);
