import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { changeOf, withChange } from './feed-change.document.js';
import { FeedChangeRepository } from './feed-change.repository.js';
import { newFeedDocument, toFeed } from './feed.document.js';

const { models, played } = playDatabase();
const changes = new FeedChangeRepository(models);
const told = {
  change: 'paused' as const,
  url: 'https://paper.example/rss',
  state: 'paused' as const,
  at: now,
};
const row = {
  ...newFeedDocument({
    url: told.url,
    hostKey: 'paper.example',
    origin: { type: 'api', ref: null },
    intervalSeconds: 60,
    now,
  }),
  _id: 'a',
};
const untold = { feedId: 'a', changes: [changeOf(told)], feed: null, holder: 'me' };
const LONG_AGO = new Date(0);

it('gives each change an id of its own', () => {
  expect(changeOf(told)).toMatchObject({ ...told, reason: null, previousUrl: null, duplicateOf: null });
  expect(changeOf(told).id).not.toBe(changeOf(told).id);
});

it('adds a change to an update, and keeps what that does', () => {
  const update = { $set: { state: 'paused' }, $push: { recentFetches: 1 }, $inc: { revision: 1 } };
  expect(withChange(update, told)).toMatchObject({
    $set: { state: 'paused' },
    $max: { changesDueAt: now },
    $push: { recentFetches: 1, changes: { change: 'paused' } },
    $inc: { revision: 1 },
  });
});

it('leases feeds with changes, with an old record or none, and removed ones, by a mark of its own', async () => {
  const change = changeOf(told);
  played().answer(
    'find feeds',
    documents({ _id: 'a' }, { _id: 'b' }),
    documents({ ...row, changes: [change] }),
  );
  const [leased, ...others] = await changes.lease(now, 30_000, after(-60_000));
  expect(others).toEqual([]);
  expect(leased).toMatchObject({ feedId: 'a', changes: [change], feed: { feedId: 'a', url: told.url } });
  const free = { changesDueAt: { $not: { $gt: now } } };
  const filter = {
    $or: [
      { changesDueAt: { $lte: now } },
      { recordToldAt: null, ...free },
      { recordToldAt: { $lt: after(-60_000) }, ...free },
    ],
  };
  const [due, mine] = played().sent('find feeds');
  expect(due).toMatchObject({ filter, limit: 200 });
  const [update] = played().updates('feeds');
  expect(update).toMatchObject({
    q: { _id: { $in: ['a', 'b'] }, ...filter },
    u: { $set: { changesDueAt: after(30_000), changesHolder: leased?.holder } },
    multi: true,
  });
  expect(mine?.filter).toEqual({ _id: { $in: ['a', 'b'] }, changesHolder: leased?.holder });
  expect(played().sent('find removed_feeds')).toMatchObject([{ filter: { changesDueAt: { $lte: now } } }]);
});

describe('feeds that were told', () => {
  it('lose the changes that were told; what came meanwhile, or under another lease, is due at once', async () => {
    await changes.done([untold], now);
    const [update] = played().updates('feeds');
    expect(update?.q).toEqual({ _id: 'a' });
    const stored = { $ifNull: ['$changes', []] };
    const ids = untold.changes.map(({ id }) => id);
    const isHeld = { $eq: ['$changesHolder', 'me'] };
    expect(update?.u).toEqual([
      { $set: { changes: { $filter: { input: stored, cond: { $not: [{ $in: ['$$this.id', ids] }] } } } } },
      {
        $set: {
          changesDueAt: { $cond: [{ $and: [{ $eq: ['$changes', []] }, isHeld] }, null, LONG_AGO] },
          changesHolder: { $cond: [isHeld, '$changesHolder', null] },
          recordToldAt: now,
        },
      },
    ]);
    expect(played().updates('removed_feeds')[0]?.u).toEqual(update?.u);
  });

  it('are forgotten with their removal, unless something is due', async () => {
    played().answer('find feeds', documents({ _id: 'b' }));
    const described = { ...untold, feedId: 'b', feed: toldFeed() };
    await changes.done([untold, described], now);
    expect(played().deleted('removed_feeds')).toEqual([{ _id: { $in: ['a'] }, changesDueAt: null }]);
    expect(played().updates('removed_feeds')).toHaveLength(2);
  });

  it('are due again as removed if they went while their record was published', async () => {
    await changes.done([{ ...untold, feed: toldFeed() }], now);
    expect(played().updates('removed_feeds').at(-1)).toMatchObject({
      q: { _id: 'a' },
      u: { $set: { changesDueAt: LONG_AGO, changesHolder: null } },
      upsert: true,
    });
  });

  it('may be none', async () => {
    await changes.done([], now);
    expect(played().commands).toEqual([]);
  });
});

const toldFeed = () => toFeed(row);
