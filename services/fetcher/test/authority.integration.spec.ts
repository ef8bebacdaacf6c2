import { articleIdOf } from '@dateline/article';
import { topics, type ArticleDiscovered, type ArticleFetched, type StageOutcome } from '@dateline/contracts';
import { dropTestDatabase, eventually, ScriptedServer } from '@dateline/testing';
import { samplePage } from './sample-feed.js';
import { addFeedAt, eventsIn, specPlace, startJoined } from './spec-fetcher.js';
import type { RunningFetcher } from './start-fetcher.js';

type Route = Parameters<ScriptedServer['route']>[1];

const where = specPlace('test-authority');
const WORDS = 'The harbour board said on Monday that the crane will be taken down before winter. '.repeat(9);
let fetcher: RunningFetcher;
/** The outlet whose addresses are named, and one that names them. */
let victim: ScriptedServer;
let stranger: ScriptedServer;

beforeAll(async () => {
  await dropTestDatabase(where.mongodbUri, where.dbName);
  victim = await ScriptedServer.start('127.0.0.74');
  stranger = await ScriptedServer.start('127.0.0.73');
  fetcher = await startJoined(where, { PAGE_MAX_ATTEMPTS: '1', HOST_MIN_GAP_MS: '0' });
});
afterAll(async () => {
  await fetcher.stop();
  await Promise.all([victim.stop(), stranger.stop()]);
  await dropTestDatabase(where.mongodbUri, where.dbName);
});

const fetched = () => eventsIn<ArticleFetched>(where, topics.fetched.name);
const outcomes = () => eventsIn<StageOutcome>(where, topics.outcomes.name);
const until = <T>(check: () => Promise<T | null>, what: string) =>
  eventually(check, { timeoutMs: 60_000, what });

/** The end of an address's fetch. */
const endOf = (url: string, nth = 0) =>
  until(async () => {
    const ends = (await outcomes()).filter((o) => o.stage === 'fetch' && o.articleId === articleIdOf(url));
    return ends[nth] ?? null;
  }, `the fetch of ${url} to end`);

function feedOf(links: readonly string[], title = 'Crane comes down'): Route {
  const items = links.map(
    (link, n) =>
      `<item><guid isPermaLink="false">${link}#${n}</guid><link>${link}</link><title>${title} ${n}</title><description><![CDATA[<p>${WORDS}</p>]]></description></item>`,
  );
  const body = `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items.join('')}</channel></rss>`;
  return { headers: { 'content-type': 'application/rss+xml' }, body };
}

const html = (body: string): Route => ({ status: 200, headers: { 'content-type': 'text/html' }, body });

describe('a feed that names addresses of another outlet', () => {
  const LOST = [
    ['/lost', 404, 'not_found'],
    ['/removed', 410, 'gone'],
    ['/paywalled', 403, 'blocked'],
    ['/members', 401, 'blocked'],
  ] as const;

  it('gives no text to a page that cannot be had, and says why', async () => {
    for (const [path, status] of LOST) victim.route(path, { status, body: 'no' });
    victim.route('/', html(samplePage('Front page')));
    stranger.route('/forged', feedOf(LOST.map(([path]) => victim.url(path))));
    await addFeedAt(fetcher, stranger.url('/forged'));
    for (const [path, , reason] of LOST)
      expect(await endOf(victim.url(path))).toMatchObject({
        outcome: 'rejected',
        reason,
        detail: expect.stringContaining('does not speak for it'),
      });
    expect((await fetched()).filter(({ url }) => url.startsWith(victim.url('/')))).toEqual([]);
  });

  it('loses them to the outlet’s own feed, whose word stands', async () => {
    victim.route('/rss', feedOf([victim.url('/lost')], 'Crane comes down, by its own feed'));
    const own = await addFeedAt(fetcher, victim.url('/rss'));
    expect(await endOf(victim.url('/lost'), 1)).toMatchObject({ outcome: 'emitted', feedId: own.feedId });
    const [page] = (await fetched()).filter(({ url }) => url === victim.url('/lost'));
    expect(page).toMatchObject({
      feedId: own.feedId,
      authority: 'own_feed',
      takenOver: true,
      fetch: { source: 'feed' },
    });
    expect(page?.entry?.title).toContain('by its own feed');
  });
});

it('hears from the page of an outlet that the feed is its own, and keeps the evidence', async () => {
  const feedUrl = stranger.url('/elsewhere');
  const link = `<link rel="alternate" type="application/rss+xml" href="${feedUrl}">`;
  victim.route('/named', html(samplePage('Named').replace('</head>', `${link}</head>`)));
  stranger.route('/elsewhere', feedOf([victim.url('/named')]));
  const feed = await addFeedAt(fetcher, feedUrl);
  await endOf(victim.url('/named'));
  const page = (await fetched()).find(({ url }) => url === victim.url('/named'));
  expect(page).toMatchObject({ feedId: feed.feedId, authority: 'own_feed' });
  expect(await fetcher.database.feedVoices.ofFeed(feed.feedId)).toMatchObject([
    { outlet: '127.0.0.74', by: 'autodiscovery', evidence: victim.url('/named') },
  ]);
});

it('lets a redirect to another outlet point, and files the article where it leads', async () => {
  victim.route('/target', html(samplePage('Target')));
  stranger.route('/hijack', { status: 302, headers: { location: victim.url('/target') }, body: '' });
  stranger.route('/pointers', feedOf([stranger.url('/hijack')]));
  await addFeedAt(fetcher, stranger.url('/pointers'));
  const target = articleIdOf(victim.url('/target'));
  expect(await endOf(stranger.url('/hijack'))).toMatchObject({
    outcome: 'duplicate',
    reason: 'pointer',
    duplicateOf: target,
  });
  expect(await endOf(victim.url('/target'))).toMatchObject({ outcome: 'emitted' });
  const pages = await fetched();
  expect(pages.find(({ articleId }) => articleId === articleIdOf(stranger.url('/hijack')))).toBeUndefined();
  expect(pages.find(({ articleId }) => articleId === target)).toMatchObject({
    url: victim.url('/target'),
    authority: 'stranger',
  });
  const found = await eventsIn<ArticleDiscovered>(where, topics.discovered.name);
  expect(found.find(({ articleId }) => articleId === target)).toMatchObject({ pointers: 1 });
});
