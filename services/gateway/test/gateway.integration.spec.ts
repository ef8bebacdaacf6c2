import { articleIdOf } from '@dateline/article';
import { checkAgainst, events, topics } from '@dateline/contracts';
import { ObservabilityModule, Registry } from '@dateline/observability';
import { readTopic, sampleRecord } from '@dateline/testing';
import { NestFactory } from '@nestjs/core';
import { API_SCHEMAS, describeApi } from '../src/http/open-api.js';
import { ProblemFilter } from '../src/http/problem.filter.js';
import { startInstallation, type Answer, type Installation } from './fixtures/gateway-installation.js';
import { sampleTrace } from './fixtures/sample-records.js';

let gateway: Installation;
beforeAll(async () => {
  gateway = await startInstallation();
  await gateway.prepare();
});
afterAll(() => gateway.stop());

const get = (path: string) => gateway.request('GET', path);
const post = (path: string, body?: unknown, headers?: Record<string, string>) =>
  gateway.request('POST', path, { body, ...(headers ? { headers } : {}) });

function expectValid(answer: Answer, status: number, schema: keyof typeof API_SCHEMAS): void {
  expect({ status: answer.status, body: answer.json }).toEqual({ status, body: expect.anything() });
  expect(checkAgainst(API_SCHEMAS[schema], answer.json)).toEqual({ ok: true, value: answer.json });
}

function expectProblem(answer: Answer, status: number, detail: string): void {
  expectValid(answer, status, 'Problem');
  expect(answer.type).toBe('application/problem+json');
  expect(answer.json.status).toBe(status);
  expect(JSON.stringify(answer.json)).toContain(detail);
}

