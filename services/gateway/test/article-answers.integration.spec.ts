import { sampleRecord } from '@dateline/testing';
import { startInstallation, type Installation } from './fixtures/gateway-installation.js';

let gateway: Installation;
const applied = { eventId: 'e', version: 1, partition: 0, offset: '0', topic: 't' } as never;
const BODY = 'The ferry returned to the harbour on Monday. '.repeat(40);
const recordOf = (n: number, change: Parameters<typeof sampleRecord>[1] = {}) =>
  sampleRecord(`https://tribune.example/news/${n}`, {
    headline: `Market day ${n}`,
    articleBody: BODY,
    updatedAt: new Date(Date.UTC(2026, 2, 3, 9, 0, n)).toISOString(),
    ...change,
  });

beforeAll(async () => {
  gateway = await startInstallation();
  await gateway.prepare();
  const records = Array.from({ length: 230 }, (_, n) => recordOf(n));
  records[100] = recordOf(100, { headline: 'Ferry ferry ferry', articleBody: 'The ferry.' });
  await gateway.database.articles.saveMany(
    records.map((record) => ({ record, expectedVersion: null, superseded: null, applied })),
  );
});
afterAll(() => gateway.stop());

const get = (path: string, headers: Record<string, string> = {}) => gateway.request('GET', path, { headers });

it('compresses what it answers, where that is taken', async () => {
  const packed = await get('/articles', { 'accept-encoding': 'gzip' });
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  expect(packed.json.items).toHaveLength(20);
  const plain = await get('/articles', { 'accept-encoding': 'identity' });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(plain.json).toEqual(packed.json);
});

it('answers 304 to who has the answer, and lets no shared cache keep one', async () => {
  const first = await get('/articles?limit=3');
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const again = await get('/articles?limit=3', {
    'if-none-match': first.headers.get('etag') ?? '',
    // Without it fetch says no-cache, which demands the whole answer.
    'cache-control': 'max-age=0',
  });
  expect([again.status, again.text]).toEqual([304, '']);
  expect((await get('/changes')).headers.get('cache-control')).toBe('no-store');
});

it('gives the named fields alone, of a page and of one record', async () => {
  const page = await get('/articles?limit=1&fields=url,headline');
  expect(page.json.items).toEqual([{ url: 'https://tribune.example/news/0', headline: 'Market day 0' }]);
  const path = `/articles/${encodeURIComponent('https://tribune.example/news/0')}`;
  expect((await get(`${path}?fields=version`)).json).toEqual({ version: 1 });
  const wrong = await get('/articles?fields=heading');
  expect([wrong.status, wrong.type]).toEqual([400, 'application/problem+json']);
});

it('orders by relevance, page by page', async () => {
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await get(`/articles?q=ferry&sort=relevance&limit=100&fields=headline,articleId${cursor}`);
    seen.push(
      ...(page.json.items as { articleId: string; headline: string }[]).map(({ articleId }) => articleId),
    );
    if (cursor === '') expect(page.json.items[0].headline).toBe('Ferry ferry ferry');
    cursor = page.json.next === null ? '' : `&cursor=${page.json.next}`;
  } while (cursor !== '');
  expect(seen).toHaveLength(230);
  expect(new Set(seen).size).toBe(230);
  expect((await get('/articles?sort=relevance')).status).toBe(400);
  expect((await get('/articles?q=ferry&sort=relevance&cursor=abc')).status).toBe(400);
});

it('exports all that match as NDJSON, and refuses a wrong cursor before it begins', async () => {
  const all = await get('/articles?fields=articleId&limit=5', { accept: 'application/x-ndjson' });
  expect(all.headers.get('content-type')).toContain('application/x-ndjson');
  const lines = all.text.trimEnd().split('\n');
  expect(new Set(lines.map((line) => (JSON.parse(line) as { articleId: string }).articleId)).size).toBe(230);
  expect((await get('/articles?format=ndjson&q=zeppelin')).text).toBe('');
  expect((await get('/articles?format=ndjson&cursor=abc')).status).toBe(400);
});

it('answers as a JSON Feed and as RSS, the latest first, with the way to the next page', async () => {
  const feed = await get('/v1/articles?limit=2', { accept: 'application/feed+json' });
  expect(feed.type).toBe('application/feed+json');
  expect(feed.json).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    feed_url: `${gateway.url}/v1/articles?limit=2`,
    items: [{ title: 'Market day 229' }, { title: 'Market day 228' }],
  });
  const next = await get((feed.json.next_url as string).slice(gateway.url.length), {
    accept: 'application/feed+json',
  });
  expect(next.json.items[0].title).toBe('Market day 227');
  const rss = await get('/articles?format=rss&q=ferry&limit=1');
  expect(rss.type).toBe('application/rss+xml');
  expect(rss.text).toContain('<title>Dateline: ferry</title>');
});

it('says what differs between two versions, word by word', async () => {
  const first = recordOf(1);
  const record = { ...first, version: 2, headline: 'Market night 1', updatedAt: '2026-03-03T10:00:00.000Z' };
  await gateway.database.articles.saveMany([{ record, expectedVersion: 1, superseded: first, applied }]);
  const path = `/articles/${first.articleId}/revisions`;
  const { status, json } = await get(`${path}/1...2`);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    older: { version: 1 },
    newer: { version: 2 },
    fields: [
      {
        field: 'headline',
        before: 'Market day 1',
        after: 'Market night 1',
        words: [
          { text: 'Market ', in: 'both' },
          { text: 'day', in: 'older' },
          { text: 'night', in: 'newer' },
          { text: ' 1', in: 'both' },
        ],
      },
    ],
  });
  expect((await get(`${path}/1...7`)).status).toBe(404);
  expect((await get(`${path}/first`)).status).toBe(400);
});
