import { articleIdOf } from '@dateline/article';
import { topics, type ArticleRecord } from '@dateline/contracts';
import { eventually, infrastructure, readTopic, ScriptedServer, stopServices } from '@dateline/testing';
import mongoose from 'mongoose';
import { gunzipSync } from 'node:zlib';
import { letDaysPass, openDatabase } from './days.js';
import { feedOf, pageOf, Pipeline, type Audit } from './pipeline.js';

const HTML = { 'content-type': 'text/html; charset=utf-8' };

interface Trace {
  state: string;
  refreshing: boolean;
  steps: { stage: string; outcome: string; reason: string | null }[];
}

let outlet: ScriptedServer;
let pipeline: Pipeline;
let database: mongoose.Connection;
let expected = 0;

beforeAll(async () => {
  const { kafkaBrokers, mongodbUri } = infrastructure();
  outlet = await ScriptedServer.start();
  pipeline = Pipeline.prepare({ kafkaBrokers, mongodbUri });
  // How often and how long a page must be gone stays as it is: three times over three days.
  pipeline.env['PAGE_RECHECK_DAYS'] = '7';
  database = await openDatabase(mongodbUri, pipeline.env['MONGODB_DB'] ?? '');
  await pipeline.start();
}, 180_000);
afterAll(async () => {
  await database.close();
  await pipeline.stop();
  await outlet.stop();
  await stopServices();
});

const answer = (path: string, body: string, status = 200) =>
  outlet.route(path, { status, headers: HTML, body });
const article = (path: string) =>
  pipeline.get<ArticleRecord>(`/articles/${encodeURIComponent(outlet.url(path))}`);
const trace = (path: string) => pipeline.get<Trace>(`/traces/${encodeURIComponent(outlet.url(path))}`);
const pass = (paths: readonly string[], days: number) =>
  letDaysPass(
    database,
    paths.map((path) => articleIdOf(outlet.url(path))),
    days,
  );

/** Puts pages on the outlet, in a feed of their own, and waits until all of them have come to their end. */
async function publish(feed: string, pages: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, body] of Object.entries(pages)) answer(path, body);
  const body = feedOf(Object.keys(pages).map((path) => outlet.url(path)));
  outlet.route(feed, { headers: { 'content-type': 'application/rss+xml' }, body });
  await pipeline.addFeed(outlet.url(feed));
  expected += Object.keys(pages).length;
  expect(await pipeline.settled(expected)).toMatchObject({ balanced: true, problems: [] });
}

/** Waits until the page has been asked for so often and everything that follows has come to its end; the audit must balance. */
async function settled(path: string, check: () => Promise<boolean>, what: string): Promise<void> {
  await eventually(check, { timeoutMs: 60_000, what });
  await eventually(async () => !(await trace(path)).refreshing, {
    timeoutMs: 60_000,
    what: `${path} to settle`,
  });
  expect(await pipeline.get<Audit>('/audit')).toMatchObject({
    balanced: true,
    problems: [],
    totals: { discovered: expected, inFlight: 0, deadLettered: 0 },
  });
}

/** What consumers are told of an article: type and version of each event, and the last record. */
async function told(path: string): Promise<{ events: string[]; record: ArticleRecord | null }> {
  const topic = pipeline.prefix + topics.articles.name;
  const id = articleIdOf(outlet.url(path));
  const messages = await readTopic({ brokers: infrastructure().kafkaBrokers, topic });
  expect(new Set(messages.map(({ headers }) => headers['ce_id'])).size).toBe(messages.length);
  const records = messages
    .filter(({ key }) => key === id)
    .map(({ headers, value }) => ({
      type: (headers['ce_type'] ?? '').replace(/^news\.article\.|\.v1$/g, ''),
      record: value === null ? null : (JSON.parse(String(value)) as ArticleRecord),
    }));
  return {
    events: records.map(({ type, record }) => (record ? `${type} ${record.version}` : 'tombstone')),
    record: records.at(-1)?.record ?? null,
  };
}

async function checksOf(path: string): Promise<number> {
  const page = await database
    .collection('frontier_pages')
    .findOne({ _id: articleIdOf(outlet.url(path)) as never });
  return (page?.['gone'] as { checks: number } | null)?.checks ?? 0;
}

