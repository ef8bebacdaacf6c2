import type { ArticleOrigin } from '@dateline/contracts';
import type { PageFetch } from '../src/index.js';
import { emptiedBeforeEach, specDatabase } from './open-test-database.js';
import { articleRecord, firstWrite, hex } from './samples.js';

const { open } = specDatabase();
const database = open();
emptiedBeforeEach(database);

const later = (days: number) => new Date(Date.parse('2126-03-03T00:00:00Z') + days * 86_400_000);
const sha = (letter: string) => letter.repeat(64);

function originOf(articleId: string, day: number): ArticleOrigin {
  const url = `https://quay.example/${articleId.slice(0, 4)}`;
  const fetchedAt = `2026-03-0${day}T10:00:00.000Z`;
  return {
    articleId,
    url,
    urlNormalized: url,
    origin: 'feed',
    feedId: `f-${day}`,
    entry: null,
    discoveredAt: fetchedAt,
    fetch: { fetchedAt, status: 200, finalUrl: url, contentType: null, bytes: 4, rawRef: null },
  };
}

const put = (letter: string, origin: ArticleOrigin | null = null, expiresAt = later(1)) =>
  database.rawPages.put(
    { sha256: sha(letter), gzip: Buffer.from('page'), bytes: 4, contentType: null, url: 'u', expiresAt },
    origin,
  );

async function fetches(): Promise<PageFetch[]> {
  const found: PageFetch[] = [];
  for await (const fetch of database.rawPages.fetches()) found.push(fetch);
  return found;
}

const expiryOf = async (collection: string, id: string) => {
  const { connection } = database as unknown as {
    connection: { collection(n: string): { findOne(q: object): Promise<{ expiresAt: Date } | null> } };
  };
  return (await connection.collection(collection).findOne({ _id: id }))?.expiresAt;
};

it('gives a page back as it came, and only keeps it longer when it comes again', async () => {
  await put('a', null, later(5));
  await put('a', null, later(2));
  expect(await database.rawPages.get(sha('a'))).toMatchObject({ gzip: Buffer.from('page'), bytes: 4 });
  expect(await expiryOf('raw_pages', sha('a'))).toEqual(later(5));
  expect(await database.rawPages.get(sha('f'))).toBeNull();
});

it('lists the fetches article by article, the latest of each first', async () => {
  const [one = '', two = ''] = [hex('1'), hex('2')].sort();
  await put('a', originOf(two, 1));
  await put('b', originOf(one, 1));
  await put('c', originOf(one, 3));
  await put('d', originOf(one, 2));
  expect((await fetches()).map(({ articleId, sha256 }) => [articleId, sha256])).toEqual([
    [one, sha('c')],
    [one, sha('d')],
    [one, sha('b')],
    [two, sha('a')],
  ]);
});

it('keeps for one page what each of its articles was said to be, the last word counting', async () => {
  const [one, two] = [hex('1'), hex('2')];
  await put('a', originOf(one, 1));
  await put('a', originOf(two, 2));
  await put('a', originOf(one, 3), later(9));
  const pages = [one, two, hex('3')].map((articleId) => ({ articleId, sha256: sha('a') }));
  const origins = await database.rawPages.originsOf(pages);
  expect(origins).toEqual(
    new Map([
      [one, originOf(one, 3)],
      [two, originOf(two, 2)],
    ]),
  );
  expect(await expiryOf('page_fetches', `${one}:${sha('a')}`)).toEqual(later(9));
});

it('forgets the fetches of an erased article, and no others', async () => {
  const record = articleRecord('a');
  await database.articles.saveMany([firstWrite(record)]);
  await put('a', originOf(record.articleId, 1));
  await put('b', originOf(hex('2'), 1));
  const applied = { eventId: 'e-9', topic: 't', partition: 0, offset: '9', version: 0 };
  await database.articles.erase(record.articleId, applied, { reason: 'asked', at: new Date() });
  expect((await fetches()).map(({ articleId }) => articleId)).toEqual([hex('2')]);
});
