import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, found, matched, refused } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import type { HostLease } from './frontier.types.js';
import { HostLeaseRepository } from './host-lease.repository.js';

const { models, played } = playDatabase();
const hosts = new HostLeaseRepository(models);
const leaseOf = (changes: Partial<HostLease> = {}): HostLease => ({
  hostKey: 'paper.example',
  owner: 'fetcher-1',
  until: now,
  token: 7,
  crawlDelayMs: 0,
  unavailable: 2,
  wakes: 3,
  ...changes,
});
const held = { _id: 'paper.example', token: 7, leaseOwner: 'fetcher-1' };

describe('a lease', () => {
  it('is renewed while its token is the last one', async () => {
    const lease = leaseOf();
    expect(await hosts.renew(lease, now, 30_000)).toBe(true);
    expect(lease.until).toEqual(after(30_000));
    expect(played().updates('frontier_hosts')).toEqual([
      { q: held, u: { $set: { leaseUntil: after(30_000) } } },
    ]);
  });

  it('that was lost is not renewed', async () => {
    const lease = leaseOf();
    played().answer('update frontier_hosts', matched(0));
    expect(await hosts.renew(lease, now, 30_000)).toBe(false);
    expect(lease.until).toEqual(now);
  });

  it('stores the pause of its host, and with it when the host is ready', async () => {
    played().answer('update frontier_hosts', matched(1), matched(0));
    expect(await hosts.setNextAllowed(leaseOf(), after(5_000))).toBe(true);
    const [update] = played().updates('frontier_hosts');
    expect(update?.q).toEqual(held);
    expect(update?.u).toMatchObject([{ $set: { nextAllowedAt: after(5_000) } }, { $set: { readyAt: {} } }]);
    expect(await hosts.setNextAllowed(leaseOf(), after(5_000))).toBe(false);
  });
});

describe('a release', () => {
  it('gives back a host that nobody woke, and keeps a later pause', async () => {
    played().answer('find frontier_hosts', documents({ ...held, wakes: 4 }));
    expect(await hosts.release(leaseOf(), after(1_000), () => Promise.resolve(null))).toBe(true);
    const [update] = played().updates('frontier_hosts');
    expect(update?.q).toEqual({ ...held, wakes: 4 });
    expect(update?.u[0]).toMatchObject({
      $set: {
        dueAt: { $literal: null },
        nextAllowedAt: { $max: ['$nextAllowedAt', after(1_000)] },
        leaseOwner: { $literal: null },
        unavailable: { $literal: 2 },
      },
    });
  });

  it('of a host that another replica has does nothing', async () => {
    const dueAt = () => Promise.reject(new Error('must not be asked'));
    expect(await hosts.release(leaseOf(), now, dueAt)).toBe(true);
    expect(played().updates('frontier_hosts')).toEqual([]);
  });

  it('is to be repeated when the host was woken while its work was read', async () => {
    played().answer('find frontier_hosts', documents({ ...held, wakes: 4 }));
    played().answer('update frontier_hosts', matched(0));
    expect(await hosts.release(leaseOf(), now, () => Promise.resolve(now))).toBe(false);
  });

  it('of several hosts at one time is one command', async () => {
    const others = ['a', 'b', 'c'].map((hostKey) => leaseOf({ hostKey }));
    const ends = await Promise.all(others.map((lease) => hosts.releaseDue(lease, now, after(9))));
    expect(ends).toEqual([true, true, true]);
    const { updates = [], ordered } = played().only('update frontier_hosts');
    expect(updates.map(({ q }) => [q['_id'], q['wakes']])).toEqual([
      ['a', 3],
      ['b', 3],
      ['c', 3],
    ]);
    expect(ordered).toBe(false);
  });
});

describe('a turn for a redirect', () => {
  it('is the time that the host says, and counts its crawl delay', async () => {
    played().answer('findAndModify frontier_hosts', found({ reservedAt: after(2_000) }));
    expect(await hosts.reserve('cdn.example', now, 1_000)).toEqual(after(2_000));
    expect(played().only('findAndModify frontier_hosts')).toMatchObject({
      query: { _id: 'cdn.example' },
      upsert: true,
      new: true,
      update: [{}, { $set: { nextAllowedAt: { $add: [{}, { $max: [1_000, '$crawlDelayMs'] }] } } }, {}],
    });
  });

  it('is asked for again when another replica inserts the host at that moment', async () => {
    played().answer(
      'findAndModify frontier_hosts',
      failed(11_000, 'DuplicateKey'),
      found({ reservedAt: after(1) }),
    );
    expect(await hosts.reserve('cdn.example', now, 1_000)).toEqual(after(1));
  });
});

describe('a wake-up', () => {
  it('makes hosts due no later than asked, and counts itself', async () => {
    await hosts.wake(
      new Map([
        ['a', after(1)],
        ['b', after(2)],
      ]),
    );
    const [first, second] = played().updates('frontier_hosts');
    expect([first?.upsert, first?.q, second?.q]).toEqual([true, { _id: 'a' }, { _id: 'b' }]);
    expect(first?.u[0]).toMatchObject({
      $set: {
        dueAt: { $cond: [{ $gt: ['$dueAt', null] }, { $min: ['$dueAt', after(1)] }, after(1)] },
        wakes: { $add: [{ $ifNull: ['$wakes', 0] }, 1] },
      },
    });
  });

  it('is repeated after a collision, and after nothing else', async () => {
    played().answer('update frontier_hosts', refused([0]));
    await hosts.wake(new Map([['a', now]]));
    expect(played().sent('update frontier_hosts')).toHaveLength(2);
    played().answer('update frontier_hosts', refused([0], { code: 121 }));
    await expect(hosts.wake(new Map([['a', now]]))).rejects.toMatchObject({ code: 121 });
  });

  it('for no host asks nothing', async () => {
    await hosts.wake(new Map());
    expect(played().commands).toEqual([]);
  });

  it('inserts new hosts and leaves those alone that are due in time', async () => {
    const rows = [
      { _id: 'timely', dueAt: after(-5) },
      { _id: 'late', dueAt: after(5_000) },
      { _id: 'idle', dueAt: null },
    ];
    played().answer('find frontier_hosts', documents(...rows));
    const known = new Map(rows.map(({ _id }) => [_id, now]));
    await hosts.wakeFor(new Map([['new', now]]), known);
    expect(played().inserted('frontier_hosts')).toMatchObject([
      { _id: 'new', dueAt: now, readyAt: now, wakes: 1 },
    ]);
    expect(
      played()
        .updates('frontier_hosts')
        .map(({ q }) => q['_id']),
    ).toEqual(['late', 'idle']);
  });

  it('wakes a host that another replica inserted meanwhile', async () => {
    played().answer('insert frontier_hosts', refused([0]));
    await hosts.wakeFor(new Map([['new', now]]), new Map());
    expect(
      played()
        .updates('frontier_hosts')
        .map(({ q }) => q['_id']),
    ).toEqual(['new']);
  });
});

it('keeps the delay that robots.txt asks for', async () => {
  await hosts.setCrawlDelay('paper.example', 4_000);
  expect(played().updates('frontier_hosts')).toEqual([
    { q: { _id: 'paper.example' }, u: { $set: { crawlDelayMs: 4_000 } } },
  ]);
});
