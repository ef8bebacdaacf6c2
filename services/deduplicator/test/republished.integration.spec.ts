import { events, type ArticleDeduplicated } from '@dateline/contracts';
import { Database } from '@dateline/storage';
import { dropTestDatabase, eventually, infrastructure, testDatabase } from '@dateline/testing';
import { parsed, sentenceOf, stageOn, type Given } from './parsed-articles.js';

const { mongodbUri } = infrastructure();
const dbName = testDatabase();
const DAY_MS = 86_400_000;
// Sketches expire by the clock of MongoDB.
const first = Date.now();
let database: Database;

beforeAll(async () => {
  database = Database.open({ uri: mongodbUri, dbName, appName: 'republished', log: () => undefined });
  await eventually(() => database.connected, { what: 'MongoDB' });
  await database.migrate();
});
afterAll(async () => {
  await database.close();
  await dropTestDatabase(mongodbUri, dbName);
});

/** What a replica that has just started makes of an article, so many days after the first. */
async function decide(given: Given, days: number): Promise<string> {
  const at = new Date(first + days * DAY_MS);
  const [result] = await stageOn(database.dedupAs()).run([parsed({ ...given, publishedAt: at })], at);
  if (result?.outcome !== 'emitted') return `${result?.outcome}`;
  const [event] = result.events.filter(({ type }) => type === events.articleDeduplicated.type);
  return (event?.data as ArticleDeduplicated).decision;
}

const body = (name: string) => Array.from({ length: 12 }, (_, s) => sentenceOf(name, s)).join(' ');
/** Every second sentence ends otherwise, one is gone and one is added. */
const edited = (name: string) =>
  `${Array.from({ length: 11 }, (_, s) => sentenceOf(name, s).replace('quay', s % 2 ? 'quay' : 'pier')).join(' ')} ${sentenceOf(`${name} more`, 1)}`;
const headline = (name: string) => `What the harbour board said of ${name}`;

it.each([1, 2, 4, 6, 10])('finds a text again %d days later', async (days) => {
  const story = `story of ${days}`;
  const of = (path: string, host = 'paper.example') => `https://${host}/${days}/${path}`;
  expect(await decide({ url: of('a'), headline: headline(story), body: body(story) }, 0)).toBe('new');
  const other = 'Harbour board breaks its silence at last';
  const kicker = `Analysis | ${headline(story)} - The Paper`;
  expect(await decide({ url: of('b'), headline: other, body: body(story) }, days)).toBe('duplicate');
  expect(await decide({ url: of('c'), headline: kicker, body: body(story) }, days)).toBe('duplicate');
  const copy = { headline: other, body: edited(story) };
  expect(await decide({ url: of('d'), ...copy }, days)).toBe('near_duplicate');
  const elsewhere = { headline: `${other}, a day late`, body: `${copy.body} The pier is still shut.` };
  expect(await decide({ url: of('d', 'post.example'), ...elsewhere }, days)).toBe('near_duplicate');
});

it('takes a text for new once its window is over', async () => {
  const story = 'a story of long ago';
  const url = (path: string) => `https://paper.example/long/${path}`;
  expect(await decide({ url: url('a'), headline: headline(story), body: body(story) }, 0)).toBe('new');
  const again = { headline: 'Harbour board breaks its silence at last', body: edited(story) };
  expect(await decide({ url: url('b'), ...again }, 15)).toBe('new');
});
