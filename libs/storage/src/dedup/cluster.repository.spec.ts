import { playDatabase } from '../../test/played/play-database.js';
import { documents, matched, refused, unconfirmed } from '../../test/played/replies.js';
import { now } from '../../test/played/times.js';
import { readCursor } from '../repositories/article-query.js';
import { isTransientStorageError, WriteConflict } from '../storage.errors.js';
import { ClusterRepository } from './cluster.repository.js';
import type { StoredCluster } from './cluster.types.js';

const { models, played } = playDatabase();
const clusters = new ClusterRepository(models);
const cluster = (clusterId: string, events = 1) =>
  ({
    record: { clusterId, version: 2, size: 1, updatedAt: now.toISOString(), members: [] },
    applied: Array.from({ length: events }, (_, n) => ({ eventId: `e-${n}` })),
  }) as unknown as StoredCluster;

describe('a cluster', () => {
  it('is inserted, or written over the version that was read, with its last fifty changes', async () => {
    await clusters.saveMany([
      { cluster: cluster('new'), expectedVersion: null },
      { cluster: cluster('old', 60), expectedVersion: 1 },
    ]);
    expect(played().inserted('clusters')).toMatchObject([{ _id: 'new' }]);
    const [update] = played().updates('clusters');
    expect(update?.q).toEqual({ _id: 'old', 'record.version': 1 });
    const { applied } = update?.u['$set'] as unknown as { applied: { eventId: string }[] };
    expect([applied.length, applied.at(-1)?.eventId]).toEqual([50, 'e-59']);
  });

  it.each([
    ['inserted', null, 'insert', refused([0])],
    ['changed', 1, 'update', matched(0)],
  ])('that another writer %s is a conflict', async (_, expectedVersion, name, answer) => {
    played().answer(`${name} clusters`, answer);
    await expect(clusters.saveMany([{ cluster: cluster('c'), expectedVersion }])).rejects.toThrow(
      WriteConflict,
    );
  });

  it('that is not confirmed is waited for', async () => {
    played().answer('update clusters', unconfirmed());
    const end = await clusters
      .saveMany([{ cluster: cluster('c'), expectedVersion: 1 }])
      .catch((error: unknown) => error);
    expect(end).not.toBeInstanceOf(WriteConflict);
    expect(isTransientStorageError(end)).toBe(true);
  });

  it('is found by its id and by its members', async () => {
    const { record, applied } = cluster('c');
    played().answer(
      'find clusters',
      documents({ _id: 'c', record, applied }),
      documents(),
      documents({ _id: 'c' }),
    );
    expect([await clusters.get('c'), await clusters.get('d')]).toEqual([record, null]);
    expect(await clusters.withMembers(['a'])).toEqual(['c']);
    expect(played().sent('find clusters')[2]).toMatchObject({
      filter: { 'record.members.articleId': { $in: ['a'] } },
      projection: { _id: 1 },
    });
  });
});

it('asks for nothing where nothing is asked', async () => {
  await clusters.saveMany([]);
  expect(await clusters.withMembers([])).toEqual([]);
  expect((await clusters.loadMany([])).size).toBe(0);
  expect(played().commands).toEqual([]);
});

it('lists clusters that have members, page by page, although many share one time', async () => {
  const { record, applied } = cluster('c');
  played().answer('find clusters', documents({ _id: 'c', record, applied }));
  const { next } = await clusters.list({ limit: 1 });
  expect(readCursor(next ?? '')).toEqual({ updatedAt: now, id: 'c' });
  expect((await clusters.list({ limit: 1, cursor: next ?? '' })).next).toBeNull();
  const [first, second] = played().sent('find clusters');
  expect(first).toMatchObject({ filter: { 'record.size': { $gt: 0 } }, limit: 1 });
  expect(Object.entries(first?.sort ?? {})).toEqual([
    ['record.updatedAt', -1],
    ['_id', -1],
  ]);
  const at = now.toISOString();
  expect(second?.filter).toMatchObject({
    $or: [{ 'record.updatedAt': { $lt: at } }, { 'record.updatedAt': at, _id: { $lt: 'c' } }],
  });
});
