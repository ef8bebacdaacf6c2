import { hostKeyOf } from '@dateline/article';
import type { FeedDoc } from '@dateline/storage';
import { dropTestDatabase, eventually, ScriptedServer } from '@dateline/testing';
import { sampleFeed, samplePage } from './sample-feed.js';
import { addFeedAt, specPlace, startJoined } from './spec-fetcher.js';
import type { RunningFetcher } from './start-fetcher.js';

const where = specPlace('test-fetcher-moves');
const rss = { 'content-type': 'application/rss+xml' };
const moves = { FEED_MOVE_FETCHES: '2', FEED_MOVE_HOURS: '0' };
const rarely = { FEED_MIN_INTERVAL_SECONDS: '600', FEED_MAX_INTERVAL_SECONDS: '600' };

const running: RunningFetcher[] = [];
const outlets: ScriptedServer[] = [];

async function start(dbName: string, settings: Record<string, string>): Promise<RunningFetcher> {
  const started = await startJoined({ ...where, dbName }, settings);
  running.push(started);
  return started;
}

/** A server of its own: another port is another host for the frontier. */
async function startOutlet(): Promise<ScriptedServer> {
  const outlet = await ScriptedServer.start();
  outlets.push(outlet);
  return outlet;
}

const feedWhere = (
  { database }: RunningFetcher,
  { feedId }: FeedDoc,
  what: string,
  isIt: (f: FeedDoc) => boolean,
) =>
  eventually(
    async () => {
      const feed = await database.feeds.get(feedId);
      return feed && isIt(feed) ? feed : null;
    },
    { timeoutMs: 40_000, what },
  );
const polled = (fetcher: RunningFetcher, feed: FeedDoc) =>
  feedWhere(fetcher, feed, 'the feed to be polled', ({ recentFetches }) => recentFetches.length > 0);

afterAll(async () => {
  for (const fetcher of running) await fetcher.stop();
  await Promise.all(outlets.map((outlet) => outlet.stop()));
  for (const suffix of ['', '-once']) await dropTestDatabase(where.mongodbUri, where.dbName + suffix);
});

describe('with a short rhythm', () => {
  let fetcher: RunningFetcher;
  beforeAll(async () => {
    fetcher = await start(where.dbName, moves);
  });

  it('H14 takes a permanent redirect for the address of the feed when it lasts, and polls there', async () => {
    const [before, after] = [await startOutlet(), await startOutlet()];
    before.route('/rss', { status: 301, headers: { location: after.url('/feed') } });
    after.route('/feed', { headers: { ...rss, etag: '"1"' }, body: sampleFeed([]) });
    const feed = await addFeedAt(fetcher, before.url('/rss'));
    const target = after.url('/feed');
    await feedWhere(fetcher, feed, 'the feed to move', ({ url }) => url === target);
    const asked = before.requestsTo('/rss').length;
    expect(asked).toBe(2);
    const direct = after.requestsTo('/feed').length;
    await eventually(() => after.requestsTo('/feed').length >= direct + 2, { what: 'polls at its address' });
    expect(before.requestsTo('/rss')).toHaveLength(asked);
    expect(await fetcher.database.feeds.get(feed.feedId)).toMatchObject({
      url: target,
      hostKey: hostKeyOf(target),
      move: null,
      state: 'active',
    });
  });

  it('H17 ends a feed that moves to the address of another, which goes on alone', async () => {
    const outlet = await startOutlet();
    outlet
      .route('/old', { status: 308, headers: { location: '/kept' } })
      .route('/kept', { headers: rss, body: sampleFeed([]) });
    const kept = await addFeedAt(fetcher, outlet.url('/kept'));
    const old = await addFeedAt(fetcher, outlet.url('/old'));
    const ended = await feedWhere(fetcher, old, 'the duplicate to end', ({ state }) => state === 'paused');
    expect(ended).toMatchObject({ duplicateOf: kept.feedId, url: outlet.url('/old') });
    expect(ended.stateReason).toContain('which another feed polls');
    const asked = outlet.requestsTo('/old').length;
    const before = outlet.requestsTo('/kept').length;
    await eventually(() => outlet.requestsTo('/kept').length >= before + 2, { what: 'polls of the other' });
    expect(outlet.requestsTo('/old')).toHaveLength(asked);
  });

  it('H47 H49 reads a feed whatever its type says, and follows no link of a page that is none', async () => {
    const outlet = await startOutlet();
    const html = { 'content-type': 'text/html' };
    const link = '<link rel="alternate" type="application/rss+xml" href="/real">';
    outlet
      .route('/feed', { headers: html, body: sampleFeed([{ guid: '1', title: 'Ferry' }]) })
      .route('/page', { headers: html, body: samplePage('Ferry').replace('</head>', `${link}</head>`) })
      .route('/real', { headers: rss, body: sampleFeed([]) });
    const feed = await addFeedAt(fetcher, outlet.url('/feed'));
    const page = await addFeedAt(fetcher, outlet.url('/page'));
    expect((await polled(fetcher, feed)).recentFetches[0]).toMatchObject({ outcome: 'read', entries: 1 });
    const failed = await polled(fetcher, page);
    expect(failed).toMatchObject({ url: outlet.url('/page'), failure: { lastClass: 'not_a_feed' } });
    expect(outlet.requestsTo('/real')).toEqual([]);
  });
});

describe('with one poll in ten minutes', () => {
  const dbName = `${where.dbName}-once`;

  it('H34 H35 H62 asks once with two replicas and after a restart, and for feeds robots.txt only when told to', async () => {
    const [first, second] = [await start(dbName, rarely), await start(dbName, rarely)];
    const outlet = await startOutlet();
    outlet
      .route('/robots.txt', { body: 'User-agent: *\nDisallow: /' })
      .route('/rss', { headers: rss, body: sampleFeed([]) })
      .route('/more', { headers: rss, body: sampleFeed([]) });
    const answer = outlet.hold('/rss');
    const feed = await addFeedAt(first, outlet.url('/rss'));
    await eventually(() => outlet.requestsTo('/rss').length > 0, { what: 'the request' });
    // Both replicas go on with other hosts while the one holds the request.
    for (let i = 0; i < 6; i += 1) {
      const other = await startOutlet();
      other.route('/rss', { headers: rss, body: sampleFeed([]) });
      await polled(second, await addFeedAt(second, other.url('/rss')));
    }
    answer();
    const { nextFetchAt } = await polled(first, feed);
    expect(outlet.requestsTo('/rss')).toHaveLength(1);
    expect(outlet.requestsTo('/robots.txt')).toEqual([]);
    for (const fetcher of running.splice(-2)) await fetcher.stop();

    const third = await start(dbName, { ...rarely, ROBOTS_FEEDS: 'true' });
    const refused = await polled(third, await addFeedAt(third, outlet.url('/more')));
    expect(refused.failure).toMatchObject({ lastClass: 'robots_disallowed' });
    expect(outlet.requests.map(({ path }) => path)).toEqual(['/rss', '/robots.txt']);
    expect((await third.database.feeds.get(feed.feedId))?.nextFetchAt).toEqual(nextFetchAt);
  });
});
