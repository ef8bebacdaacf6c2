import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { now } from '../../test/played/times.js';
import { FeedMeterRepository, NO_LOSSES } from './feed-meter.repository.js';

const { models, played } = playDatabase();
const meters = new FeedMeterRepository(models);

it('is empty for a feed without measurements, and fills in what a row lacks', async () => {
  played().answer('find feed_meters', documents({ _id: 'a', losses: { count: 3 } }));
  const [a, b] = await Promise.all([meters.get('a'), meters.get('b')]);
  expect(a).toMatchObject({ feedId: 'a', hub: null, volume: null, losses: { ...NO_LOSSES, count: 3 } });
  expect(b).toMatchObject({ feedId: 'b', losses: NO_LOSSES, updatedAt: new Date(0) });
  expect(played().only('find feed_meters').filter).toEqual({ _id: { $in: ['a', 'b'] } });
});

it('sets only the fields that are given, of many feeds in one command', async () => {
  await Promise.all(['a', 'b'].map((feedId) => meters.set(feedId, { updatedAt: now })));
  expect(played().only('update feed_meters').updates).toEqual(
    ['a', 'b'].map((_id) => ({ q: { _id }, u: { $set: { updatedAt: now } }, upsert: true })),
  );
});

it('refuses a field that no schema knows', async () => {
  await expect(meters.set('a', { losts: 1 } as never)).rejects.toThrow(/losts/);
  expect(played().commands).toEqual([]);
});

it('keeps the window of each feed', async () => {
  const window = { names: ['x', 'y'], at: now };
  await meters.setWindow('a', window);
  expect(played().updates('feed_windows')).toEqual([{ q: { _id: 'a' }, u: { $set: window }, upsert: true }]);
  played().answer('find feed_windows', documents({ _id: 'a', ...window }));
  expect(await Promise.all([meters.window('b'), meters.window('a')])).toEqual([null, window]);
});

it('forgets a feed', async () => {
  await meters.forget('a');
  expect([...played().deleted('feed_meters'), ...played().deleted('feed_windows')]).toEqual([
    { _id: 'a' },
    { _id: 'a' },
  ]);
});
