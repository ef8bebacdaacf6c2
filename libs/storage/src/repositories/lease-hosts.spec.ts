import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { leaseHosts } from './lease-hosts.js';

const { models, played } = playDatabase();
const request = { owner: 'fetcher-1', now, leaseMs: 60_000, hosts: 2, work: 2 };
const host = (name: string, changes: object = {}) => ({
  _id: name,
  leaseUntil: after(60_000),
  token: 3,
  wakes: 1,
  feeds: [],
  pages: [],
  ...changes,
});
const feed = (name: string, nextFetchAt: Date) => ({ _id: name, title: null, nextFetchAt, state: 'active' });
const page = (name: string, nextAttemptAt: Date) => ({ _id: name, nextAttemptAt });

it('says when the next host is ready if none is', async () => {
  played().answer('find frontier_hosts', documents({ _id: 'a', readyAt: after(5_000) }), documents());
  expect(await leaseHosts(models, request)).toEqual({ hosts: [], nextReadyAt: after(5_000) });
  expect(await leaseHosts(models, request)).toEqual({ hosts: [], nextReadyAt: null });
  expect(played().updates('frontier_hosts')).toEqual([]);
});

it('takes those that nobody holds, and only while they are free, each under a new token', async () => {
  const ready = ['a', 'b', 'c'].map((_id, n) => ({ _id, readyAt: after(n - 9) }));
  played().answer('find frontier_hosts', documents(...ready));
  played().answer('aggregate frontier_hosts', documents(host('b'), host('a')));
  const round = await leaseHosts(models, request);
  expect(round.hosts.map(({ lease }) => lease.hostKey)).toEqual(['a', 'b']);
  expect(round.nextReadyAt).toEqual(after(-7));
  expect(played().only('find frontier_hosts')).toMatchObject({
    filter: { leaseUntil: { $lte: now } },
    sort: { readyAt: 1 },
    limit: 3,
  });
  const [update] = played().updates('frontier_hosts');
  expect(update).toMatchObject({
    q: { _id: { $in: ['a', 'b'] }, readyAt: { $lte: now }, leaseUntil: { $lte: now } },
    u: { $set: { leaseOwner: 'fetcher-1', leaseUntil: after(60_000) }, $inc: { token: 1 } },
    multi: true,
  });
  const [match] = played().only('aggregate frontier_hosts').pipeline ?? [];
  const { leaseRound } = update?.u['$set'] as unknown as { leaseRound: string };
  expect(match).toEqual({ $match: { _id: { $in: ['a', 'b'] }, leaseRound } });
});

it('looks again when another replica took all of them', async () => {
  const ready = documents({ _id: 'a', readyAt: now });
  played().answer('find frontier_hosts', ready, ready);
  played().answer('aggregate frontier_hosts', documents(), documents(host('a')));
  expect((await leaseHosts(models, request)).hosts).toHaveLength(1);
  const rounds = played()
    .updates('frontier_hosts')
    .map(({ u }) => (u['$set'] as unknown as { leaseRound: string }).leaseRound);
  expect(new Set(rounds).size).toBe(2);
});

it('gives the due work up to the limit, and when the rest is due', async () => {
  played().answer('find frontier_hosts', documents({ _id: 'a', readyAt: now }));
  const feeds = [feed('f1', after(-2)), feed('f2', after(8_000))];
  const pages = [page('p1', after(-3)), page('p2', after(-2)), page('p3', after(-1))];
  played().answer('aggregate frontier_hosts', documents(host('a', { feeds, pages })));
  played().answer(
    'find frontier_pages',
    documents({ ...page('p2', after(-2)), discoveries: ['d'], url: 'u2' }),
  );
  const [leased] = (await leaseHosts(models, request)).hosts;
  expect(leased?.work.feeds.map(({ feedId }) => feedId)).toEqual(['f1']);
  expect(leased?.work.pages).toEqual([{ articleId: 'p2', nextAttemptAt: after(-2), url: 'u2' }]);
  expect(leased?.work.restDueAt).toEqual(after(-1));
  expect(played().only('find frontier_pages').filter).toEqual({ _id: { $in: ['p1', 'p2'] } });
  const [, ofFeeds, ofPages] = played().only('aggregate frontier_hosts').pipeline ?? [];
  expect(ofFeeds).toMatchObject({
    $lookup: {
      from: 'feeds',
      pipeline: [{ $match: { state: { $in: ['active', 'failing', 'flooding'] } } }, {}, { $limit: 3 }],
    },
  });
  expect(ofPages).toMatchObject({
    $lookup: {
      from: 'frontier_pages',
      pipeline: [{ $match: { state: 'waiting' } }, { $sort: { nextAttemptAt: 1 } }, { $limit: 3 }, {}],
    },
  });
});

it('reads no page where none is due, and fills in what older rows lack', async () => {
  played().answer('find frontier_hosts', documents({ _id: 'a', readyAt: now }));
  const old = { _id: 'a', leaseUntil: after(60_000), token: 3, feeds: [], pages: [page('p', after(9))] };
  played().answer('aggregate frontier_hosts', documents(old));
  const [leased] = (await leaseHosts(models, request)).hosts;
  expect(leased?.lease).toMatchObject({
    token: 3,
    owner: 'fetcher-1',
    crawlDelayMs: 0,
    unavailable: 0,
    wakes: null,
  });
  expect(leased?.work).toEqual({ feeds: [], pages: [], restDueAt: after(9) });
  expect(played().sent('find frontier_pages')).toEqual([]);
});
