import { mongo } from 'mongoose';
import { WriteBatcher } from './write-batcher.js';

const full = (operations: readonly string[]) => ({ matchedCount: operations.length, upsertedCount: 0 });

function refused(index: number): mongo.MongoBulkWriteError {
  const failure = { index, code: 11_000, errmsg: 'duplicate key' } as mongo.WriteError;
  const summary = { getWriteConcernError: () => undefined } as unknown as mongo.BulkWriteResult;
  return new mongo.MongoBulkWriteError({ message: 'refused', code: 11_000, writeErrors: [failure] }, summary);
}

it('writes what several callers bring at one time in one bulk, in their order', async () => {
  const bulks: string[][] = [];
  const batcher = new WriteBatcher<string>((operations) => {
    bulks.push(operations);
    return Promise.resolve(full(operations));
  });
  expect(await Promise.all([batcher.write(['a', 'b']), batcher.write(['c'])])).toEqual([true, true]);
  expect(bulks).toEqual([['a', 'b', 'c']]);
});

it('makes no trip for nothing', async () => {
  const batcher = new WriteBatcher<string>(() => Promise.reject(new Error('must not be asked')));
  expect(await batcher.write([])).toBe(true);
});

it('tells all callers to look again when an update found no document', async () => {
  const batcher = new WriteBatcher<string>(() => Promise.resolve({ matchedCount: 1, upsertedCount: 0 }));
  expect(await Promise.all([batcher.write(['a']), batcher.write(['b'])])).toEqual([false, false]);
});

it('fails the caller of a refused operation alone, with the error of the driver', async () => {
  const batcher = new WriteBatcher<string>(() => Promise.reject(refused(1)));
  const ends = await Promise.allSettled([batcher.write(['a']), batcher.write(['b']), batcher.write(['c'])]);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const reason: unknown = Reflect.get(ends[1] ?? {}, 'reason');
  expect(reason).toBeInstanceOf(mongo.MongoServerError);
  expect(reason).toMatchObject({ code: 11_000 });
});

it('fails every caller when nobody knows what was written', async () => {
  const batcher = new WriteBatcher<string>(() => Promise.reject(new mongo.MongoNetworkError('cut')));
  const ends = await Promise.allSettled([batcher.write(['a']), batcher.write(['b'])]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
