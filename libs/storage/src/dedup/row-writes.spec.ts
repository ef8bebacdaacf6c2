import { playDatabase } from '../../test/played/play-database.js';
import { failed, matched, refused, unconfirmed } from '../../test/played/replies.js';
import { isDuplicateKey, isTransientStorageError } from '../storage.errors.js';
import { insertRows, updateRows } from './row-writes.js';

const { models, played } = playDatabase();
const rows = (n: number) => Array.from({ length: n }, (_, i) => ({ _id: `row-${i}` }));
const endOf = (work: Promise<unknown>) => work.catch((error: unknown) => error);

describe('rows that are inserted', () => {
  it('go a thousand in one command, which a majority confirms', async () => {
    expect(await insertRows(models.states, rows(1_001))).toEqual([]);
    const commands = played().sent('insert dedup_states');
    expect(commands.map(({ documents }) => documents?.length)).toEqual([1_000, 1]);
    for (const command of commands)
      expect(command).toMatchObject({ ordered: false, writeConcern: { w: 'majority' } });
  });

  it('are named by their place in the whole list where their id is taken', async () => {
    played().answer('insert dedup_states', refused([3], { n: 999 }), refused([0]));
    expect(await insertRows(models.states, rows(1_001))).toEqual([3, 1_000]);
  });

  it('fail when one of them is refused for another reason', async () => {
    const writeErrors = [
      { index: 0, code: 11_000, errmsg: 'taken' },
      { index: 1, code: 10_334, errmsg: 'too large' },
    ];
    played().answer('insert dedup_states', { reply: { n: 0, writeErrors } });
    const end = await endOf(insertRows(models.states, rows(2)));
    expect(end).toMatchObject({ code: 10_334 });
    expect(isDuplicateKey(end)).toBe(false);
  });
});

describe('rows that are updated', () => {
  const update = () => updateRows(models.states, [{ q: { _id: 'a' }, u: { $set: { phase: 'standing' } } }]);

  it('are changed in order, and counted', async () => {
    played().answer('update dedup_states', matched(1));
    expect(await update()).toBe(1);
    expect(played().only('update dedup_states')).toMatchObject({
      ordered: true,
      writeConcern: { w: 'majority' },
    });
  });

  it('fail with the first refusal', async () => {
    played().answer('update dedup_states', refused([0], { code: 121 }));
    expect(await endOf(update())).toMatchObject({ code: 121 });
  });

  it('ask for nothing where there are none', async () => {
    expect(await updateRows(models.states, [])).toBe(0);
    expect(await insertRows(models.states, [])).toEqual([]);
    expect(played().commands).toEqual([]);
  });
});

it.each([
  ['was not confirmed by a majority', unconfirmed()],
  ['met members without a primary', failed(10_107, 'NotWritablePrimary')],
])('waits with a write that %s', async (_, answer) => {
  played().answer('insert dedup_states', answer);
  expect(isTransientStorageError(await endOf(insertRows(models.states, rows(1))))).toBe(true);
});
