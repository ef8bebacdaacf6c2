import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { changeOf, FeedChangeRepository, withChange } from './feed-change.repository.js';

const { models, played } = playDatabase();
const changes = new FeedChangeRepository(models);
const told = {
  change: 'paused' as const,
  url: 'https://paper.example/rss',
  state: 'paused' as const,
  at: now,
};

it('gives each change an id of its own', () => {
  expect(changeOf(told)).toMatchObject({ ...told, reason: null, previousUrl: null, duplicateOf: null });
  expect(changeOf(told).id).not.toBe(changeOf(told).id);
});

it('adds a change to an update, and keeps what that does', () => {
  const update = { $set: { state: 'paused' }, $push: { recentFetches: 1 }, $inc: { revision: 1 } };
  expect(withChange(update, told)).toMatchObject({
    $set: { state: 'paused', changesDueAt: now },
    $push: { recentFetches: 1, changes: { change: 'paused' } },
    $inc: { revision: 1 },
  });
});

it('leases the changes of feeds and of removed ones, by a mark of its own', async () => {
  const change = changeOf(told);
  played().answer(
    'find feeds',
    documents({ _id: 'a' }, { _id: 'b' }),
    documents({ _id: 'a', changes: [change] }),
  );
  expect(await changes.lease(now, 30_000)).toEqual([{ feedId: 'a', changes: [change] }]);
  const [due, mine] = played().sent('find feeds');
  expect(due).toMatchObject({ filter: { changesDueAt: { $lte: now } }, limit: 200 });
  const [update] = played().updates('feeds');
  expect(update).toMatchObject({
    q: { _id: { $in: ['a', 'b'] }, changesDueAt: { $lte: now } },
    u: { $set: { changesDueAt: after(30_000) } },
    multi: true,
  });
  const { changesHolder } = update?.u['$set'] as unknown as { changesHolder: string };
  expect(mine?.filter).toEqual({ _id: { $in: ['a', 'b'] }, changesHolder });
  expect(played().sent('find removed_feeds')).toHaveLength(1);
});

describe('changes that were told', () => {
  it('are taken from their feed, and what came meanwhile stays due', async () => {
    const change = changeOf(told);
    await changes.done([{ feedId: 'a', changes: [change] }]);
    const [update] = played().updates('feeds');
    expect(update?.q).toEqual({ _id: 'a' });
    expect(update?.u).toEqual([
      {
        $set: {
          changes: { $filter: { input: '$changes', cond: { $not: [{ $in: ['$$this.id', [change.id]] }] } } },
        },
      },
      { $set: { changesDueAt: { $cond: [{ $eq: ['$changes', []] }, null, '$changesDueAt'] } } },
    ]);
    expect(played().deleted('removed_feeds')).toEqual([]);
  });

  it('end with the removal of the feed', async () => {
    await changes.done([
      { feedId: 'a', changes: [changeOf({ ...told, change: 'removed' })] },
      { feedId: 'b', changes: [changeOf(told)] },
    ]);
    expect(played().deleted('removed_feeds')).toEqual([{ _id: { $in: ['a'] } }]);
  });

  it('may be none', async () => {
    await changes.done([]);
    expect(played().commands).toEqual([]);
  });
});
