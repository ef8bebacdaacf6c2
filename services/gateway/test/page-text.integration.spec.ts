import { checkAgainst, type ArticleRecord } from '@dateline/contracts';
import { sampleRecord } from '@dateline/testing';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { API_SCHEMAS } from '../src/http/open-api.js';
import { startInstallation, type Installation } from './fixtures/gateway-installation.js';
import { sampleTrace } from './fixtures/sample-records.js';

const TEXT = 'The lighthouse on the northern cape is lit again after a winter in the dark.';
const MISSED = 'Its keeper says that the new lamp will last for at least thirty years.';
const DAY_MS = 86_400_000;

let gateway: Installation;
beforeAll(async () => {
  gateway = await startInstallation();
  await gateway.prepare();
});
afterAll(() => gateway.stop());

const pageOf = (reference: string) =>
  gateway.request('GET', `/articles/${encodeURIComponent(reference)}/page`);

async function keepPage(url: string, html: string): Promise<string> {
  const bytes = Buffer.from(html);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const expiresAt = new Date(Date.now() + DAY_MS);
  const page = { sha256, gzip: gzipSync(bytes), bytes: bytes.length, contentType: 'text/html', url };
  await gateway.database.rawPages.put({ ...page, expiresAt });
  return sha256;
}

async function index(url: string, rawRef: string | null): Promise<ArticleRecord> {
  const sample = sampleRecord(url, { headline: 'Lamp lit again', articleBody: TEXT });
  const record = { ...sample, fetch: { ...sample.fetch, rawRef } };
  const applied = { eventId: url, version: 1, partition: 0, offset: '0', topic: 't' } as never;
  await gateway.database.articles.saveMany([{ record, expectedVersion: null, superseded: null, applied }]);
  return record;
}

it('gives all lines of the kept page, by id and by address, and which of them the record has', async () => {
  const url = 'https://cape.example/lamp';
  const html = `<nav>Home</nav><h1>Lamp lit again</h1><p>${TEXT}</p><p>${MISSED}</p><script>secret()</script>`;
  const sha256 = await keepPage(url, html);
  const { articleId } = await index(url, sha256);
  for (const reference of [articleId, url]) {
    const { status, json } = await pageOf(reference);
    expect(status).toBe(200);
    expect(checkAgainst(API_SCHEMAS.PageText, json)).toMatchObject({ ok: true });
    expect(json).toEqual({
      articleId,
      url,
      sha256,
      contentType: 'text/html',
      charset: 'utf-8',
      bytes: html.length,
      cut: false,
      lines: [
        { tag: 'div', text: 'Home', taken: false },
        { tag: 'h1', text: 'Lamp lit again', taken: true },
        { tag: 'p', text: TEXT, taken: true },
        { tag: 'p', text: MISSED, taken: false },
      ],
    });
  }
});

it('says that no page is kept, for an article that came from a feed alone and for one that nobody knows', async () => {
  const { articleId } = await index('https://cape.example/from-feed', null);
  await gateway.database.ledger.saveMany([
    { trace: sampleTrace('https://cape.example/gone', { state: 'rejected' }), expectedRev: null },
  ]);
  for (const reference of [articleId, 'https://cape.example/gone', 'https://cape.example/nobody'])
    expect(await pageOf(reference)).toMatchObject({ status: 404, type: 'application/problem+json' });
  expect((await pageOf('no address')).status).toBe(400);
});

it('refuses a page that nests too deeply, and goes on', async () => {
  const url = 'https://cape.example/deep';
  const { articleId } = await index(url, await keepPage(url, '<b>'.repeat(30_000)));
  const { status, json } = await pageOf(articleId);
  expect([status, json.detail]).toEqual([422, expect.stringContaining('nests too deeply')]);
  const next = 'https://cape.example/shallow';
  const after = await index(next, await keepPage(next, `<p>${TEXT}</p>`));
  expect((await pageOf(after.articleId)).status).toBe(200);
});
