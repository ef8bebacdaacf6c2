import { topics, type ArticleDiscovered } from '@dateline/contracts';
import type { FeedDoc } from '@dateline/storage';
import { dropTestDatabase, eventually, ScriptedServer } from '@dateline/testing';
import { gzipSync } from 'node:zlib';
import { sampleFeed, samplePage } from './sample-feed.js';
import { addFeedAt, eventsIn, specPlace, startJoined } from './spec-fetcher.js';
import type { RunningFetcher } from './start-fetcher.js';

const where = specPlace('test-fetcher-sources');

let fetcher: RunningFetcher;
let outlet: ScriptedServer;

beforeAll(async () => {
  await dropTestDatabase(where.mongodbUri, where.dbName);
  fetcher = await startJoined(where);
});

beforeEach(async () => {
  outlet = await ScriptedServer.start();
});

afterEach(() => outlet.stop());

afterAll(async () => {
  await fetcher.stop();
  await dropTestDatabase(where.mongodbUri, where.dbName);
});

const addFeed = (path: string): Promise<FeedDoc> => addFeedAt(fetcher, outlet.url(path));

const feedWhere = (what: string, isIt: (feed: FeedDoc) => boolean): Promise<FeedDoc> =>
  eventually(async () => (await fetcher.database.feeds.list({ limit: 100 })).find(isIt) ?? null, {
    timeoutMs: 40_000,
    what,
  });

async function discovered(feedId: string): Promise<ArticleDiscovered[]> {
  const found = await eventsIn<ArticleDiscovered>(where, topics.discovered.name);
  return found.filter((data) => data.feedId === feedId);
}

const pageEntry = (path: string, at: Date) =>
  `<url><loc>${outlet.url(path)}</loc><lastmod>${at.toISOString()}</lastmod></url>`;

it('polls the sitemaps that an index names, packed too, and only their recent pages', async () => {
  const [now, old] = [new Date(), new Date('2020-01-01')];
  const named = (path: string, at: Date) =>
    `<sitemap><loc>${outlet.url(path)}</loc><lastmod>${at.toISOString()}</lastmod></sitemap>`;
  outlet
    .route('/index.xml', {
      body: `<sitemapindex>${named('/now.xml.gz', now)}${named('/2020.xml', old)}</sitemapindex>`,
    })
    .route('/now.xml.gz', {
      body: gzipSync(`<urlset>${pageEntry('/fresh', now)}${pageEntry('/stale', old)}</urlset>`),
    })
    .route('/fresh', { headers: { 'content-type': 'text/html' }, body: samplePage('Ferry returns') });
  const index = await addFeed('/index.xml');

  const child = await feedWhere(
    'the sitemap of the index to be polled',
    ({ origin, stats }) => origin.ref === index.feedId && stats.newEntries > 0,
  );
  expect(child).toMatchObject({ kind: 'sitemap', url: outlet.url('/now.xml.gz'), state: 'active' });
  expect((await discovered(child.feedId)).map(({ url }) => url)).toEqual([outlet.url('/fresh')]);

  outlet.route('/index.xml', { body: `<sitemapindex>${named('/2020.xml', old)}</sitemapindex>` });
  const left = await feedWhere(
    'it to be left behind',
    ({ feedId, state }) => feedId === child.feedId && state === 'paused',
  );
  expect(left.stateReason).toContain('no more among the latest');
});

it('names entries by their links, and says why, where the guids are made anew at each poll', async () => {
  let polls = 0;
  const items = () =>
    [1, 2, 3].map((n) => ({ guid: `${polls}-${n}`, link: outlet.url(`/p${n}`), title: `Ferry ${n}` }));
  outlet.route('/rss', () => {
    polls += 1;
    return { headers: { 'content-type': 'application/rss+xml' }, body: sampleFeed(items()) };
  });
  const { feedId } = await addFeed('/rss');

  const feed = await feedWhere(
    'the guids to be found out',
    (one) => one.feedId === feedId && one.identity?.policy === 'link',
  );
  expect(feed.identity).toMatchObject({ reason: 'guids_unstable' });
  const settled = await feedWhere(
    'two more polls',
    (one) => one.feedId === feedId && one.stats.fetches >= feed.stats.fetches + 3,
  );
  const articles = new Set((await discovered(feedId)).map(({ articleId }) => articleId));
  expect(articles.size).toBe(3);
  expect(settled.recentFetches.at(-1)?.newEntries).toBe(0);
});
