import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, found, matched } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { newSubscription } from './new-subscription.js';
import { WebSubRepository } from './websub.repository.js';

const { models, played } = playDatabase();
const websub = new WebSubRepository(models);
const hubs = ['https://hub.example/'];
const wanted = {
  callbackId: 'c',
  feedId: 'f',
  topic: 't',
  hubs,
  documentUrl: 'https://paper.example/rss',
  secret: 's',
  now,
};
const row = newSubscription(wanted);
const KEY = 'websub_subscriptions';
const WEEK = 7 * 86_400_000;

describe('a subscription that is wanted', () => {
  it('is made, due at once', async () => {
    expect(await websub.want(wanted)).toMatchObject({ callbackId: 'c', state: 'wanted', nextActionAt: now });
    expect(played().inserted(KEY)).toMatchObject([{ _id: 'c', live: true }]);
  });

  it('and stands already stays as it is', async () => {
    played().answer(`find ${KEY}`, documents(row));
    expect(await websub.want(wanted)).toMatchObject({ callbackId: 'c' });
    expect(played().commands).toHaveLength(1);
  });

  it('learns a new address of the document', async () => {
    played().answer(`find ${KEY}`, documents(row));
    const documentUrl = 'https://paper.example/atom';
    expect(await websub.want({ ...wanted, documentUrl })).toMatchObject({ documentUrl });
    expect(played().updates(KEY)).toMatchObject([{ q: { _id: 'c' }, u: { $set: { documentUrl } } }]);
  });

  it('for another topic ends the one before', async () => {
    played().answer(`find ${KEY}`, documents(row));
    expect(await websub.want({ ...wanted, callbackId: 'd', topic: 'other' })).toMatchObject({
      callbackId: 'd',
    });
    expect(played().commands.map((command) => Object.keys(command)[0])).toEqual([
      'find',
      'update',
      'update',
      'insert',
    ]);
  });

  it('is the one that another replica made at that moment', async () => {
    played().answer(`find ${KEY}`, documents(), documents(row));
    played().answer(`insert ${KEY}`, failed(11_000, 'DuplicateKey'));
    expect(await websub.want({ ...wanted, callbackId: 'late' })).toMatchObject({ callbackId: 'c' });
  });
});

it('ends at once where no hub was asked, and else by an unsubscription', async () => {
  await websub.end('f', now);
  const [never, asked] = played().updates(KEY);
  expect(never).toMatchObject({
    q: { feedId: 'f', live: true, pendingUntil: null },
    u: { $set: { state: 'ended', nextActionAt: null, expiresAt: after(WEEK) } },
  });
  expect(asked).toMatchObject({
    q: { feedId: 'f', live: true },
    u: { $set: { state: 'ending', nextActionAt: now, live: false } },
  });
});

it('leases the request that has been due longest', async () => {
  played().answer(`findAndModify ${KEY}`, found(row), { reply: {} });
  expect(await websub.takeDue(now)).toMatchObject({ callbackId: 'c' });
  expect(await websub.takeDue(now)).toBeNull();
  expect(played().sent(`findAndModify ${KEY}`)[0]).toMatchObject({
    query: { nextActionAt: { $ne: null, $lte: now } },
    update: { $set: { nextActionAt: after(120_000) } },
    sort: { nextActionAt: 1 },
  });
});

describe('a request', () => {
  const times = { pendingUntil: after(9_000), retryAt: after(5_000) };

  it.each([
    ['wanted', 'subscribe', 'pending'],
    ['active', 'subscribe', undefined],
    ['ending', 'unsubscribe', undefined],
  ] as const)(
    'of a subscription that is %s says to %s, before it is sent',
    async (state, pendingMode, next) => {
      await websub.beginRequest({ callbackId: 'c', state }, times, now);
      const [update] = played().updates(KEY);
      expect(update).toMatchObject({
        q: { _id: 'c', state },
        u: { $set: { pendingMode, pendingUntil: after(9_000) }, $inc: { attempts: 1 } },
      });
      expect(Reflect.get(update?.u['$set'] ?? {}, 'state')).toBe(next);
    },
  );

  it('that failed goes to another hub, unless the hub has answered by now', async () => {
    await websub.recordFailure(
      'c',
      { error: 'x'.repeat(900), retryAt: after(5), hub: 'https://hub-2.example/' },
      now,
    );
    const [update] = played().updates(KEY);
    expect(update).toMatchObject({
      q: { _id: 'c', pendingMode: { $ne: null } },
      u: { $set: { hub: 'https://hub-2.example/', nextActionAt: after(5) } },
    });
    expect(String(Reflect.get(update?.u['$set'] ?? {}, 'lastError'))).toHaveLength(500);
  });
});

