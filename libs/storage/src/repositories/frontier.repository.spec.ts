import { playDatabase } from '../../test/played/play-database.js';
import { documents, found, matched, upserted } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { pageTask } from '../../test/samples.js';
import { FrontierRepository } from './frontier.repository.js';

const { models, played } = playDatabase();
const frontier = new FrontierRepository(models);
const ferry = pageTask('paper.example', 'ferry');
const { articleId, discoveryId } = ferry;
const lease = {
  hostKey: 'paper.example',
  owner: 'fetcher-1',
  until: after(60_000),
  token: 7,
  crawlDelayMs: 0,
  unavailable: 0,
  wakes: 3,
};
const held = { _id: 'paper.example', token: 7, leaseOwner: 'fetcher-1' };

it('wakes the hosts of what it puts in line', async () => {
  played().answer('update frontier_pages', upserted(0));
  expect(await frontier.enqueuePages([ferry], now)).toEqual(new Map([[discoveryId, 'enqueued']]));
  expect(played().updates('frontier_hosts')).toMatchObject([{ q: { _id: 'paper.example' }, upsert: true }]);
});

it('puts a change in line at once where no rules are given', async () => {
  const row = {
    _id: articleId,
    url: ferry.url,
    discoveries: [],
    state: 'done',
    nextAttemptAt: now,
    feedId: 'feed-1',
  };
  played().answer('update frontier_pages', upserted()).answer('find frontier_pages', documents(row));
  const { answers } = await frontier.enqueue([{ ...ferry, change: 'changed' }], now);
  expect(answers.get(discoveryId)).toBe('enqueued');
});

describe('the end of a page', () => {
  it('is written only for the discovery that was read, and removes the text of the feed', async () => {
    await frontier.finishPage(lease, ferry, { readAt: now });
    expect(played().updates('frontier_pages')).toMatchObject([
      {
        q: { _id: articleId, discoveryId },
        u: { $set: { state: 'done', entry: {}, readAt: now, takenOver: null } },
      },
    ]);
  });

  it('leaves it in line for a later check', async () => {
    await frontier.finishPage(lease, ferry, { recheck: { at: after(1_000), discoveryId: 'd-check' } });
    expect(played().updates('frontier_pages')).toMatchObject([
      {
        q: { discoveryId },
        u: { $set: { state: 'waiting', nextAttemptAt: after(1_000), attempts: 0, discoveryId: 'd-check' } },
      },
    ]);
  });
});

describe('another try of a page', () => {
  const retry = () => frontier.retryPage(lease, articleId, { at: after(5_000), error: 'HTTP 503' });

  it('is counted and put off', async () => {
    played().answer('find frontier_hosts', documents({ _id: 'paper.example' }));
    await retry();
    expect(played().only('find frontier_hosts').filter).toEqual(held);
    expect(played().updates('frontier_pages')).toMatchObject([
      {
        q: { _id: articleId, state: 'waiting' },
        u: { $set: { nextAttemptAt: after(5_000), lastError: 'HTTP 503' }, $inc: { attempts: 1 } },
      },
    ]);
  });

  it('is left to the replica that has the host by now', async () => {
    await retry();
    expect(played().updates('frontier_pages')).toEqual([]);
  });
});

