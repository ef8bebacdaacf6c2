import { playDatabase } from '../test/played/play-database.js';
import { cut, refused, unconfirmed } from '../test/played/replies.js';
import { insertNew } from './insert-new.js';
import { isTransientStorageError } from './storage.errors.js';

const { models, played } = playDatabase();
const rows = ['a', 'b', 'c'].map((_id) => ({ _id, url: `https://paper.example/${_id}` }) as never);
const insert = () => insertNew(models.feeds, rows);

it('inserts all rows, whatever becomes of one of them', async () => {
  expect(await insert()).toEqual(new Set());
  const { documents, ordered, writeConcern } = played().only('insert feeds');
  expect([documents, ordered, writeConcern]).toEqual([rows, false, { w: 'majority' }]);
});

it('names the rows that another writer has inserted', async () => {
  played().answer('insert feeds', refused([0, 2], { n: 1 }));
  expect(await insert()).toEqual(new Set(['a', 'c']));
});

it('asks for nothing where there is no row', async () => {
  expect(await insertNew(models.feeds, [])).toEqual(new Set());
  expect(played().commands).toEqual([]);
});

it.each([
  ['refuses for another reason', refused([1], { code: 121, n: 2 }), false],
  ['does not confirm the write', unconfirmed(), true],
  [
    'also does not confirm what it took',
    refused([1], { writeConcernError: { code: 64, errmsg: 'late' } }),
    true,
  ],
])('fails when the server %s', async (_, answer, isTransient) => {
  played().answer('insert feeds', answer);
  const end = await insert().catch((error: unknown) => error);
  expect(end).toBeInstanceOf(Error);
  expect(isTransientStorageError(end)).toBe(isTransient);
});

it('is tried again by the driver when the connection breaks', async () => {
  played().answer('insert feeds', cut());
  expect(await insert()).toEqual(new Set());
  const [first, second] = played().sent('insert feeds');
  expect(second?.['txnNumber']).toEqual(first?.['txnNumber']);
});