describe('a verification', () => {
  const verification = {
    callbackId: 'c',
    mode: 'subscribe' as const,
    topic: 't',
    challenge: 'x',
    leaseUntil: after(9),
    renewAt: after(5),
    now,
  };

  it('is confirmed while its request is pending', async () => {
    expect(await websub.verify(verification)).toBe(true);
    expect(played().updates(KEY)).toMatchObject([
      {
        q: { _id: 'c', topic: 't', pendingMode: 'subscribe', pendingUntil: { $gt: now } },
        u: { $set: { state: 'active', leaseUntil: after(9), nextActionAt: after(5) } },
      },
    ]);
  });

  it('of an unsubscription ends the subscription', async () => {
    expect(await websub.verify({ ...verification, mode: 'unsubscribe' })).toBe(true);
    expect(played().updates(KEY)).toMatchObject([
      {
        q: { pendingMode: 'unsubscribe' },
        u: { $set: { state: 'ended', live: false, expiresAt: after(WEEK) } },
      },
    ]);
  });

  it('that comes twice is confirmed twice, and one that nobody asked for is not', async () => {
    played().answer(`update ${KEY}`, matched(0), matched(0));
    played().answer(`find ${KEY}`, documents({ _id: 'c' }));
    expect([await websub.verify(verification), await websub.verify(verification)]).toEqual([true, false]);
    expect(played().sent(`find ${KEY}`)[0]?.filter).toEqual({
      _id: 'c',
      topic: 't',
      lastChallenge: 'x',
      pendingUntil: { $gt: now },
    });
  });
});

it('is denied only while a feed wants it', async () => {
  played().answer(`update ${KEY}`, matched(1), matched(0));
  const denial = { topic: 't', reason: 'no', retryAt: after(5) };
  expect([await websub.deny('c', denial, now), await websub.deny('c', denial, now)]).toEqual([true, false]);
  expect(played().updates(KEY)[0]).toMatchObject({
    q: { _id: 'c', topic: 't', live: true },
    u: { $set: { state: 'denied', nextActionAt: after(5) } },
  });
});

it('counts deliveries and bad signatures, and gives up an unsubscription', async () => {
  await websub.recordDelivery('c', now);
  await websub.recordBadSignature('c');
  await websub.finish('c', now);
  expect(played().updates(KEY)).toMatchObject([
    { u: { $set: { lastPushAt: now }, $inc: { deliveries: 1 } } },
    { u: { $inc: { badSignatures: 1 } } },
    { u: { $set: { state: 'ended', live: false } } },
  ]);
});

it('counts a span of time once', async () => {
  played().answer(`update ${KEY}`, matched(1), matched(0));
  const next = { ...row.tally, pushed: 1, until: after(9) };
  const record = () => websub.recordTally({ callbackId: 'c', tally: row.tally }, next, 'trusted');
  expect([await record(), await record()]).toEqual([true, false]);
  expect(played().updates(KEY)[0]?.q).toEqual({ _id: 'c', 'tally.until': now });
});

it('is found by its callback and by its feed, and counted by state', async () => {
  played().answer(`find ${KEY}`, documents(row), documents(), documents(row));
  expect(await websub.get('c')).toMatchObject({ callbackId: 'c' });
  expect(await websub.get('d')).toBeNull();
  expect([...(await websub.ofFeeds(['f', 'g'])).keys()]).toEqual(['f']);
  played().answer(`aggregate ${KEY}`, documents({ _id: { state: 'active', trust: 'trusted' }, count: 2 }));
  expect(await websub.counts()).toEqual([{ state: 'active', trust: 'trusted', count: 2 }]);
});
