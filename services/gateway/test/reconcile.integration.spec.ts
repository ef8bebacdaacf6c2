import { articleIdOf } from '@dateline/article';
import {
  checkAgainst,
  events,
  makeEvent,
  topics,
  type ArticleOrigin,
  type StageOutcome,
} from '@dateline/contracts';
import type { TraceStep } from '@dateline/storage';
import { readTopic } from '@dateline/testing';
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { API_SCHEMAS } from '../src/http/open-api.js';
import { RECONCILE_JOB } from '../src/reconcile/start-reconciler.js';
import { Reconciler } from '../src/reconcile/reconciler.js';
import { startInstallation, type Installation } from './fixtures/gateway-installation.js';
import { sampleTrace } from './fixtures/sample-records.js';

let gateway: Installation;
beforeAll(async () => {
  gateway = await startInstallation();
  await gateway.prepare();
});
beforeEach(() => gateway.emptyDatabase());
afterEach(() => readUp('indexer', 'ledger', topics.outcomes.name));
afterAll(() => gateway.stop());

const BOUND_MS = 60 * 60_000;
/** Two hours ago: longer than the bound. */
const LONG_AGO = new Date(Date.now() - 2 * BOUND_MS);

const run = () =>
  new Reconciler({
    ...{ stores: gateway.database, publisher: gateway.publisher, now: () => new Date() },
    ...{ kafka: gateway.client, names: gateway.names, boundMs: BOUND_MS },
  }).run();

/** Has a group read its topic to the end, as its stage would. */
async function readUp(service: string, stage: string, topicName: string): Promise<void> {
  const admin = gateway.client.admin();
  await admin.connect();
  const topic = gateway.names.topic(topicName);
  const ends = await admin.fetchTopicOffsets(topic);
  const partitions = ends.map(({ partition, high }) => ({ partition, offset: high }));
  await admin.setOffsets({ groupId: gateway.names.group(service, stage), topic, partitions });
  await admin.disconnect();
}

const messagesOf = (topic: string) =>
  readTopic({ brokers: gateway.brokers, topic: gateway.names.topic(topic) });

async function sent(topic: string, url: string) {
  const all = await messagesOf(topic);
  return all
    .filter(({ key }) => String(key) === articleIdOf(url))
    .map(({ headers, value }) => ({ id: String(headers['ce_id']), data: JSON.parse(String(value)) }));
}

const step = (stage: string, eventId: string, emitted?: string[]): TraceStep => ({
  ...{ key: `${stage}:${eventId}`, stage, outcome: 'emitted', reason: null, detail: null, duplicateOf: null },
  ...{ eventId, attempts: 1, service: 'x', version: '1', at: LONG_AGO, ...(emitted ? { emitted } : {}) },
});

/** The steps of an article up to its fetched page. Ids are those of the address. */
const WAY = (url: string) => [
  step('discover', `d ${url}`, [`d ${url}`]),
  step('schedule', `d ${url}`),
  step('fetch', `d ${url}`, [`f ${url}`]),
];

const keepTrace = (url: string, steps: TraceStep[], updatedAt = LONG_AGO) =>
  gateway.database.ledger.saveMany([{ trace: sampleTrace(url, { steps, updatedAt }), expectedRev: null }]);

const PAGE = '<html><body><h1>Harbour reopens</h1><p>Boats went out at dawn.</p></body></html>';

function originOf(url: string): ArticleOrigin {
  const at = LONG_AGO.toISOString();
  const rawRef = createHash('sha256').update(url).digest('hex');
  const fetch = {
    fetchedAt: at,
    status: 200,
    finalUrl: url,
    contentType: 'text/html',
    bytes: PAGE.length,
    rawRef,
  };
  const about = { articleId: articleIdOf(url), url, urlNormalized: url, origin: 'feed' as const };
  return { ...about, feedId: 'tribune', entry: null, discoveredAt: at, fetch };
}

const keepPage = (url: string) =>
  gateway.database.rawPages.put(
    {
      ...{ sha256: originOf(url).fetch.rawRef ?? '', gzip: gzipSync(PAGE), bytes: PAGE.length, url },
      ...{ contentType: 'text/html', expiresAt: new Date(Date.now() + BOUND_MS) },
    },
    originOf(url),
  );

