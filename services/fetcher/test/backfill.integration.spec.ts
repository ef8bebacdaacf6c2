import { topics, type ArticleDiscovered } from '@dateline/contracts';
import type { FeedDoc, FeedMeter } from '@dateline/storage';
import { dropTestDatabase, eventually, ScriptedServer } from '@dateline/testing';
import { sampleFeed, samplePage } from './sample-feed.js';
import { addFeedAt, eventsIn, specPlace, startJoined } from './spec-fetcher.js';
import type { RunningFetcher } from './start-fetcher.js';

const where = specPlace('test-fetcher-backfill');
const rss = { 'content-type': 'application/rss+xml' };

let fetcher: RunningFetcher;
let outlet: ScriptedServer;

beforeAll(async () => {
  await dropTestDatabase(where.mongodbUri, where.dbName);
  // Robots.txt costs a turn of its own where there is a pause, as on a real host.
  fetcher = await startJoined(where, { HOST_MIN_GAP_MS: '20' });
});

beforeEach(async () => {
  outlet = await ScriptedServer.start();
});

afterEach(() => outlet.stop());

afterAll(async () => {
  await fetcher.stop();
  await dropTestDatabase(where.mongodbUri, where.dbName);
});

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => to - i);
const pathOf = (n: number) => `/news/story-${n}`;

/** A feed of the stories, newest first, with what else its channel says. */
function feedOf(stories: number[], channel = ''): string {
  const items = stories.map((n) => ({ guid: `g${n}`, link: outlet.url(pathOf(n)), title: `Story ${n}` }));
  return sampleFeed(items).replace('<channel>', `<channel>${channel}`);
}

const olderAt = (path: string) =>
  `<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="prev-archive" href="${outlet.url(path)}"/>`;

/** Lets the feed show the first stories, then others, and waits until the search for what is between has ended. */
async function lose(before: string, after: () => string): Promise<{ feed: FeedDoc; meter: FeedMeter }> {
  outlet.route('/rss', { headers: rss, body: before });
  const feed = await addFeedAt(fetcher, outlet.url('/rss'));
  const now = async () => (await fetcher.database.feeds.get(feed.feedId)) ?? feed;
  await eventually(async () => (await now()).stats.fetches > 0, { what: 'the first poll' });
  outlet.route('/rss', { headers: rss, body: after() });
  const meter = await eventually(
    async () => {
      const found = await fetcher.database.feedMeters.get(feed.feedId);
      return found.losses.lastBackfill ? found : null;
    },
    { timeoutMs: 60_000, what: 'the backfill to end' },
  );
  return { feed: await now(), meter };
}

async function foundBy({ feedId }: FeedDoc, how: string): Promise<string[]> {
  const found = await eventsIn<ArticleDiscovered>(where, topics.discovered.name);
  return found
    .filter((data) => data.feedId === feedId && data.foundBy === how)
    .map(({ url }) => new URL(url).pathname);
}

