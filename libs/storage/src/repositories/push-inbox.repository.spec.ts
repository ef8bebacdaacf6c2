import { gzipSync } from 'node:zlib';
import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, found, refused } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { PushInboxRepository } from './push-inbox.repository.js';

const { models, played } = playDatabase();
const inbox = new PushInboxRepository(models);
const body = Buffer.from('<rss>Late ferry</rss>');
const push = { callbackId: 'c', feedId: 'f', body, contentType: 'application/rss+xml', now };

describe('a delivery', () => {
  it('is kept once, under what it says to whom', async () => {
    await inbox.put(push);
    await inbox.put(push);
    await inbox.put({ ...push, callbackId: 'd' });
    const [first, again, other] = played().updates('websub_inbox');
    expect(first).toMatchObject({
      upsert: true,
      u: { $setOnInsert: { feedId: 'f', receivedAt: now, attempts: 0, token: 0 } },
    });
    expect(Object.keys(first?.u ?? {})).toEqual(['$setOnInsert']);
    expect(again?.q).toEqual(first?.q);
    expect(other?.q).not.toEqual(first?.q);
  });

  it('that another gateway keeps at that moment is no failure, but a refusal is', async () => {
    played().answer('update websub_inbox', refused([0]), refused([0], { code: 121 }));
    await inbox.put(push);
    await expect(inbox.put(push)).rejects.toMatchObject({ code: 121 });
  });
});

describe('a lease', () => {
  it('is for the oldest body of a feed of which nobody reads one', async () => {
    played().answer('distinct websub_inbox', { reply: { values: ['busy'] } });
    const row = {
      _id: 'p',
      callbackId: 'c',
      feedId: 'f',
      contentType: null,
      receivedAt: now,
      attempts: 1,
      token: 4,
    };
    played().answer('findAndModify websub_inbox', found({ ...row, gzip: gzipSync(body) }));
    const { _id: pushId, ...fields } = row;
    expect(await inbox.lease(now, 30_000)).toEqual({ pushId, ...fields, body });
    expect(played().only('distinct websub_inbox').query).toEqual({ leaseUntil: { $gt: now } });
    expect(played().only('findAndModify websub_inbox')).toMatchObject({
      query: { leaseUntil: { $lte: now }, notBefore: { $lte: now }, feedId: { $nin: ['busy'] } },
      update: { $set: { leaseUntil: after(30_000) }, $inc: { token: 1, attempts: 1 } },
      sort: { receivedAt: 1 },
    });
  });

  it('is null where nothing waits', async () => {
    expect(await inbox.lease(now, 30_000)).toBeNull();
  });

  it('fails as the server does', async () => {
    played().answer('distinct websub_inbox', failed(13, 'Unauthorized'));
    await expect(inbox.lease(now, 30_000)).rejects.toMatchObject({ code: 13 });
  });

  it('ends, or is put off, only by its token', async () => {
    await inbox.done({ pushId: 'p', token: 4 });
    await inbox.retry({ pushId: 'p', token: 4 }, after(9));
    expect(played().deleted('websub_inbox')).toEqual([{ _id: 'p', token: 4 }]);
    expect(played().updates('websub_inbox')).toEqual([
      { q: { _id: 'p', token: 4 }, u: { $set: { leaseUntil: new Date(0), notBefore: after(9) } } },
    ]);
  });
});

it('counts what waits', async () => {
  played().answer('aggregate websub_inbox', documents({ n: 6 }));
  expect(await inbox.waiting()).toBe(6);
});
