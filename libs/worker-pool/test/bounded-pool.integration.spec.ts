import { BoundedPool, TaskLost, TaskOutOfMemory, TaskTimedOut } from '../src/index.js';

interface Task {
  kind: 'echo' | 'spin' | 'regex' | 'hog' | 'pause' | 'stuck' | 'exit' | 'defect';
  bytes?: Uint8Array<ArrayBuffer>;
}
interface Answer {
  threadId: number;
  length: number;
}

const work = { module: new URL('./fixtures/work.mjs', import.meta.url).href, exportName: 'work' };
let pool: BoundedPool<Task, Answer>;
const threadErrors: unknown[] = [];

beforeAll(() => {
  pool = new BoundedPool(work, { threads: 2, taskMs: 1_000, memoryMb: 64 }, (error) =>
    threadErrors.push(error),
  );
});
afterAll(() => pool.close());

const echo = () => pool.run({ kind: 'echo' });

it('keeps its threads from task to task', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, echo));
  expect(new Set(answers.map((a) => a.threadId)).size).toBeLessThanOrEqual(2);
});

it('moves the bytes of a task instead of copying them', async () => {
  const bytes = new Uint8Array(1000);
  expect(await pool.run({ kind: 'echo', bytes }, [bytes.buffer])).toMatchObject({ length: 1000 });
  expect(bytes.byteLength).toBe(0);
});

it.each([
  ['spin', TaskTimedOut],
  ['regex', TaskTimedOut],
  ['hog', TaskOutOfMemory],
  ['exit', TaskLost],
] as const)('ends a task of kind %s alone, and replaces its thread', async (kind, error) => {
  const [bad, ...good] = await Promise.allSettled([pool.run({ kind }), ...Array.from({ length: 20 }, echo)]);
  expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(error) as unknown });
  expect(good.map((g) => g.status)).toEqual(good.map(() => 'fulfilled'));
  await expect(Promise.all(Array.from({ length: 8 }, echo))).resolves.toHaveLength(8);
});

it('lives through more bad tasks at once than it has threads', async () => {
  const kinds = ['spin', 'hog', 'exit', 'hog', 'regex', 'exit'] as const;
  const ends = await Promise.allSettled([...kinds.map((kind) => pool.run({ kind })), ...kinds.map(echo)]);
  expect(ends.map((end) => end.status)).toEqual([
    ...kinds.map(() => 'rejected'),
    ...kinds.map(() => 'fulfilled'),
  ]);
  expect(pool.load).toBe(0);
});

it('does not count the wait for a thread as time of the task', async () => {
  const ends = await Promise.allSettled([
    ...Array.from({ length: 6 }, () => pool.run({ kind: 'spin' })),
    echo(),
  ]);
  expect(ends.at(-1)).toMatchObject({ status: 'fulfilled' });
});

it('counts the time of the processor: a task that gets none is given longer, and not for ever', async () => {
  const small = new BoundedPool<Task, unknown>(work, { threads: 1, taskMs: 300, memoryMb: 64 }, () => {});
  try {
    expect(await small.run({ kind: 'pause' })).toBe('timed-out');
    await expect(small.run({ kind: 'stuck' })).rejects.toBeInstanceOf(TaskTimedOut);
  } finally {
    await small.close();
  }
});

it('gives the error of a defect its class', async () => {
  await expect(pool.run({ kind: 'defect' })).rejects.toBeInstanceOf(TypeError);
});

it('says that a task came to a closed pool', async () => {
  const closed = new BoundedPool<Task, Answer>(work, { threads: 1, taskMs: 500, memoryMb: 64 }, () => {});
  await closed.close();
  await expect(closed.run({ kind: 'echo' })).rejects.toBeInstanceOf(TaskLost);
});