describe('feeds', () => {
  it('are added once, listed, paused, resumed, made due and removed', async () => {
    const added = await post('/feeds', { url: 'https://tribune.example/feed.xml#top', title: 'Tribune' });
    expectValid(added, 201, 'Feed');
    expect(added.json).toMatchObject({
      url: 'https://tribune.example/feed.xml',
      title: 'Tribune',
      hostKey: 'tribune.example',
      state: 'active',
      intervalSeconds: 3600,
      origin: { type: 'api' },
    });
    const { feedId } = added.json;
    const again = await post('/feeds', { url: 'https://tribune.example/feed.xml' });
    expectValid(again, 200, 'Feed');
    expect(again.json.feedId).toBe(feedId);

    const paused = await post(`/feeds/${feedId}/pause`, { reason: 'moving house' });
    expectValid(paused, 200, 'Feed');
    expect(paused.json).toMatchObject({ state: 'paused', stateReason: 'moving house' });
    expectProblem(await post(`/feeds/${feedId}/fetch`), 409, 'resume it first');
    expect((await get('/feeds?state=paused')).json.items).toHaveLength(1);
    expect((await get('/feeds?state=active')).json.items).toHaveLength(0);

    const resumed = await post(`/feeds/${feedId}/resume`);
    expectValid(resumed, 200, 'Feed');
    expect(resumed.json).toMatchObject({ state: 'active', stateReason: null });

    const asked = Date.now();
    const due = await post(`/feeds/${feedId}/fetch`);
    expectValid(due, 202, 'Feed');
    expect(Date.parse(due.json.nextFetchAt)).toBeGreaterThanOrEqual(asked);
    expect((await gateway.database.frontier.nextDueAt())?.getTime()).toBeLessThanOrEqual(Date.now());

    const one = await get(`/feeds/${feedId}`);
    expectValid(one, 200, 'Feed');
    expect(one.json).toMatchObject({
      nextRequest: { at: one.json['nextFetchAt'], because: 'requested' },
      articles: { discovered: 0, indexed: 0, rejected: 0, rejectedBy: {} },
      losses: { count: 0, lastSince: null, lastBackfill: null, backfillUnderWay: false },
    });
    // The pause of its host is longer than the feed's own.
    const { frontier } = gateway.database;
    const until = new Date(Date.now() + 600_000);
    const request = { owner: 'spec', now: new Date(), leaseMs: 1_000, hosts: 1, work: 1 };
    for (const { lease } of (await frontier.leaseHosts(request)).hosts)
      await frontier.releaseHost(lease, until);
    expect((await get(`/feeds/${feedId}`)).json).toMatchObject({
      host: { nextAllowedAt: until.toISOString(), crawlDelayMs: 0, leasedUntil: null },
      nextRequest: { at: until.toISOString(), because: 'host_pause' },
    });
    expect((await gateway.request('DELETE', `/feeds/${feedId}`)).status).toBe(204);
    expectProblem(await gateway.request('DELETE', `/feeds/${feedId}`), 404, 'No feed has the id');
    expectProblem(await get(`/feeds/${feedId}`), 404, 'No feed has the id');
    expectProblem(await post(`/feeds/${feedId}/pause`, { reason: 'x' }), 404, 'No feed has the id');
  });

  it('are given another address, interval or priority, and are due at once', async () => {
    const { feedId } = (await post('/feeds', { url: 'https://weekly.example/feed.xml' })).json;
    const daily = await post('/feeds', { url: 'https://daily.example/feed.xml', contentFrom: 'feed' });
    expect(daily.json).toMatchObject({ policy: { contentFrom: 'feed' } });
    const change = (body: object) => gateway.request('PATCH', `/feeds/${feedId}`, { body });

    const ruled = await change({
      intervalSeconds: 900,
      priority: 'high',
      validators: 'distrust',
      nearDuplicates: 'drop',
      pageTypes: ['article', 'product'],
    });
    expectValid(ruled, 200, 'Feed');
    expect(ruled.json).toMatchObject({
      policy: {
        intervalSeconds: 900,
        priority: 'high',
        validators: 'distrust',
        retryAfterScope: 'auto',
        contentFrom: 'page',
        nearDuplicates: 'drop',
        pageTypes: ['article', 'product'],
      },
      nextFetchReason: 'policy_changed',
    });
    expect((await change({ contentFrom: 'feed' })).json).toMatchObject({
      policy: { contentFrom: 'feed', priority: 'high' },
    });
    expectProblem(await change({ contentFrom: 'nowhere' }), 400, '');
    expectProblem(await change({ pageTypes: ['leaflet'] }), 400, '');
    expect((await change({ pageTypes: null })).json).toMatchObject({ policy: { pageTypes: null } });
    const moved = await change({ url: 'https://feeds.weekly.example/all.xml' });
    expect(moved.json).toMatchObject({ url: 'https://feeds.weekly.example/all.xml', http: { etag: null } });
    expectProblem(await change({ url: 'https://daily.example/feed.xml' }), 409, 'has this address');
    expectProblem(await change({ url: 'ftp://weekly.example/' }), 400, 'not valid');
    expectProblem(await change({}), 400, '');
    const unknown = await gateway.request('PATCH', '/feeds/nobody', { body: { priority: 'low' } });
    expectProblem(unknown, 404, 'No feed has the id');
    for (const feed of (await get('/feeds')).json.items)
      await gateway.request('DELETE', `/feeds/${feed.feedId}`);
  });

  it('come in and go out as OPML, page by page in the list', async () => {
    const opml = `<?xml version="1.0"?><opml version="2.0"><body><outline text="folder">
      <outline type="rss" text="One &amp; only" xmlUrl="https://one.example/rss" htmlUrl="https://one.example/"/>
      <outline type="rss" text="Two" xmlUrl="https://two.example/rss"/>
      <outline type="rss" text="Two again" xmlUrl="https://two.example/rss#x"/>
      <outline type="rss" text="Secret" xmlUrl="https://desk:word@three.example/rss"/></outline></body></opml>`;
    const report = await post('/feeds/import', opml, { 'content-type': 'text/x-opml' });
    expectValid(report, 200, 'ImportReport');
    expect(report.json).toMatchObject({
      added: [{ url: 'https://one.example/rss' }, { url: 'https://two.example/rss' }],
      known: [{ url: 'https://two.example/rss' }],
      refused: [{ problem: expect.stringContaining('password') }],
    });

    const first = await get('/feeds?limit=1');
    expectValid(first, 200, 'FeedPage');
    const second = await get(`/feeds?limit=1&after=${first.json.next}`);
    const third = await get(`/feeds?limit=1&after=${second.json.next}`);
    expect([...first.json.items, ...second.json.items].map((f: { url: string }) => f.url).sort()).toEqual([
      'https://one.example/rss',
      'https://two.example/rss',
    ]);
    expect(third.json).toEqual({ items: [], next: null });

    const out = await get('/feeds.opml');
    expect([out.status, out.type]).toEqual([200, 'text/x-opml']);
    expect(out.text).toContain('text="One &amp; only" xmlUrl="https://one.example/rss"');
    const back = await post('/feeds/import', out.text, { 'content-type': 'application/xml' });
    expect(back.json).toMatchObject({ added: [], known: [{}, {}] });
  });

  it.each([
    ['no address', {}, 'url'],
    [
      'a misspelt field',
      { url: 'https://x.example/', titel: 'x' },
      '/titel: is not known here; known are url, title',
    ],
    ['a number', { url: 4 }, '/url: must be string'],
    ['another scheme', { url: 'ftp://x.example/feed' }, '/url: is not an http or https address'],
    ['no host', { url: 'feed.xml' }, '/url: is not an absolute address'],
    ['broken JSON', '{"url": ', 'JSON'],
  ])('are not added from %s', async (_what, body, message) => {
    expectProblem(await post('/feeds', body), 400, message);
  });

  it('answer for each of 20,000 outlines', async () => {
    const outlines = Array.from(
      { length: 20_000 },
      (_, n) => `<outline type="rss" text="Outlet ${n}" xmlUrl="https://outlet-${n}.example/rss"/>`,
    );
    const bad = ['file:///etc/passwd', 'javascript:alert(1)', ''].map((url) => `<outline xmlUrl="${url}"/>`);
    const opml = `<opml version="2.0"><body>${[...outlines, ...bad].join('')}</body></opml>`;
    const { json } = await post('/feeds/import', opml, { 'content-type': 'text/x-opml' });
    expect([json.added.length, json.known.length]).toEqual([20_000, 0]);
    expect(json.refused.map(({ url }: { url: string }) => url)).toEqual([
      'file:///etc/passwd',
      'javascript:alert(1)',
      '',
    ]);
    const again = await post('/feeds/import', opml, { 'content-type': 'text/x-opml' });
    expect([again.json.added.length, again.json.known.length]).toEqual([0, 20_000]);
  });

  it('are not imported from what is not OPML', async () => {
    expectProblem(await post('/feeds/import', '<rss/>', { 'content-type': 'text/xml' }), 400, 'is not OPML');
    expectProblem(await post('/feeds/import', { a: 1 }), 415, 'text/x-opml');
    expectProblem(
      await post('/feeds/import', ' '.repeat(33 * 1024 * 1024), { 'content-type': 'text/xml' }),
      413,
      'too large',
    );
  });
});

