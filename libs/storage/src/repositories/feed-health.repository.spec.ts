import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { now } from '../../test/played/times.js';
import { FeedHealthRepository } from './feed-health.repository.js';

const { models, played } = playDatabase();
const health = new FeedHealthRepository(models);

it('joins each feed with its measurements, and fills in those that it lacks', async () => {
  const losses = { count: 2, lastAt: now };
  played().answer('find feeds', documents({ _id: 'a', title: 'Harbour' }, { _id: 'b', ownTitle: 'Tides' }));
  played().answer(
    'find feed_meters',
    documents({ _id: 'a', losses, volume: { state: 'normal' } }, { _id: 'gone' }),
  );
  expect(await health.rows()).toMatchObject([
    {
      feedId: 'a',
      title: 'Harbour',
      losses: { count: 2, lastAt: now, backfilled: 0 },
      volume: { state: 'normal' },
    },
    { feedId: 'b', title: 'Tides', losses: { count: 0, lastAt: null }, volume: null },
  ]);
});

it('reads the long fields of neither', async () => {
  await health.rows();
  const { projection = {} } = played().only('find feeds');
  expect(projection).toMatchObject({ url: 1, failure: 1, labels: 1 });
  expect(projection).not.toHaveProperty('recentFetches');
  expect(played().only('find feed_meters').projection).not.toHaveProperty(['volume.hourOfWeek']);
  expect(played().only('find feed_meters').projection).toMatchObject({ 'volume.state': 1, losses: 1 });
});
