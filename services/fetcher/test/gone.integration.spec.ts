import { topics, type ArticleFetched, type ArticleWithdrawn, type StageOutcome } from '@dateline/contracts';
import { dropTestDatabase, eventually, ScriptedServer } from '@dateline/testing';
import { sampleFeed, samplePage } from './sample-feed.js';
import { addFeedAt, eventsIn, specPlace, startJoined } from './spec-fetcher.js';
import type { RunningFetcher } from './start-fetcher.js';

const where = specPlace('test-gone');
let fetcher: RunningFetcher;
let outlet: ScriptedServer;

beforeAll(async () => {
  await dropTestDatabase(where.mongodbUri, where.dbName);
  outlet = await ScriptedServer.start();
  fetcher = await startJoined(where, { PAGE_GONE_CHECKS: '2', PAGE_GONE_HOURS: '0' });
});
afterAll(async () => {
  await fetcher.stop();
  await outlet.stop();
  await dropTestDatabase(where.mongodbUri, where.dbName);
});

const messagesOf = <T>(topic: string): Promise<T[]> => eventsIn<T>(where, topic);

function answerPage(status: number): void {
  const body = status === 200 ? samplePage('Ferry returns') : 'gone';
  outlet.route('/story', { status, headers: { 'content-type': 'text/html' }, body });
}

function showEntry(title: string): void {
  const items = [{ guid: '1', link: outlet.url('/story'), title }];
  outlet.route('/rss', { headers: { 'content-type': 'application/rss+xml' }, body: sampleFeed(items) });
}

it('retracts the article of a page that stays gone, once, and tells when the page is back', async () => {
  answerPage(200);
  showEntry('Ferry returns');
  await addFeedAt(fetcher, outlet.url('/rss'));
  const fetched = () => messagesOf<ArticleFetched>(topics.fetched.name);
  const until = <T>(check: () => Promise<T | null>, what: string) =>
    eventually(check, { timeoutMs: 40_000, what });
  await until(async () => ((await fetched()).length >= 1 ? true : null), 'the page to be fetched');

  answerPage(410);
  showEntry('Ferry returns, corrected');
  const orders = await until(async () => {
    const found = await messagesOf<ArticleWithdrawn>(topics.withdrawn.name);
    return found.length > 0 ? found : null;
  }, 'the article to be withdrawn');
  const [first] = await fetched();
  expect(orders).toMatchObject([{ articleId: first?.articleId, action: 'retract', requestedBy: 'fetcher' }]);
  const outcomes = await messagesOf<StageOutcome>(topics.outcomes.name);
  const gone = outcomes.filter(({ stage, reason }) => stage === 'fetch' && reason === 'gone');
  expect(gone.length).toBeGreaterThanOrEqual(2);
  expect(new Set(gone.map(({ eventId }) => eventId)).size).toBe(gone.length);

  answerPage(200);
  showEntry('Ferry returns, corrected again');
  const back = await until(
    async () => (await fetched()).find(({ returned }) => returned === true) ?? null,
    'the page to be back',
  );
  expect(back.articleId).toBe(first?.articleId);
  expect(await messagesOf<ArticleWithdrawn>(topics.withdrawn.name)).toHaveLength(1);
});
