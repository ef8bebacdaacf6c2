import { BoundedPool, TaskTimedOut } from '@dateline/worker-pool';
import { PUMPS, READERS } from './readers.mjs';

interface HostileInput {
  reader: string;
  pump: string;
  length: number;
}

/** A reader whose work grows with the square of its input needs several times this processor time for such a text; none needs a fifth. */
const LENGTH = 120_000;
const LIMIT_MS = 2_500;

let pool: BoundedPool<HostileInput, boolean>;
const threadErrors: unknown[] = [];

beforeAll(() => {
  const work = { module: new URL('./readers.mjs', import.meta.url).href, exportName: 'read' };
  pool = new BoundedPool(work, { threads: 1, taskMs: LIMIT_MS, memoryMb: 512 }, (error) =>
    threadErrors.push(error),
  );
});
afterAll(() => pool.close());

/** Which of the texts cost the reader its time. */
async function tooLong(reader: string): Promise<string[]> {
  const slow: string[] = [];
  for (const pump of PUMPS)
    try {
      await pool.run({ reader, pump, length: LENGTH });
    } catch (error) {
      if (!(error instanceof TaskTimedOut)) throw error;
      slow.push(pump);
    }
  return slow;
}

it.each(Object.keys(READERS))('%s: takes time in step with its input', async (reader) => {
  expect(await tooLong(reader)).toEqual([]);
});

it('would find a reader that does not', async () => {
  await expect(pool.run({ reader: 'quadratic', pump: 'a', length: LENGTH })).rejects.toBeInstanceOf(
    TaskTimedOut,
  );
});