describe('the release of a host', () => {
  it('takes one update if the next work is known and nobody woke the host', async () => {
    await frontier.releaseHost(lease, after(1_000), after(9_000));
    expect(played().commands).toHaveLength(1);
    expect(played().updates('frontier_hosts')).toMatchObject([{ q: { ...held, wakes: 3 } }]);
  });

  it('reads the next feed and page again if the host was woken meanwhile', async () => {
    played().answer('update frontier_hosts', matched(0), matched(0));
    const host = { ...held, wakes: 4 };
    played().answer('find frontier_hosts', documents(host), documents({ ...host, wakes: 5 }));
    played().answer('find feeds', documents({ _id: 'f', nextFetchAt: after(9_000) }), documents());
    played().answer('find frontier_pages', documents({ _id: 'p', nextAttemptAt: after(4_000) }), documents());
    await frontier.releaseHost(lease, after(1_000), after(9_000));
    const [first, second, third] = played().updates('frontier_hosts');
    expect([first?.q['wakes'], second?.q['wakes'], third?.q['wakes']]).toEqual([3, 4, 5]);
    expect(second?.u[0]).toMatchObject({ $set: { dueAt: { $literal: after(4_000) } } });
    expect(third?.u[0]).toMatchObject({ $set: { dueAt: { $literal: null } } });
    expect(played().sent('find feeds')[0]).toMatchObject({
      filter: { hostKey: 'paper.example', state: { $in: ['active', 'failing', 'flooding'] } },
      sort: { nextFetchAt: 1 },
      limit: 1,
    });
    expect(played().sent('find frontier_pages')[0]).toMatchObject({
      filter: { hostKey: 'paper.example', state: 'waiting' },
      sort: { nextAttemptAt: 1 },
    });
  });
});

it('puts a page in line again that one of its discoveries names, and wakes its host', async () => {
  played().answer('findAndModify frontier_pages', found({ _id: articleId, hostKey: 'paper.example' }));
  expect(await frontier.requeuePage(ferry, now)).toBe(true);
  expect(played().only('findAndModify frontier_pages')).toMatchObject({
    query: { _id: articleId, discoveries: discoveryId },
    update: { $set: { state: 'waiting', attempts: 0, nextAttemptAt: now } },
  });
  expect(played().updates('frontier_hosts')).toHaveLength(1);
  expect(await frontier.requeuePage(ferry, now)).toBe(false);
  expect(played().updates('frontier_hosts')).toHaveLength(1);
});

it('tells under which feed a page stands', async () => {
  played().answer('find frontier_pages', documents({ _id: articleId, feedId: 'feed-1' }), documents());
  expect(await frontier.namedBy(articleId)).toEqual({ feedId: 'feed-1', authority: null });
  expect(await frontier.namedBy(articleId)).toBeNull();
});

it('tells when the next host is due', async () => {
  played().answer('find frontier_hosts', documents({ _id: 'paper.example', dueAt: after(3) }), documents());
  expect([await frontier.nextDueAt(), await frontier.nextDueAt()]).toEqual([after(3), null]);
  expect(played().sent('find frontier_hosts')[0]).toMatchObject({
    filter: { dueAt: { $ne: null } },
    sort: { dueAt: 1 },
  });
});

it('counts what waits', async () => {
  played().answer('aggregate frontier_pages', documents({ n: 5 }));
  played().answer(
    'aggregate frontier_hosts',
    ({ pipeline = [] }) => documents({ n: 'dueAt' in ((pipeline[0]?.['$match'] ?? {}) as object) ? 2 : 1 }),
    ({ pipeline = [] }) => documents({ n: 'dueAt' in ((pipeline[0]?.['$match'] ?? {}) as object) ? 2 : 1 }),
  );
  expect(await frontier.counts(now)).toEqual({ waitingPages: 5, dueHosts: 2, leasedHosts: 1 });
});

it('asks for many articles a thousand at a time', async () => {
  const ids = Array.from({ length: 1_001 }, (_, n) => `a${n}`);
  played().answer('find frontier_pages', documents({ _id: 'a3' }), documents({ _id: 'a1000' }));
  expect(await frontier.waitingArticleIds(ids)).toEqual(new Set(['a3', 'a1000']));
  const asked = played()
    .sent('find frontier_pages')
    .map(({ filter }) => filter);
  expect(asked).toEqual([
    { _id: { $in: ids.slice(0, 1_000) }, state: 'waiting' },
    { _id: { $in: ['a1000'] }, state: 'waiting' },
  ]);
});
