import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { FeedCountRepository } from './feed-count.repository.js';

const { models, played } = playDatabase();
const feedCounts = new FeedCountRepository(models);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const noon = after(3 * HOUR + 1_234);
const midnight = after(-9 * HOUR);

describe('counts', () => {
  it('go into the hour and the day in one command, and expire', async () => {
    await feedCounts.add('feed-1', noon, { counts: { fetches: 1, entries: 5, failures: 0 } });
    const { updates = [] } = played().only('update feed_counts');
    expect(updates).toMatchObject([
      {
        q: { _id: 'feed-1:hour:2026-03-03T12' },
        u: {
          $inc: { 'counts.fetches': 1, 'counts.entries': 5 },
          $setOnInsert: { from: after(3 * HOUR), expiresAt: after(3 * HOUR + 2 * DAY) },
        },
        upsert: true,
      },
      {
        q: { _id: 'feed-1:day:2026-03-03' },
        u: { $setOnInsert: { span: 'day', from: midnight, expiresAt: after(-9 * HOUR + 64 * DAY) } },
      },
    ]);
    expect(updates[0]?.u['$inc']).not.toHaveProperty(['counts.failures']);
  });

  it('have the account of a document whole', async () => {
    const account = { offered: 3, discovered: 1, known: 1, sameArticle: 0, skipped: { no_link: 1 } as never };
    await feedCounts.add('feed-1', noon, { counts: {}, account });
    expect(played().updates('feed_counts')[1]?.u['$inc']).toEqual({
      'account.offered': 3,
      'account.discovered': 1,
      'account.known': 1,
      'account.skipped.no_link': 1,
    });
  });

  it('of entries go into the day and hour in which they were published', async () => {
    const hours = [{ at: after(-10 * HOUR), entries: 2, observedSeconds: 600 }];
    await feedCounts.add('feed-1', noon, { counts: {}, hours });
    expect(played().updates('feed_counts')).toMatchObject([
      { q: { _id: 'feed-1:day:2026-03-02' }, u: { $inc: { 'hours.23.n': 2, 'hours.23.s': 600 } } },
    ]);
  });

  it('of nothing are not written', async () => {
    await feedCounts.add('feed-1', noon, { counts: { fetches: 0 } });
    expect(played().commands).toEqual([]);
  });
});

describe('hours', () => {
  it('come in order, from the moment asked for, to each caller of his feed', async () => {
    const day = (feedId: string, from: Date, hours: object) => ({ _id: feedId, feedId, from, hours });
    played().answer(
      'find feed_counts',
      documents(
        day('feed-1', midnight, { 10: { n: 2, s: 60 }, 8: { n: 1 }, 9: { n: 4 } }),
        day('feed-2', midnight, { 9: { n: 7 } }),
      ),
    );
    const [first, second] = await Promise.all([
      feedCounts.hours('feed-1', now),
      feedCounts.hours('feed-2', now),
    ]);
    expect(first).toEqual([
      { at: now, entries: 4, observedSeconds: 0 },
      { at: after(HOUR), entries: 2, observedSeconds: 60 },
    ]);
    expect(second.map(({ entries }) => entries)).toEqual([7]);
    expect(played().only('find feed_counts').filter).toEqual({
      feedId: { $in: ['feed-1', 'feed-2'] },
      span: 'day',
      from: { $gt: after(-DAY) },
    });
  });
});

it('sums a day from its hours and a month from its days, with zeros for a feed that has none', async () => {
  const row = (span: string, entries: number) => ({
    _id: span,
    feedId: 'feed-1',
    span,
    counts: { entries },
    account: { offered: entries },
  });
  played().answer('find feed_counts', documents(row('hour', 2), row('hour', 3), row('day', 40)));
  const sums = await feedCounts.rolling(['feed-1', 'feed-2'], now);
  expect(sums.get('feed-1')).toMatchObject({
    day: { entries: 5, account: { offered: 5 } },
    month: { entries: 40 },
  });
  expect(sums.get('feed-2')).toMatchObject({ day: { entries: 0 }, month: { entries: 0 } });
  expect(played().only('find feed_counts').filter).toMatchObject({
    $or: [
      { span: 'hour', from: { $gt: after(-DAY) } },
      { span: 'day', from: { $gt: after(-30 * DAY) } },
    ],
  });
});

it('sums the accounts of all feeds', async () => {
  expect(await feedCounts.accounts(5)).toMatchObject({
    total: { offered: 0 },
    crooked: { count: 0, sample: [] },
  });
  expect(JSON.stringify(played().only('aggregate feed_counts').pipeline)).toContain('{"$limit":5}');
});

it('forgets a feed', async () => {
  await feedCounts.forget('feed-1');
  expect(played().deleted('feed_counts')).toEqual([{ feedId: 'feed-1' }]);
});