describe('articles', () => {
  const harbour = sampleRecord('https://tribune.example/news/harbour?utm_source=rss');
  const bridge = sampleRecord('https://gazette.example/bridge', {
    headline: 'جسر جديد فوق النهر',
    articleBody: 'عبر السكان الجسر صباح الاثنين.',
    inLanguage: 'ar',
    feedId: 'gazette',
    datePublished: '2026-03-05T00:00:00.000Z',
    updatedAt: '2026-03-05T00:00:00.000Z',
    publisher: { name: 'Gazette', asPrinted: null, domain: 'gazette.example' },
  });
  const path = (id: string, rest = '') => `/articles/${encodeURIComponent(id)}${rest}`;
  const applied = (eventId: string, version: number) => ({
    eventId,
    topic: 'x',
    partition: 0,
    offset: '0',
    version,
  });

  beforeAll(async () => {
    const { articles } = gateway.database;
    const write = { expectedVersion: null, superseded: null };
    await articles.saveMany([
      { ...write, record: harbour, applied: applied('e1', 1) },
      { ...write, record: bridge, applied: applied('e2', 1) },
    ]);
    const revised = { ...bridge, version: 2, headline: 'جسر جديد يفتح فوق النهر' };
    await articles.saveMany([
      { record: revised, expectedVersion: 1, superseded: bridge, applied: applied('e3', 2) },
    ]);
  });

  it('are read by id and by any spelling of their address', async () => {
    for (const reference of [harbour.articleId, harbour.url, 'http://www.tribune.example/news/harbour/']) {
      const answer = await get(path(reference));
      expectValid(answer, 200, 'ArticleRecord');
      expect(answer.json).toEqual(harbour);
    }
    const found = await get(`/articles?url=${encodeURIComponent(harbour.url)}`);
    expect(found.json).toEqual({ items: [harbour], next: null });
    expect((await get('/articles?url=https%3A%2F%2Fnowhere.example%2F')).json).toEqual({
      items: [],
      next: null,
    });
  });

  it.each([
    ['q=harbour', 1],
    ['q=%D8%AC%D8%B3%D8%B1', 1],
    ['language=ar', 1],
    ['feedId=tribune', 1],
    ['publisher=Gazette.example', 1],
    ['from=2026-03-04', 1],
    ['to=2026-03-04', 1],
    ['from=2026-03-03T09:05:07Z&to=2026-03-06', 2],
    ['q=volcano', 0],
  ])('are searched: %s', async (query, count) => {
    const answer = await get(`/articles?${query}`);
    expectValid(answer, 200, 'ArticlePage');
    expect(answer.json.items).toHaveLength(count);
  });

  it('are paged by cursor', async () => {
    const first = await get('/articles?limit=1');
    const second = await get(`/articles?limit=1&cursor=${encodeURIComponent(first.json.next)}`);
    const ids = [...first.json.items, ...second.json.items].map((a: { articleId: string }) => a.articleId);
    expect(ids).toEqual([harbour.articleId, bridge.articleId]);
    const all = (await get('/articles?limit=100')).json.items.map((i: { articleId: string }) => i.articleId);
    const latest = await get('/articles?limit=1&sort=-updated');
    expect(latest.json.items[0].articleId).toBe(all.at(-1));
    const before = await get(
      `/articles?limit=100&sort=-updated&cursor=${encodeURIComponent(latest.json.next)}`,
    );
    expect(before.json.items.map((i: { articleId: string }) => i.articleId)).toEqual(
      all.slice(0, -1).toReversed(),
    );
    expectProblem(await get('/articles?cursor=nonsense'), 400, 'cursor');
  });

  it('show what a later version superseded', async () => {
    const answer = await get(path(bridge.articleId, '/revisions'));
    expectValid(answer, 200, 'ArticleRevisions');
    expect(JSON.stringify(answer.json)).toContain('جسر جديد فوق النهر');
  });

  it('that are not there are explained by the ledger', async () => {
    const url = 'https://copy.example/harbour';
    expectProblem(await get(path(url)), 404, 'It was never discovered');
    const trace = sampleTrace(url, {
      state: 'duplicate',
      reason: 'same_content',
      duplicateOf: harbour.articleId,
    });
    await gateway.database.ledger.saveMany([{ trace, expectedRev: null }]);
    expectProblem(await get(path(url)), 404, `duplicate of ${harbour.articleId} (same_content)`);
    expectProblem(await get(path('harbour')), 400, 'neither an article id nor a web address');
  });

  it('say why they were resolved as they are, duplicates too', async () => {
    const url = 'https://mirror.example/harbour';
    const articleId = articleIdOf(url);
    const comparison = {
      similar: true,
      score: 0.9,
      jaccard: 0.4,
      containment: 1,
      shared: 31,
      refusedBy: null,
    };
    const common = {
      articleId,
      position: { topic: 't', partition: 0, offset: '1' },
      decision: 'duplicate',
      duplicateOf: harbour.articleId,
      reason: 'same_content',
    };
    const payload = {
      ending: {
        kind: 'duplicate',
        of: harbour.articleId,
        tier: 'content',
        reason: 'same_content',
        score: 0.9,
      },
      clusterId: null,
      members: [],
      previousHash: null,
      decidedAt: '2026-03-06T00:00:00.000Z',
      comparison,
      rules: { url: '1.1.0', text: '1.1.0' },
    };
    const { dedup } = gateway.database;
    await dedup.saveDecisions([{ ...common, eventId: 'first', payload: null }], new Date(Date.now() + 1e7));
    await dedup.saveDecisions([{ ...common, eventId: 'second', payload }], new Date(Date.now() + 2e7));
    const answer = await get(path(`${url}?utm_source=x`, '/decisions'));
    expectValid(answer, 200, 'ArticleDecisions');
    const matched = { articleId: harbour.articleId, url: harbour.url, headline: harbour.headline };
    expect(answer.json).toMatchObject({
      articleId,
      phase: null,
      decisions: [
        {
          eventId: 'second',
          tier: 'content',
          matched,
          score: 0.9,
          comparison,
          rules: payload.rules,
          erased: false,
        },
        { eventId: 'first', decision: 'duplicate', matched, comparison: null, rules: null, erased: true },
      ],
    });
    const notice = 'https://mirror.example/kill-notice';
    const { clusterId, members, previousHash, decidedAt, rules } = payload;
    const plain = { clusterId, members, previousHash, decidedAt, rules };
    const killed = { ...plain, ending: { kind: 'killed', story: harbour.articleId } };
    await dedup.saveDecisions(
      [
        {
          ...common,
          articleId: articleIdOf(notice),
          eventId: 'third',
          decision: 'killed',
          duplicateOf: null,
          reason: null,
          payload: killed,
        },
      ],
      new Date(Date.now() + 1e7),
    );
    const told = await get(path(notice, '/decisions'));
    expectValid(told, 200, 'ArticleDecisions');
    expect(told.json.decisions).toMatchObject([
      { decision: 'killed', matched, comparison: null, score: null },
    ]);
    expectProblem(await get(path('https://no.example/', '/decisions')), 404, 'never discovered');
    expectProblem(await get(path('harbour', '/decisions')), 400, 'neither an article id nor a web address');

    const why = await gateway.cli('why', url);
    expect(why).toMatchObject({ code: 0, err: '' });
    expect(why.out).toMatch(
      /^2026-03-06T00:00:00\.000Z +duplicate +content, same_content +https:.*harbour.* +0\.900 +J 0\.400, C 1\.000, 31 shared +url 1\.1\.0, text 1\.1\.0$/m,
    );
    expect(await gateway.cli('why', 'https://no.example/')).toMatchObject({ code: 1, out: '' });
  });

  it('are withdrawn by an order on the topic, once for a request', async () => {
    const ask = (action: string, key: string) =>
      post(
        path(harbour.articleId, `/${action}`),
        { reason: 'court order', requestedBy: 'legal desk' },
        { 'idempotency-key': key },
      );
    const order = await ask('retract', 'case-7');
    expectValid(order, 202, 'WithdrawalAccepted');
    const repeated = await ask('retract', 'case-7');
    const erasure = await ask('erase', 'case-7');
    expect(repeated.json.eventId).toBe(order.json.eventId);
    expect(erasure.json.eventId).not.toBe(order.json.eventId);

    const messages = await readTopic({
      brokers: gateway.brokers,
      topic: gateway.names.topic(topics.withdrawn.name),
    });
    expect(messages.map((m) => [m.key, m.headers['ce_id']])).toEqual([
      [harbour.articleId, order.json.eventId],
      [harbour.articleId, order.json.eventId],
      [harbour.articleId, erasure.json.eventId],
    ]);
    const values = messages.map((m) => JSON.parse(String(m.value)));
    for (const value of values)
      expect(checkAgainst(events.articleWithdrawn.schema, value)).toMatchObject({ ok: true });
    expect(values[2]).toMatchObject({ action: 'erase', reason: 'court order', requestedBy: 'admin' });

    expectProblem(
      await post(path(articleIdOf('https://no.example/'), '/erase'), { reason: 'x' }),
      404,
      'never discovered',
    );
    expectProblem(await post(path(harbour.articleId, '/erase'), {}), 400, 'reason');
  });

  it('that were erased are gone', async () => {
    const at = { reason: 'asked for', at: new Date('2026-03-07T00:00:00Z') };
    await gateway.database.articles.erase(bridge.articleId, applied('e4', 0), at);
    expectProblem(await get(path(bridge.articleId)), 410, 'erased');
    expectProblem(await get(path(bridge.articleId, '/revisions')), 410, 'erased');
    expectProblem(await post(path(bridge.articleId, '/retract'), { reason: 'x' }), 409, 'erased');
    expect((await get('/articles?language=ar')).json.items).toEqual([]);
  });
});

