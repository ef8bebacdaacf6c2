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

const stored = { ownTitle: { $ifNull: ['$ownTitle', null] }, labels: { $ifNull: ['$labels', []] } };

it('names feeds without making them due, and tells it where the name is another', async () => {
  played().answer('update feeds', matched(2));
  expect(await feeds.setNames(['a', 'b', 'x'], { ownTitle: '$100 News' }, now)).toBe(2);
  const [update] = played().updates('feeds');
  expect(update).toMatchObject({ q: { _id: { $in: ['a', 'b', 'x'] } }, multi: true });
  const isNews = {
    $or: [{ $ne: [{ $literal: '$100 News' }, stored.ownTitle] }, { $ne: [stored.labels, stored.labels] }],
  };
  const told = { change: 'described', url: '$url', state: '$state', at: now };
  const changes = { $ifNull: ['$changes', []] };
  expect(update?.u[0]).toMatchObject({
    $set: {
      ownTitle: { $literal: '$100 News' },
      labels: stored.labels,
      updatedAt: now,
      revision: { $add: ['$revision', 1] },
      changes: { $cond: [isNews, { $concatArrays: [changes, [told]] }, changes] },
      changesDueAt: { $cond: [isNews, { $max: ['$changesDueAt', now] }, '$changesDueAt'] },
    },
  });
  expect(update?.u[0]).not.toHaveProperty(['$set', 'nextFetchAt']);
});

it('changes labels in one update, each of which a feed then has once', async () => {
  played().answer('update feeds', matched(1));
  expect(await feeds.relabel(['a'], { add: ['new'], remove: ['$ld'] }, now)).toBe(1);
  const [update] = played().updates('feeds');
  const { labels } = stored;
  expect(update?.u[0]).toMatchObject({
    $set: {
      ownTitle: stored.ownTitle,
      labels: {
        $concatArrays: [
          { $filter: { input: labels, cond: { $not: [{ $in: ['$$this', { $literal: ['$ld'] }] }] } } },
          { $filter: { input: { $literal: ['new'] }, cond: { $not: [{ $in: ['$$this', labels] }] } } },
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
