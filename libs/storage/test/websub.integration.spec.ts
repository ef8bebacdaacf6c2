import type { Subscription } from '../src/index.js';
import { emptiedBeforeEach, specDatabase } from './open-test-database.js';
import { at } from './samples.js';

const { open } = specDatabase();
const [database, rival] = [open(), open()];
emptiedBeforeEach(database);

const TOPIC = 'https://tribune.example/feed.xml';
const HUBS = ['https://hub.example/', 'https://second.example/'];
let ids = 0;
const wanted = (
  changes: { feedId?: string; topic?: string; hubs?: string[]; documentUrl?: string } = {},
) => ({
  feedId: 'f',
  topic: TOPIC,
  hubs: HUBS,
  documentUrl: TOPIC,
  callbackId: `callback-${(ids += 1)}`,
  secret: 's',
  now: at(0),
  ...changes,
});
const live = async (feedId = 'f') => (await database.websub.ofFeeds([feedId])).get(feedId);
const send = (subscription: Pick<Subscription, 'callbackId' | 'state'>) =>
  database.websub.beginRequest(subscription, { pendingUntil: at(600), retryAt: at(300) }, at(1));

describe('subscriptions', () => {
  it('are one for a feed, whoever asks at the same time', async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, i) => (i % 2 ? rival : database).websub.want(wanted())),
    );
    expect(new Set(made.map(({ callbackId }) => callbackId)).size).toBe(1);
    expect((await database.websub.want(wanted({ documentUrl: 'https://cdn.example/' }))).callbackId).toBe(
      made[0]?.callbackId,
    );
    expect(await live()).toMatchObject({ documentUrl: 'https://cdn.example/', hub: HUBS[0] });
  });

  it.each([{ topic: 'https://tribune.example/other' }, { hubs: ['https://third.example/'] }])(
    'are made anew for %j, and the old one is ended at its hub',
    async (change) => {
      const old = await database.websub.want(wanted());
      await send(old);
      const fresh = await database.websub.want(wanted(change));
      expect(fresh.callbackId).not.toBe(old.callbackId);
      expect(await database.websub.get(old.callbackId)).toMatchObject({ state: 'ending', live: false });
      expect(await live()).toMatchObject({ callbackId: fresh.callbackId, state: 'wanted', ...change });
    },
  );

  it('are due at once, one to a replica, and again when the one that took it has died', async () => {
    await database.websub.want(wanted());
    const taken = await Promise.all([database.websub.takeDue(at(1)), rival.websub.takeDue(at(1))]);
    expect(taken.filter((subscription) => subscription !== null)).toHaveLength(1);
    expect(await rival.websub.takeDue(at(60))).toBeNull();
    expect(await rival.websub.takeDue(at(200))).toMatchObject({ state: 'wanted' });
  });

  it('keep what a hub verified before its answer to the request came', async () => {
    const made = await database.websub.want(wanted());
    await send(made);
    const lease = { leaseUntil: at(4000), renewAt: at(3000) };
    const verification = {
      callbackId: made.callbackId,
      mode: 'subscribe' as const,
      topic: TOPIC,
      challenge: 'c',
      ...lease,
    };
    expect(await database.websub.verify({ ...verification, now: at(2) })).toBe(true);
    const failure = { error: 'cut off', retryAt: at(9), hub: HUBS[1]! };
    await database.websub.recordFailure(made.callbackId, failure, at(3));
    expect(await live()).toMatchObject({ state: 'active', lastError: null, hub: HUBS[0], nextActionAt: at(3000) }); // prettier-ignore
    expect(await database.websub.verify({ ...verification, challenge: 'late', now: at(700) })).toBe(false);
  });

  it('that were never asked for end without a word to the hub', async () => {
    const made = await database.websub.want(wanted());
    await database.websub.end('f', at(1));
    expect(await database.websub.get(made.callbackId)).toMatchObject({ state: 'ended', nextActionAt: null });
    expect(await live()).toBeUndefined();
    expect((await database.websub.want(wanted())).callbackId).not.toBe(made.callbackId);
  });

  it('count each stretch of their tally once', async () => {
    const made = await database.websub.want(wanted());
    const next = { ...made.tally, pushed: 3, until: at(60) };
    const written = await Promise.all([
      database.websub.recordTally(made, next, 'trusted'),
      rival.websub.recordTally(made, next, 'trusted'),
    ]);
    expect(written.sort()).toEqual([false, true]);
    expect(await live()).toMatchObject({ trust: 'trusted', tally: { pushed: 3 } });
    expect(await database.websub.counts()).toEqual([{ state: 'wanted', trust: 'trusted', count: 1 }]);
  });
});

describe('the inbox', () => {
  const put = (feedId: string, text: string, seconds: number) =>
    database.pushInbox.put({
      callbackId: `of-${feedId}`,
      feedId,
      body: Buffer.from(text),
      contentType: null,
      now: at(seconds),
    });

  it('gives the bodies of a feed in their order, one at a time, and other feeds meanwhile', async () => {
    await put('f', 'first', 1);
    await put('f', 'second', 2);
    await put('g', 'other', 3);
    const first = (await database.pushInbox.lease(at(10), 60_000))!;
    const other = (await rival.pushInbox.lease(at(10), 60_000))!;
    expect([first.body.toString(), other.body.toString()]).toEqual(['first', 'other']);
    expect(await database.pushInbox.lease(at(10), 60_000)).toBeNull();
    await database.pushInbox.done(first);
    expect((await database.pushInbox.lease(at(11), 60_000))?.body.toString()).toBe('second');
  });

  it('gives a body again when its reader died, and the late reader cannot remove it', async () => {
    await put('f', 'body', 1);
    const dead = (await database.pushInbox.lease(at(2), 1_000))!;
    const again = (await rival.pushInbox.lease(at(4), 60_000))!;
    expect([again.pushId, again.attempts]).toEqual([dead.pushId, 2]);
    await database.pushInbox.done(dead);
    expect(await database.pushInbox.waiting()).toBe(1);
    await rival.pushInbox.retry(again, at(100));
    expect(await database.pushInbox.lease(at(99), 1_000)).toBeNull();
    expect(await database.pushInbox.lease(at(100), 1_000)).not.toBeNull();
  });
});

