import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { now } from '../../test/played/times.js';
import { FeedVoiceRepository } from './feed-voice.repository.js';

const { models, played } = playDatabase();
const voices = new FeedVoiceRepository(models);
const voice = {
  feedId: 'f',
  outlet: 'paper.example',
  by: 'hub' as const,
  evidence: 'https://paper.example/',
  checkedAt: now,
};
const ofFeed = { $gte: 'f ', $lt: 'f!' };

it('notes what an outlet said over what it said before', async () => {
  await voices.record(voice);
  expect(played().updates('feed_voices')).toEqual([
    { q: { _id: 'f paper.example' }, u: { $set: voice }, upsert: true },
  ]);
});

it('does not take back what an outlet said because a page is silent', async () => {
  const { checkedAt, ...rest } = { ...voice, by: null };
  await voices.record({ ...rest, checkedAt });
  expect(played().updates('feed_voices')).toEqual([
    { q: { _id: 'f paper.example' }, u: { $set: { checkedAt }, $setOnInsert: rest }, upsert: true },
  ]);
});

it('finds the outlets that let a feed speak for them, by the feed', async () => {
  played().answer('find feed_voices', documents({ _id: 'x', ...voice }), documents());
  expect(await voices.ofFeeds(['f', 'g'])).toEqual(
    new Map([
      ['f', [voice]],
      ['g', []],
    ]),
  );
  expect(played().sent('find feed_voices')[0]).toMatchObject({
    filter: { _id: ofFeed, by: { $ne: null } },
    sort: { _id: 1 },
    limit: 500,
  });
});

it('finds the answer of one outlet', async () => {
  played().answer('find feed_voices', documents({ _id: 'x', ...voice }), documents());
  expect([await voices.get('f', 'paper.example'), await voices.get('f', 'other.example')]).toEqual([
    voice,
    null,
  ]);
});

it('forgets a feed, and not one whose id begins with the same letters', async () => {
  await voices.forget('f');
  expect(played().deleted('feed_voices')).toEqual([{ _id: ofFeed }]);
  expect('f2 paper.example' < ofFeed.$lt).toBe(false);
});