describe('traces', () => {
  const url = 'https://tribune.example/traced';
  beforeAll(async () => {
    const at = new Date('2026-03-03T09:05:08.500Z');
    const step = {
      reason: null,
      detail: null,
      duplicateOf: null,
      eventId: 'e',
      attempts: 1,
      version: '0.1.0',
      at,
    };
    const trace = sampleTrace(url, {
      state: 'rejected',
      reason: 'not_an_article',
      stage: 'parse',
      feedId: 'traced',
      steps: [
        {
          ...step,
          key: 'discover:e',
          stage: 'discover',
          outcome: 'emitted',
          service: 'fetcher',
          at: new Date('2026-03-03T09:05:07Z'),
        },
        {
          ...step,
          key: 'parse:e',
          stage: 'parse',
          outcome: 'rejected',
          reason: 'not_an_article',
          service: 'parser',
          attempts: 2,
        },
      ],
    });
    await gateway.database.ledger.saveMany([{ trace, expectedRev: null }]);
  });

  it('are listed by state, feed and reason, and read by id or address', async () => {
    for (const query of ['state=rejected', 'feedId=traced', 'reason=not_an_article']) {
      const answer = await get(`/traces?${query}`);
      expectValid(answer, 200, 'TracePage');
      expect(answer.json.items.map((t: { url: string }) => t.url)).toEqual([url]);
    }
    for (const reference of [articleIdOf(url), `${url}?utm_medium=x`]) {
      const answer = await get(`/traces/${encodeURIComponent(reference)}`);
      expectValid(answer, 200, 'Trace');
      expect(answer.json).toMatchObject({
        state: 'rejected',
        steps: [{ stage: 'discover' }, { stage: 'parse' }],
      });
    }
    expectProblem(await get('/traces/nothing'), 404, 'Nothing is known');
    expectProblem(await get('/traces?state=lost'), 400, '/state');
  });

  it('are counted over time, by what became of them and how long they took', async () => {
    const seen = (name: string, minute: number, tookMs: number | null) => ({
      trace: sampleTrace(`https://counted.example/${name}`, {
        state: tookMs === null ? 'duplicate' : 'indexed',
        discoveredAt: new Date(Date.UTC(2026, 1, 1, 9, minute)),
        indexedAt: tookMs === null ? null : new Date(Date.UTC(2026, 1, 1, 9, minute) + tookMs),
      }),
      expectedRev: null,
    });
    const traces = [seen('a', 1, 900), seen('b', 4, 1100), seen('c', 4, 20_000), seen('d', 11, null)];
    await gateway.database.ledger.saveMany(traces);
    const span = 'from=2026-02-01T09:00:00Z&to=2026-02-01T09:15:00Z';
    const answer = await get(`/counts?${span}&bucket=300`);
    expectValid(answer, 200, 'Counts');
    expect(answer.json.buckets).toMatchObject([
      { at: '2026-02-01T09:00:00.000Z', indexed: 3, duplicate: 0 },
      { at: '2026-02-01T09:05:00.000Z', indexed: 0, duplicate: 0, latencyMs: { p50: null } },
      { at: '2026-02-01T09:10:00.000Z', indexed: 0, duplicate: 1, latencyMs: { p50: null } },
    ]);
    const { p50, p95 } = answer.json.buckets[0].latencyMs;
    expect([p50 / 1100, p95 / 20_000].map((ratio) => Math.abs(ratio - 1) < 0.051)).toEqual([true, true]);
    expect((await get(`/counts?${span}`)).json.bucketSeconds).toBe(60);
    expectProblem(await get('/counts?from=2026-02-01T09:00:00Z&to=2026-01-01T09:00:00Z'), 400, 'not before');
    expectProblem(await get('/counts?bucket=61'), 400, '/bucket');
  });

  it('are printed by the command line with times and reasons', async () => {
    const { code, out } = await gateway.cli('trace', url);
    expect(code).toBe(0);
    expect(out).toMatch(/^state +rejected \(not_an_article\), by parse$/m);
    expect(out).toMatch(/09:05:08\.500Z +\+1\.5 s +parse +rejected +not_an_article +parser 0\.1\.0, try 2$/m);
    expect(await gateway.cli('trace', 'https://nowhere.example/')).toMatchObject({ code: 1, out: '' });
  });
});