it.each([
  { path: '/gone', status: 410, reason: 'gone', n: 11, changes: false },
  { path: '/missing', status: 404, reason: 'not_found', n: 12, changes: true },
  // Sent to the front page, which is no article.
  { path: '/sent-home', status: 302, reason: 'not_found', n: 13, changes: false },
])(
  'retracts an article whose page answers $status for days, and revives it as a revision when the page is back',
  async ({ path, status, reason, n, changes }) => {
    await publish(`${path}.xml`, { [path]: pageOf(n) });
    await publish(`${path}-mirror.xml`, { [`${path}-mirror`]: pageOf(n) });
    await eventually(async () => (await article(path)).alsoSeenIn.length === 1, { what: 'the mirror' });

    const why = await pipeline.get<{ decisions: object[] }>(
      `/articles/${encodeURIComponent(outlet.url(`${path}-mirror`))}/decisions`,
    );
    expect(why).toMatchObject({
      phase: 'dropped',
      duplicateOf: articleIdOf(outlet.url(path)),
      decisions: [
        {
          tier: 'content',
          score: 1,
          matched: { url: outlet.url(path) },
          comparison: { jaccard: 1 },
          rules: { url: expect.stringMatching(/^\d/) },
        },
      ],
    });

    answer('/', pageOf(1000));
    outlet.route(path, { status, headers: { ...HTML, location: '/' }, body: 'not here any more' });
    for (const [check, days] of [7, 1.5].entries()) {
      await pass([path], days);
      await settled(path, async () => (await checksOf(path)) === check + 1, `look ${check + 1} at the page`);
      expect(await article(path)).toMatchObject({ status: 'usable', version: 1 });
    }
    await pass([path], 1.5);
    const isStatus = (wanted: string) => async () => (await article(path)).status === wanted;
    await settled(path, isStatus('canceled'), 'the retraction');
    const retracted = await article(path);
    expect(retracted).toMatchObject({
      version: 2,
      withdrawal: {
        requestedBy: 'fetcher',
        reason: expect.stringContaining(reason === 'gone' ? '410' : '404'),
      },
      alsoSeenIn: [{ url: outlet.url(`${path}-mirror`) }],
    });
    expect(await told(path)).toEqual({
      events: ['created 1', 'annotated 1', 'retracted 2'],
      record: retracted,
    });
    const steps = (await trace(path)).steps.filter(({ stage }) => stage === 'fetch' || stage === 'withdraw');
    expect(steps.map((step) => `${step.stage} ${step.reason ?? step.outcome}`)).toEqual([
      'fetch emitted',
      ...Array.from({ length: 3 }, () => `fetch ${reason}`),
      'withdraw emitted',
    ]);

    answer(path, changes ? pageOf(n).replace('</article>', '<p>The harbour office put its account right after four days, and says that nothing else had been wrong with it.</p></article>') : pageOf(n)); // prettier-ignore
    await pass([path], 3);
    await settled(path, isStatus('usable'), 'the return');
    const back = await article(path);
    expect(back).toMatchObject({
      version: 3,
      withdrawal: null,
      indexedAt: retracted.indexedAt,
      alsoSeenIn: retracted.alsoSeenIn,
    });
    expect(back.revisions.map(({ version, previousHash }) => ({ version, previousHash }))).toEqual([
      { version: 1, previousHash: null },
      { version: 3, previousHash: retracted.contentHash },
    ]);
    expect(back.contentHash === retracted.contentHash).toBe(!changes);
    expect(back.revisions.at(-1)?.changed).toEqual(changes ? ['articleBody'] : []);
    expect(await told(path)).toEqual({
      events: ['created 1', 'annotated 1', 'retracted 2', 'updated 3'],
      record: back,
    });
    expect((await trace(path)).state).toBe('indexed');
    const versions = await pipeline.get<ArticleRecord[]>(`/articles/${back.articleId}/revisions`);
    expect(versions.map(({ version, status: was }) => `${version} ${was}`)).toEqual([
      '1 usable',
      '2 canceled',
    ]);
  },
  240_000,
);

const headlineOf = (page: string) => /<h1>(.*?)<\/h1>/.exec(page)?.[1] ?? '';
const notice = (headline: string, text: string) =>
  `<!doctype html><html lang="en"><head><title>${headline}</title></head><body><article><h1>${headline}</h1><p>${text}</p><p>The harbour office says that no such ferry ever sailed. A substitute story will not follow.</p></article></body></html>`;

it('retracts for good what its publisher kills, at the address of the story or by a message of its own', async () => {
  const [own, named] = ['/killed', '/named'];
  await publish('/kills.xml', { [own]: pageOf(21), [named]: pageOf(22) });
  answer(own, notice('MANDATORY KILL', 'Editors: please kill this story, its figures are wrong.'));
  await pass([own], 7);
  const killed = (path: string) => async () => (await article(path)).status === 'canceled';
  await settled(own, killed(own), 'the kill');
  await publish('/notices.xml', {
    '/kill-22': notice(`KILL: ${headlineOf(pageOf(22))}`, 'Editors: kill the story, it is not true.'),
  });
  await settled(named, killed(named), 'the kill by name');
  for (const path of [own, named]) {
    expect(await article(path)).toMatchObject({ version: 2, withdrawal: { requestedBy: 'publisher' } });
    expect(await told(path)).toMatchObject({ events: ['created 1', 'retracted 2'], record: { version: 2 } });
  }
  expect(await trace('/kill-22')).toMatchObject({ state: 'rejected', reason: 'kill_notice' });

  // What the page says later, and that it is there, brings nothing back.
  answer(own, pageOf(23));
  await pass([own], 14);
  const refused = async () => (await trace(own)).steps.some(({ reason }) => reason === 'retracted');
  await settled(own, refused, 'the changed page to be refused');
  expect(await article(own)).toMatchObject({ status: 'canceled', version: 2 });
  expect((await told(own)).events).toEqual(['created 1', 'retracted 2']);
}, 240_000);

