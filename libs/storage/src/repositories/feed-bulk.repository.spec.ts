import { playDatabase } from '../../test/played/play-database.js';
import { documents, matched } from '../../test/played/replies.js';
import { now } from '../../test/played/times.js';
import { FeedBulkRepository } from './feed-bulk.repository.js';

const { models, played } = playDatabase();
const woken: string[] = [];
const feeds = new FeedBulkRepository(models, {
  wakeHosts: (hostKeys) => Promise.resolve(void woken.push(...hostKeys)),
});

it('gives feeds in the order of their ids, without those that are gone', async () => {
  played().answer('find feeds', documents({ _id: 'b' }, { _id: 'a' }));
  expect((await feeds.get(['a', 'x', 'b'])).map(({ feedId }) => feedId)).toEqual(['a', 'b']);
});

it('finds feeds by a label', async () => {
  played().answer('find feeds', documents({ _id: 'a' }));
  expect(await feeds.labelled('harbour')).toEqual(['a']);
  expect(played().only('find feeds')).toMatchObject({
    filter: { labels: 'harbour' },
    projection: { _id: 1 },
  });
});

it('names feeds without making them due', async () => {
  played().answer('update feeds', matched(2));
  expect(await feeds.setNames(['a', 'b', 'x'], { ownTitle: 'Harbour' }, now)).toBe(2);
  expect(played().updates('feeds')).toEqual([
    {
      q: { _id: { $in: ['a', 'b', 'x'] } },
      u: { $set: { ownTitle: 'Harbour', updatedAt: now }, $inc: { revision: 1 } },
      multi: true,
    },
  ]);
});

it('changes labels in one update, each of which a feed then has once', async () => {
  played().answer('update feeds', matched(1));
  expect(await feeds.relabel(['a'], { add: ['new'], remove: ['old'] }, now)).toBe(1);
  const [update] = played().updates('feeds');
  const labels = { $ifNull: ['$labels', []] };
  expect(update?.u[0]).toEqual({
    $set: {
      labels: {
        $concatArrays: [
          { $filter: { input: labels, cond: { $not: [{ $in: ['$$this', ['old']] }] } } },
          { $filter: { input: ['new'], cond: { $not: [{ $in: ['$$this', labels] }] } } },
        ],
      },
      updatedAt: now,
    },
  });
});

it('makes the polled ones due, and wakes their hosts', async () => {
  played()
    .answer('update feeds', matched(2))
    .answer('distinct feeds', { reply: { values: ['paper.example'] } });
  expect(await feeds.makeDue(['a', 'b'], 'asked', now)).toBe(2);
  const filter = { _id: { $in: ['a', 'b'] }, state: { $in: ['active', 'failing', 'flooding'] } };
  expect(played().updates('feeds')).toMatchObject([
    { q: filter, u: { $set: { nextFetchAt: now } }, multi: true },
  ]);
  expect(played().only('distinct feeds')).toMatchObject({ key: 'hostKey', query: filter });
  expect(woken).toEqual(['paper.example']);
});