const putInLine = (url: string) =>
  gateway.database.frontier.enqueuePages(
    [
      {
        ...{
          articleId: articleIdOf(url),
          url,
          urlNormalized: url,
          hostKey: 'tribune.example',
          feedId: 'tribune',
        },
        ...{ discoveryId: `d ${url}`, entry: {}, discoveredAt: LONG_AGO, traceparent: null, change: 'new' },
      },
    ],
    LONG_AGO,
  );

const takeOffLine = (url: string) =>
  gateway.database.frontier.finishPage({} as never, { articleId: articleIdOf(url), discoveryId: `d ${url}` });

it('sends a page again whose event is gone from its topic, under the id that it had', async () => {
  const url = 'https://tribune.example/gone-from-topic';
  await keepTrace(url, WAY(url));
  await keepPage(url);
  expect(await run()).toMatchObject({
    counts: [{ stage: 'parse', cause: 'lost', count: 1 }],
    articles: [{ url, stage: 'parse', cause: 'lost', detail: expect.stringContaining('kept page') }],
  });
  const [event, ...more] = await sent(topics.fetched.name, url);
  expect(more).toEqual([]);
  expect(event?.id).toBe(`f ${url}`);
  expect(checkAgainst(events.articleFetched.schema, event?.data)).toMatchObject({ ok: true });
  expect(gunzipSync(Buffer.from(event?.data.page.data, 'base64')).toString()).toBe(PAGE);
  const notes = (await sent(topics.outcomes.name, url)).map(({ data }) => data as StageOutcome);
  expect(notes).toMatchObject([{ stage: 'reconcile', outcome: 'emitted', emitted: [`f ${url}`] }]);
  expect(checkAgainst(events.stageOutcome.schema, notes[0])).toMatchObject({ ok: true });
});

it('is the same whichever later stage lost it, and repeated: the ids tell the stages what they know', async () => {
  const url = 'https://tribune.example/lost-later';
  const later = [step('parse', `f ${url}`, [`p ${url}`]), step('deduplicate', `p ${url}`, [`e ${url}`])];
  await keepTrace(url, [...WAY(url), ...later]);
  await keepPage(url);
  expect((await run()).counts).toEqual([{ stage: 'index', cause: 'lost', count: 1 }]);
  await readUp('indexer', 'ledger', topics.outcomes.name);
  await run();
  expect((await sent(topics.fetched.name, url)).map(({ id }) => id)).toEqual([`f ${url}`, `f ${url}`]);
});

describe('an event that stands in its topic', () => {
  async function publishFetched(url: string) {
    const page = {
      encoding: 'gzip+base64' as const,
      data: gzipSync(PAGE).toString('base64'),
      bytes: PAGE.length,
    };
    const sha256 = originOf(url).fetch.rawRef ?? '';
    const attributes = {
      source: '/dateline/fetcher',
      time: LONG_AGO.toISOString(),
      subject: articleIdOf(url),
    };
    const event = makeEvent(
      events.articleFetched,
      { id: `f ${url}`, ...attributes },
      {
        ...originOf(url),
        page: { ...page, sha256 },
      },
    );
    await gateway.publisher.publish({ events: [event], outcomes: [] });
  }
  /** The time of a message is when it was written: so long as it may be late, it is found. */
  const justNow = () => new Date(Date.now() - 60_000);
  const wayJustNow = (url: string) => WAY(url).map((s) => ({ ...s, at: justNow() }));

  it('and was not read yet is explained, and nothing is done', async () => {
    const url = 'https://tribune.example/unread';
    await readUp('parser', 'parse', topics.fetched.name);
    await publishFetched(url);
    await keepTrace(url, wayJustNow(url));
    const { articles } = await run();
    expect(articles).toMatchObject([
      { cause: 'unread', detail: expect.stringMatching(/unread in .* at offset \d+$/) },
    ]);
    expect(await sent(topics.fetched.name, url)).toHaveLength(1);
    expect(await sent(topics.outcomes.name, url)).toEqual([]);
  });

  it('and was passed over is sent again as it was', async () => {
    const url = 'https://tribune.example/passed-over';
    await publishFetched(url);
    await readUp('parser', 'parse', topics.fetched.name);
    await keepTrace(url, wayJustNow(url));
    expect((await run()).articles).toMatchObject([
      { cause: 'lost', detail: expect.stringContaining('passed over') },
    ]);
    const [first, second] = await sent(topics.fetched.name, url);
    expect(second).toEqual(first);
  });
});