describe('the API around its resources', () => {
  it('serves its description, and a page for it', async () => {
    const served = await get('/openapi.json');
    expect(served.json).toEqual(JSON.parse(JSON.stringify(await describeApi())));
    expect(await get('/docs')).toMatchObject({ status: 200, type: 'text/html' });
  });

  it('serves the console to browsers, with its files', async () => {
    const accept = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8';
    for (const path of ['/', '/feeds', '/articles/abc', '/system']) {
      const page = await gateway.request('GET', path, { headers: { accept } });
      expect([page.status, page.type]).toEqual([200, 'text/html']);
      const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.text)?.[1] ?? '/no-script';
      const file = await get(script);
      expect([file.status, file.headers.get('cache-control')]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
    }
  });

  it('answers an unknown path with problem details', async () => {
    expectProblem(await get('/article'), 404, '/article');
  });
});

it('says that MongoDB is away instead of failing', async () => {
  const alone = await startInstallation({
    MONGODB_URI: 'mongodb://127.0.0.1:9/?replicaSet=rs0&serverSelectionTimeoutMS=500',
  });
  try {
    const answer = await alone.request('GET', '/feeds');
    expectProblem(answer, 503, 'MongoDB cannot be reached');
    expect(answer.headers.get('retry-after')).toBe('5');
  } finally {
    await alone.stop();
  }
});

it('leaves the answers of the health check as monitors know them', async () => {
  const observability = ObservabilityModule.forService({
    service: 'gateway',
    version: '0.1.0',
    logLevel: 'silent',
    registry: new Registry(),
    readiness: [
      { name: 'kafka', check: () => Promise.resolve({ ready: false, detail: 'waiting for Kafka' }) },
    ],
  });
  const app = await NestFactory.create(observability, { logger: false });
  app.useGlobalFilters(new ProblemFilter());
  await app.listen(0, '127.0.0.1');
  try {
    const response = await fetch(`${await app.getUrl()}/health/ready`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: 'error',
      error: { kafka: { status: 'down', detail: 'waiting for Kafka' } },
    });
  } finally {
    await app.close();
  }
});