it('finds what polls have lost in the archives of the feed, and stops where it comes to what it knew', async () => {
  outlet
    .route('/archive-3', { headers: rss, body: feedOf(range(16, 20), olderAt('/archive-2')) })
    .route('/archive-2', { headers: rss, body: feedOf(range(11, 15), olderAt('/archive-1')) })
    .route('/archive-1', { headers: rss, body: feedOf(range(4, 10), olderAt('/archive-0')) })
    .route('/archive-0', { headers: rss, body: feedOf(range(-5, 3)) });
  for (const n of range(1, 25)) outlet.route(pathOf(n), { headers: { 'content-type': 'text/html' }, body: samplePage(`Story ${n}`) }); // prettier-ignore
  const { feed, meter } = await lose(feedOf(range(1, 5)), () => feedOf(range(21, 25), olderAt('/archive-3')));

  expect((await foundBy(feed, 'backfill')).sort()).toEqual(range(6, 20).map(pathOf).sort());
  expect((await foundBy(feed, 'poll')).sort()).toEqual([...range(1, 5), ...range(21, 25)].map(pathOf).sort());
  expect(meter.losses).toMatchObject({
    count: 1,
    backfilled: 15,
    lastBackfill: { outcome: 'closed', documents: 3, entries: 15, source: outlet.url('/archive-1') },
  });
  expect(meter.losses.lastSince?.getTime()).toBeLessThan(meter.losses.lastAt?.getTime() ?? 0);
  expect(meter.backfill).toBeNull();
  for (const path of ['/archive-1', '/archive-2', '/archive-3'])
    expect(outlet.requestsTo(path)).toHaveLength(1);
  expect(outlet.requestsTo('/archive-0')).toEqual([]);

  // The feed goes on as before, and the lost stories are fetched like any others.
  const asked = outlet.requestsTo('/rss').length;
  await eventually(() => outlet.requestsTo('/rss').length >= asked + 2, { what: 'two more polls' });
  await eventually(() => outlet.requestsTo(pathOf(12)).length > 0, { what: 'the page of a lost story' });
  const { stats, recentFetches } = (await fetcher.database.feeds.get(feed.feedId)) ?? feed;
  expect(stats.newEntries).toBe(25);
  expect(recentFetches.filter(({ outcome }) => outcome === 'backfill').map(({ newEntries }) => newEntries)).toEqual(expect.arrayContaining([5, 5, 5])); // prettier-ignore
  const text = await fetcher.registry.metrics();
  expect(text).toMatch(/dateline_feed_backfilled_entries_total 15/);
  expect(text).toMatch(/dateline_feed_backfills_total\{outcome="closed"\} 1/);
});

it('finds them in the news sitemap that robots.txt names, asks for none that it forbids, and takes only lost stories', async () => {
  const entry = (n: number, at: Date, path = pathOf(n)) =>
    `<url><loc>${outlet.url(path)}</loc><n:news><n:publication_date>${at.toISOString()}</n:publication_date><n:title>Story ${n}</n:title></n:news></url>`;
  // Published before the loss is found, whatever time the search takes.
  const now = new Date(Date.now() - 60_000);
  const old = new Date(Date.now() - 2 * 86_400_000);
  outlet
    .route('/robots.txt', {
      body: `User-agent: *\nDisallow: /private\nSitemap: ${outlet.url('/private/news.xml')}\nSitemap: ${outlet.url('/news.xml')}\nSitemap: ${outlet.url('/all.xml')}`,
    })
    .route('/private/news.xml', { body: '<urlset/>' })
    .route('/news.xml', () => {
      const lost = range(4, 6).map((n) => entry(n, now));
      const others = [entry(7, now), entry(3, now), entry(0, old), entry(9, now, '/weather/today')];
      return {
        headers: { 'content-type': 'application/xml' },
        body: `<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">${[...lost, ...others].join('')}</urlset>`,
      };
    });
  const { feed, meter } = await lose(feedOf(range(1, 3)), () => feedOf(range(7, 8)));

  expect((await foundBy(feed, 'backfill')).sort()).toEqual(range(4, 6).map(pathOf).sort());
  expect(meter.losses).toMatchObject({
    backfilled: 3,
    lastBackfill: { outcome: 'closed', entries: 3, source: outlet.url('/news.xml') },
  });
  expect(outlet.requestsTo('/private/news.xml')).toEqual([]);
  expect(outlet.requestsTo('/all.xml')).toEqual([]);
  expect(outlet.requestsTo('/robots.txt')).toHaveLength(1);
});

it('pages through a WordPress feed, and gives up where nothing more is', async () => {
  const wordpress = '<generator>https://wordpress.org/?v=6.8</generator>';
  outlet
    .route('/rss?paged=2', { headers: rss, body: feedOf(range(4, 6), wordpress) })
    .route('/rss?paged=3', { status: 404 });
  const { feed, meter } = await lose(feedOf([1], wordpress), () => feedOf(range(7, 8), wordpress));
  expect((await foundBy(feed, 'backfill')).sort()).toEqual(range(4, 6).map(pathOf).sort());
  expect(meter.losses.lastBackfill).toMatchObject({ outcome: 'no_source', entries: 3, documents: 1 });
  // Without robots.txt the usual places are asked once each.
  for (const path of ['/rss?paged=3', '/news-sitemap.xml', '/sitemap.xml'])
    expect(outlet.requests.filter((request) => request.path === path)).toHaveLength(1);
});
