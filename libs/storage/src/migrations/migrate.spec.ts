import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, matched, refused } from '../../test/played/replies.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations.js';

const { models, played } = playDatabase();
const names = migrations.map(({ name }) => name);
const applied = (upTo: number) => documents(...names.slice(0, upTo).map((_id) => ({ _id })));
const log = (commands: readonly string[]) => commands.filter((name) => name === 'createIndexes').length;
const kinds = () => played().commands.map((command) => Object.keys(command)[0] ?? '');

it('asks one question where all are applied', async () => {
  played().answer('find migrations', applied(names.length));
  expect(await migrate(models)).toEqual([]);
  expect(kinds()).toEqual(['find']);
});

it('applies the others under a lock, notes them, and gives the lock back', async () => {
  played().answer('find migrations', applied(names.length - 1), applied(names.length - 1));
  expect(await migrate(models)).toEqual(names.slice(-1));
  expect(log(kinds())).toBe(1);
  expect(played().updates('migrations')).toMatchObject([{ q: { _id: names.at(-1) }, upsert: true }]);
  const [lock] = played().updates('migration_lock');
  expect(lock).toMatchObject({ q: { _id: 'migrate' }, upsert: true });
  const { owner } = lock?.u['$set'] as unknown as { owner: string };
  expect(played().deleted('migration_lock')).toEqual([{ _id: 'migrate', owner }]);
});

it('waits for the replica that has the lock, and finds its work done', async () => {
  played().answer('find migrations', applied(0), applied(names.length));
  played().answer('update migration_lock', refused([0]), matched(1));
  expect(await migrate(models)).toEqual([]);
  expect(played().sent('update migration_lock')).toHaveLength(2);
  expect(log(kinds())).toBe(0);
});

it('gives the lock back when a migration fails', async () => {
  played().answer('find migrations', applied(0), applied(0));
  played().answer('createIndexes feeds', failed(13, 'Unauthorized'));
  await expect(migrate(models)).rejects.toThrow();
  expect(played().updates('migrations')).toEqual([]);
  expect(played().deleted('migration_lock')).toHaveLength(1);
});

it('fails when the lock cannot be taken for another reason', async () => {
  played()
    .answer('find migrations', applied(0))
    .answer('update migration_lock', refused([0], { code: 121 }));
  await expect(migrate(models)).rejects.toMatchObject({ code: 121 });
});
