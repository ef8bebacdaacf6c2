import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { WorkLoop, type LoopWork } from './work-loop.js';

const HOUR_MS = 3_600_000;

function loopOf(given: Pick<LoopWork, 'next'> & Partial<LoopWork>) {
  const ending = new AbortController();
  const logger = new Logger();
  const complaints = jest.spyOn(logger, 'warn').mockImplementation(() => undefined);
  const stopping = ending.signal;
  const loop = new WorkLoop({ logger, complaint: 'no work', idleMs: HOUR_MS, stopping, ...given });
  const stop = () => {
    ending.abort();
    return loop.stop();
  };
  return { loop, stop, complaints };
}

it('does all that is there without a pause, and ends in the middle of the pause after it', async () => {
  const answers = [true, true, false];
  const next = jest.fn(() => Promise.resolve(answers.shift() ?? false));
  const { loop, stop } = loopOf({ next });
  loop.start();
  await new Promise((resolve) => setImmediate(resolve));
  await stop();
  expect(next).toHaveBeenCalledTimes(3);
});

it('goes on after failures, counts those in a row, and says each', async () => {
  const failures: number[] = [];
  const ends = [false, false, true, false];
  const { loop, stop, complaints } = loopOf({
    next: () => (ends.shift() ? Promise.resolve(true) : Promise.reject(new Error('away'))),
    afterFailuresMs: (count) => {
      failures.push(count);
      return ends.length > 0 ? 0 : HOUR_MS;
    },
  });
  loop.start();
  while (ends.length > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await stop();
  expect(failures).toEqual([1, 2, 1]);
  expect(complaints).toHaveBeenCalledTimes(3);
  expect(complaints).toHaveBeenCalledWith(expect.stringMatching(/^no work: .*away/));
});