describe('entries', () => {
  const seen = (key: string) => ({
    key,
    policy: 'guid',
    fingerprint: 'x',
    articleId: `article-${key}`,
    url: `https://tribune.example/${key}`,
    discoveryId: key,
  });

  it('are counted for the hub when it brought them in time, and against it when a poll had to', async () => {
    const { entries } = database;
    await entries.record('f', [seen('pushed')], at(100), 'push');
    await entries.markPushed('f', ['pushed'], at(100));
    await entries.record('f', [seen('polled first'), seen('missed'), seen('too late')], at(101));
    await entries.markPushed('f', ['polled first'], at(130));
    await entries.markPushed('f', ['too late'], at(500));
    await entries.record('f', [seen('found by a backfill')], at(102), 'backfill');
    await entries.record('f', [seen('after')], at(900));
    const stretch = { from: at(99), to: at(200), graceMs: 60_000 };
    expect(await entries.countPushed('f', stretch)).toEqual({ pushed: 2, missed: 2 });
    expect(await entries.countPushed('f', { ...stretch, from: at(200), to: at(300) })).toEqual({
      pushed: 0,
      missed: 0,
    });
  });

  it('say who had them first, also when they come another way later', async () => {
    await database.entries.record('f', [seen('a')], at(1), 'push');
    await database.entries.record('f', [seen('a')], at(2), 'poll');
    await database.entries.markPushed('f', ['a'], at(1));
    expect(await database.entries.countPushed('f', { from: at(0), to: at(9), graceMs: 5_000 })).toEqual({
      pushed: 1,
      missed: 0,
    });
  });

  it('tell which articles a feed has shown, and where its latest are', async () => {
    await database.entries.record('f', [seen('a')], at(1));
    await database.entries.record('g', [seen('b')], at(2));
    await database.entries.record('f', [seen('c')], at(3));
    expect([...(await database.entries.knownArticles('f', ['article-a', 'article-b', 'article-x']))]).toEqual(['article-a']); // prettier-ignore
    expect(await database.entries.latestUrls('f', 1)).toEqual(['https://tribune.example/c']);
  });
});

describe('counts', () => {
  const HOUR = 3600;

  it('roll over a day and a month', async () => {
    const { feedCounts } = database;
    await feedCounts.add('f', at(0), { counts: { fetches: 1, newEntries: 5, bytes: 100 } });
    await feedCounts.add('f', at(60), { counts: { fetches: 1, newEntries: 0, notModified: 1 } });
    await feedCounts.add('f', at(30 * HOUR), { counts: { fetches: 1, probableLosses: 1 } });
    await feedCounts.add('g', at(0), { counts: { fetches: 7 } });
    const sums = await feedCounts.rolling(['f', 'unknown'], at(31 * HOUR));
    expect(sums.get('f')).toMatchObject({
      day: { fetches: 1, newEntries: 0, probableLosses: 1, bytes: 0 },
      month: { fetches: 3, newEntries: 5, notModified: 1, probableLosses: 1, bytes: 100 },
    });
    expect(sums.get('unknown')).toMatchObject({ day: { fetches: 0 }, month: { fetches: 0 } });
    expect((await feedCounts.rolling(['f'], at(40 * 24 * HOUR))).get('f')?.month.fetches).toBe(0);
  });

  it('keep hours across midnight', async () => {
    const hours = [
      { at: at(14 * HOUR), entries: 2, observedSeconds: 1800 },
      { at: at(15 * HOUR), entries: 0.5, observedSeconds: 3600 },
    ];
    await database.feedCounts.add('f', at(15 * HOUR), { counts: {}, hours });
    await database.feedCounts.add('f', at(15 * HOUR), { counts: {}, hours: [hours[0]!] });
    expect(await database.feedCounts.hours('f', at(0))).toEqual([
      { at: at(14 * HOUR), entries: 4, observedSeconds: 3600 },
      hours[1],
    ]);
    expect(await database.feedCounts.hours('f', at(15 * HOUR))).toEqual([hours[1]]);
  });
});

it('meters start empty, keep what is set, and are forgotten with the feed', async () => {
  const { feedMeters } = database;
  expect(await feedMeters.get('f')).toMatchObject({ hub: null, volume: null, losses: { count: 0 } });
  const losses = { count: 2, lastAt: at(1), lastSince: at(0), backfilled: 0, lastBackfill: null };
  await feedMeters.set('f', { losses });
  await feedMeters.set('f', { hub: { topic: TOPIC, hubs: HUBS, documentUrl: TOPIC } });
  await feedMeters.setWindow('f', { names: ['a'], at: at(2) });
  expect(await feedMeters.get('f')).toMatchObject({ losses, hub: { topic: TOPIC } });
  expect(await feedMeters.window('f')).toEqual({ names: ['a'], at: at(2) });
  await feedMeters.forget('f');
  expect([await feedMeters.window('f'), (await feedMeters.get('f')).hub]).toEqual([null, null]);
});
