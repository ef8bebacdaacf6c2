import { articleIdOf, idOfAddress } from '@dateline/article';
import { topics, type ArticleFetched, type StageOutcome } from '@dateline/contracts';
import type { Trace } from '@dateline/storage';
import { dropTestDatabase, eventually, ScriptedServer } from '@dateline/testing';
import { addFeedAt, eventsIn, specPlace, startJoined } from './spec-fetcher.js';
import type { RunningFetcher } from './start-fetcher.js';

const where = specPlace('test-parameters');
let fetcher: RunningFetcher;
/** An outlet that numbers its stories by a name of tracking, and one that has one story under campaigns. */
let numbered: ScriptedServer;
let campaigning: ScriptedServer;

const STORIES = {
  ferry: [
    'Ferry in fog',
    'The ferry left the northern quay at dawn with two hundred people and a brass band on its upper deck.',
    'Nobody on board had expected the fog, which rolled in from the west and hid the whole sound for an hour.',
  ],
  bridge: [
    'Bridge closed',
    'Divers found a crack in the third pillar of the old bridge, and the council closed it to lorries at noon.',
    'Repairs will take until spring, the engineer said, because the stone has to be cut in the quarry first.',
  ],
} as const;

beforeAll(async () => {
  await dropTestDatabase(where.mongodbUri, where.dbName);
  numbered = await ScriptedServer.start('127.0.0.75');
  campaigning = await ScriptedServer.start('127.0.0.76');
  fetcher = await startJoined(where, { HOST_MIN_GAP_MS: '0', PARAMETER_CHECK_SECONDS: '1' });
});
afterAll(async () => {
  await fetcher.stop();
  await Promise.all([numbered.stop(), campaigning.stop()]);
  await dropTestDatabase(where.mongodbUri, where.dbName);
});

const until = <T>(check: () => Promise<T | null>, what: string) =>
  eventually(check, { timeoutMs: 100_000, what });
const fetchedOf = (articleId: string, url: string) =>
  until(async () => {
    const pages = await eventsIn<ArticleFetched>(where, topics.fetched.name);
    return pages.find((page) => page.articleId === articleId && page.url === url) ?? null;
  }, `the page ${url}`);

function serveStory(server: ScriptedServer, path: string, [title, ...lines]: readonly string[]): void {
  const text = lines.map((line) => `<p>${line}</p>`).join('');
  const body = `<html><head><title>${title}</title></head><body><h1>${title}</h1>${text}</body></html>`;
  server.route(path, { headers: { 'content-type': 'text/html' }, body });
}

/** What the indexer's ledger notes of the article. */
const traceOf = (articleId: string, url: string): Trace => ({
  articleId, url, feedId: null, day: '2026-03-03', state: 'in_flight', reason: null, duplicateOf: null, stage: 'fetch', refreshing: false,
  discoveredAt: new Date(0), updatedAt: new Date(0), indexedAt: null, steps: [], rev: 0, sightings: 1, lastOutcome: null,
}); // prettier-ignore

/** A feed that shows one entry at a time. */
function serveFeed(server: ScriptedServer, n: number): void {
  const item = `<item><guid isPermaLink="false">g${n}</guid><title>Story ${n}</title><link>${server.url(`/read?fbclid=${n}`)}</link></item>`;
  const body = `<rss version="2.0"><channel><title>News</title>${item}</channel></rss>`;
  server.route('/rss', { headers: { 'content-type': 'application/rss+xml' }, body });
}

/** The second entry leads to the article of the first, because the rules drop what separates them. */
async function merge(server: ScriptedServer): Promise<void> {
  const merged = articleIdOf(server.url('/read'));
  serveFeed(server, 1);
  await addFeedAt(fetcher, server.url('/rss'));
  const first = server.url('/read?fbclid=1');
  await fetchedOf(merged, first);
  await fetcher.database.ledger.saveMany([{ trace: traceOf(merged, first), expectedRev: null }]);
  serveFeed(server, 2);
  await until(async () => {
    const outcomes = await eventsIn<StageOutcome>(where, topics.outcomes.name);
    return outcomes.find(({ stage, duplicateOf }) => stage === 'schedule' && duplicateOf === merged) ?? null;
  }, 'the second entry to be taken for the first');
}

it('learns from two pages that a parameter selects the story, and finds the one that was merged', async () => {
  serveStory(numbered, '/read?fbclid=1', STORIES.ferry);
  serveStory(numbered, '/read?fbclid=2', STORIES.bridge);
  await merge(numbered);
  const second = numbered.url('/read?fbclid=2');
  const own = idOfAddress(second.replace('http://', 'https://'));
  expect(await fetchedOf(own, second)).toMatchObject({
    urlNormalized: second.replace('http://', 'https://'),
  });
  expect(await fetcher.database.urlParameters.list(new URL(second).host)).toMatchObject([
    { name: 'fbclid', state: 'significant', feedId: null, proof: [numbered.url('/read?fbclid=1'), second] },
  ]);
});

it('learns nothing where both addresses show one story', async () => {
  serveStory(campaigning, '/read?fbclid=1', STORIES.ferry);
  serveStory(campaigning, '/read?fbclid=2', STORIES.ferry);
  await merge(campaigning);
  await until(async () => {
    const text = await fetcher.registry.metrics();
    return /dateline_url_parameter_checks_total\{verdict="same"\} 1/.exec(text);
  }, 'the check to end');
  expect(await fetcher.database.urlParameters.list(new URL(campaigning.url('/')).host)).toEqual([]);
});
