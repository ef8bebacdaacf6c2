import { runInLine } from './run-in-line.js';

it('begins what failed again, and nothing that is done', async () => {
  const done: string[] = [];
  let isAway = true;
  const first = () => Promise.resolve(void done.push('first'));
  const second = () =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve(void done.push('second'));
  const line = [first, second];
  await expect(runInLine(line)).rejects.toThrow('away');
  isAway = false;
  await runInLine(line);
  await runInLine(line);
  expect(done).toEqual(['first', 'second']);
});