async function order(action: 'retract' | 'erase', path: string, requestId: string): Promise<number> {
  const response = await pipeline.ask(`/articles/${encodeURIComponent(outlet.url(path))}/${action}`, {
    method: 'POST',
    headers: { 'idempotency-key': requestId },
    body: { reason: 'the court ordered it', requestedBy: 'legal desk' },
  });
  return response.status;
}

it('carries out an order of the gateway to retract once, however often it is given', async () => {
  const path = '/ordered';
  await publish('/orders.xml', { [path]: pageOf(31) });
  expect([await order('retract', path, 'r-1'), await order('retract', path, 'r-1')]).toEqual([202, 202]);
  await settled(path, async () => (await article(path)).status === 'canceled', 'the retraction');
  const withdrawals = async () => (await trace(path)).steps.filter(({ stage }) => stage === 'withdraw');
  await settled(path, async () => (await withdrawals()).length === 1, 'the order in the ledger');
  expect(await article(path)).toMatchObject({
    version: 2,
    withdrawal: { requestedBy: 'admin', reason: 'the court ordered it' },
  });
  expect((await told(path)).events).toEqual(['created 1', 'retracted 2']);
}, 180_000);

it('erases by an order of the gateway, and keeps nothing that is fetched of the page later', async () => {
  const [path, copy, word] = ['/erased', '/erased-copy', 'kestrelwharf'];
  const page = pageOf(41).replaceAll('stood on the quay', `stood by ${word} on the quay`);
  await publish('/erasures.xml', { [path]: page });
  await publish('/erasures-copy.xml', { [copy]: page });
  const feed = outlet.url('/erasures-told.xml');
  const item = `<item><title>A note on ${word}</title><link>${outlet.url('/erased-told')}</link><guid>t</guid><description>It stood by ${word} all week, and nobody saw it leave.</description></item>`;
  answer('/erased-told', page);
  outlet.route('/erasures-told.xml', {
    headers: { 'content-type': 'application/rss+xml' },
    body: feedOf([outlet.url('/erased-told')]).replace(/<item>.*<\/item>/s, item),
  });
  await pipeline.addFeed(feed);
  expected += 1;
  await pipeline.settled(expected);
  expect(await holdersOf(word)).toContain('raw_pages');

  expect(await order('erase', path, 'e-1')).toBe(202);
  const isGone = async () => (await told(path)).events.at(-1) === 'tombstone';
  await settled(path, isGone, 'the tombstone');
  await eventually(async () => (await holdersOf(word)).length === 0, {
    timeoutMs: 30_000,
    what: 'the word to be found nowhere',
  }).catch(async () => {
    expect(await holdersOf(word)).toEqual([]);
  });

  // The page is still there, and its feed may show it again.
  await pass([path, copy], 7);
  const refused = async () => (await trace(path)).steps.some(({ reason }) => reason === 'erased');
  await settled(path, refused, 'the page to be refused');
  await settled(copy, async () => (await looksAt(copy)) > 1, 'another look at the copy');
  await eventually(async () => (await holdersOf(word)).length === 0, { what: 'nothing to be kept' });
  expect((await told(path)).events).toEqual(['created 1', 'annotated 1', 'annotated 1', 'tombstone']);
}, 240_000);

const looksAt = async (path: string) =>
  (await trace(path)).steps.filter(({ stage }) => stage === 'deduplicate').length;

/** Collections in which any document holds the word, also in compressed pages. */
async function holdersOf(word: string): Promise<string[]> {
  const found = await Promise.all(
    (await database.listCollections()).map(async ({ name }) => {
      const documents = await database.collection(name).find({}, { promoteBuffers: true }).toArray();
      const holds = documents.some((document) => {
        const page = Buffer.isBuffer(document['gzip']) ? gunzipSync(document['gzip']).toString('utf8') : '';
        return `${JSON.stringify(document)} ${page}`.includes(word);
      });
      return holds ? [name] : [];
    }),
  );
  return found.flat().sort();
}
