import { playDatabase } from '../test/played/play-database.js';
import { silence } from '../test/played/replies.js';
import { connectOptionsOf } from './connect-options.js';
import { isTransientStorageError } from './storage.errors.js';

const { models, played } = playDatabase({ timeoutMs: 50 });
const names = { dbName: 'news', appName: 'fetcher' };

it('has a majority confirm what is written, and reads what a majority has', async () => {
  await models.locks.updateOne({ _id: 'a' }, { $set: { owner: 'b' } });
  await models.locks.find({ _id: 'a' }).lean();
  expect(played().only('update migration_lock')['writeConcern']).toEqual({ w: 'majority' });
  expect(played().only('find migration_lock')['readConcern']).toEqual({ level: 'majority' });
});

it('makes neither collections nor indexes by itself', async () => {
  await models.locks.create({ _id: 'a', owner: 'b', until: new Date(0) });
  expect(played().commands.map((command) => Object.keys(command)[0])).toEqual(['insert']);
});

it('writes no field that is undefined', async () => {
  await models.locks.collection.insertOne({ _id: 'a' as never, owner: undefined });
  expect(played().inserted('migration_lock')).toEqual([{ _id: 'a' }]);
});

it('gives up a connection that is silent, and the caller may try again', async () => {
  played().answer('find migration_lock', silence(), silence());
  const end = await models.locks
    .find()
    .lean()
    .catch((error: unknown) => error);
  expect(isTransientStorageError(end)).toBe(true);
});

it('waits half a minute for an answer where nothing else is set', () => {
  expect(connectOptionsOf(names)).toMatchObject({ ...names, socketTimeoutMS: 30_000 });
  expect(connectOptionsOf({ ...names, timeoutMs: 2_000 })).toMatchObject({ socketTimeoutMS: 2_000 });
});