it('puts a page in line again that is not in line any more and was never fetched', async () => {
  const url = 'https://tribune.example/off-line';
  await putInLine(url);
  await takeOffLine(url);
  await keepTrace(url, WAY(url).slice(0, 2));
  expect((await run()).counts).toEqual([{ stage: 'fetch', cause: 'lost', count: 1 }]);
  expect([...(await gateway.database.frontier.waitingArticleIds([articleIdOf(url)]))]).toHaveLength(1);
});

it('makes a discovery again from its entry', async () => {
  const url = 'https://tribune.example/undiscovered';
  const feedUrl = 'https://tribune.example/feed.xml';
  const feed = await gateway.request('POST', '/feeds', { body: { url: feedUrl } });
  const about = { key: 'k', policy: 'guid', fingerprint: 'f', articleId: articleIdOf(url), url };
  await gateway.database.entries.record(feed.json.feedId, [{ ...about, discoveryId: `d ${url}` }], LONG_AGO);
  await keepTrace(url, WAY(url).slice(0, 1));
  expect((await run()).counts).toEqual([{ stage: 'schedule', cause: 'lost', count: 1 }]);
  const [event] = await sent(topics.discovered.name, url);
  expect(event).toMatchObject({ id: `d ${url}`, data: { url, feedUrl, change: 'new' } });
  expect(checkAgainst(events.articleDiscovered.schema, event?.data)).toMatchObject({ ok: true });
});

it('leaves alone what waits for its time, what moved lately, and what has ended', async () => {
  const [waiting, recent, ended] = ['waiting', 'recent', 'ended'].map(
    (path) => `https://tribune.example/${path}`,
  );
  await putInLine(waiting ?? '');
  await keepTrace(waiting ?? '', WAY(waiting ?? '').slice(0, 2));
  await keepTrace(recent ?? '', WAY(recent ?? ''), new Date());
  const trace = sampleTrace(ended ?? '', { state: 'rejected', steps: WAY(ended ?? ''), updatedAt: LONG_AGO });
  await gateway.database.ledger.saveMany([{ trace, expectedRev: null }]);
  expect(await run()).toMatchObject({ counts: [], articles: [] });
  for (const url of [waiting, recent, ended]) {
    expect(await sent(topics.fetched.name, url ?? '')).toEqual([]);
    expect(await sent(topics.outcomes.name, url ?? '')).toEqual([]);
  }
});

it('says of what nothing is left of that it is stuck, on the command line, the API and as a metric', async () => {
  const url = 'https://tribune.example/stuck';
  await keepTrace(url, WAY(url));
  const { code, out } = await gateway.cli('reconcile');
  expect(code).toBe(1);
  expect(out).toContain('stuck');
  await gateway.database.jobs.keepReport(RECONCILE_JOB, await run());
  const { json } = await gateway.request('GET', '/reconciliation');
  expect(checkAgainst(API_SCHEMAS.Reconciliation, json)).toMatchObject({ ok: true });
  expect(json.articles).toMatchObject([{ url, cause: 'stuck' }]);
  expect(await gateway.registry.metrics()).toContain(
    'dateline_unaccounted_articles{stage="parse",cause="stuck"} 1',
  );
});

it('gives up on an article that it put back three times', async () => {
  const url = 'https://tribune.example/three-times';
  const put = ['1', '2', '3'].map((n) => ({
    ...step('reconcile', n, [`f ${url}`]),
    at: new Date(LONG_AGO.getTime() + 1),
  }));
  await keepPage(url);
  await keepTrace(url, [...WAY(url), ...put]);
  expect((await run()).articles).toMatchObject([
    { cause: 'stuck', detail: expect.stringContaining('3 times') },
  ]);
  expect(await sent(topics.fetched.name, url)).toEqual([]);
});

it('runs in one place at a time', async () => {
  const { jobs } = gateway.database;
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 3, 9, minute));
  const take = (holder: string, minute: number) =>
    jobs.take('job', holder, { now: at(minute), leaseMs: 10 * 60_000 });
  expect([await take('a', 0), await take('b', 1)]).toEqual([true, false]);
  // The lease of one that died ends; what it says later counts for nothing.
  expect(await take('b', 11)).toBe(true);
  await jobs.done('job', 'a', at(12));
  expect(await take('c', 13)).toBe(false);
  await jobs.done('job', 'b', at(20));
  expect([await take('c', 19), await take('c', 20)]).toEqual([false, true]);
});
