import { checkAgainst } from '@dateline/contracts';
import type { FeedFetchResult } from '@dateline/storage';
import { API_SCHEMAS } from '../src/http/open-api.js';
import { startInstallation, type Installation } from './fixtures/gateway-installation.js';

let gateway: Installation;
beforeAll(async () => {
  gateway = await startInstallation();
  await gateway.prepare();
});
afterAll(() => gateway.stop());

const get = (path: string) => gateway.request('GET', path);
const post = (path: string, body?: unknown) => gateway.request('POST', path, { body });

/** A feed whose last polls went so; `hoursAgo` counts from now. */
async function feedWith(url: string, result: Partial<FeedFetchResult>, hoursAgo = 0): Promise<string> {
  const { feedId } = (await post('/feeds', { url })).json as { feedId: string };
  const at = new Date(Date.now() - hoursAgo * 3_600_000);
  await gateway.database.feeds.recordFetch(feedId, {
    at,
    log: { at, outcome: 'read', status: 200, ms: 9, bytes: 90, entries: 1, newEntries: 0, reason: null },
    nextFetchAt: new Date(Date.now() + 3_600_000),
    nextFetchReason: 'no_new_entries',
    intervalSeconds: 3_600,
    failure: {
      consecutive: 0,
      points: 0,
      lastClass: null,
      lastStatus: null,
      lastMessage: null,
      lastAt: null,
    },
    counts: { notModified: 0, entries: 1, newEntries: 0, changedEntries: 0 },
    succeeded: true,
    ...result,
  });
  return feedId;
}
const failed = (lastClass: string, lastMessage: string) => ({
  succeeded: false,
  failure: { consecutive: 2, points: 2, lastClass, lastStatus: null, lastMessage, lastAt: new Date() },
});

it('tells of every sick feed at once: in the list, one by one, in the report and in the metrics', async () => {
  const good = await feedWith('https://good.example/rss', {});
  const down = await feedWith('https://down.example/rss', failed('http_5xx', 'status 500'));
  const refused = await feedWith('https://refused.example/rss', failed('blocked', 'status 403'));
  const page = await feedWith('https://page.example/rss', failed('not_a_feed', 'it is an HTML page'));
  const problem = { kind: 'damaged' as const, reason: 'cut off', since: new Date(), bodyHash: 'h' };
  const torn = await feedWith('https://torn.example/rss', { succeeded: false, problem });
  const late = await feedWith('https://late.example/rss', {}, 30);
  await gateway.database.feeds.recordFetch(late, {
    ...failed('timeout', 'no answer in 30 s'),
    at: new Date(),
    log: { at: new Date(), outcome: 'timeout', status: null, ms: 9, bytes: 0, entries: 0, newEntries: 0, reason: null },
    nextFetchAt: new Date(Date.now() + 3_600_000),
    nextFetchReason: 'failure_backoff',
    intervalSeconds: 3_600,
    counts: { notModified: 0, entries: 0, newEntries: 0, changedEntries: 0 },
  }); // prettier-ignore
  const rest = (await post('/feeds', { url: 'https://rest.example/rss', labels: ['Local'] })).json.feedId;
  await post(`/feeds/${rest}/pause`, { reason: 'summer' });

  const list = await get('/feeds?sort=worst');
  expect(checkAgainst(API_SCHEMAS.FeedPage, list.json)).toMatchObject({ ok: true });
  const told = (list.json.items as { feedId: string; health: { state: string } }[]).map(
    ({ feedId, health }) => [feedId, health.state],
  );
  const never = [down, page].toSorted().map((id) => [id, 'never_succeeded']);
  expect(told.filter(([, state]) => state === 'never_succeeded').toSorted()).toEqual(never);
  expect(told.filter(([, state]) => state !== 'never_succeeded')).toEqual([
    [late, 'failing'],
    [refused, 'blocked'],
    [torn, 'damaged'],
    [rest, 'paused'],
    [good, 'healthy'],
  ]);

  expect((await get('/feeds?health=failing,blocked')).json.items).toMatchObject([
    { feedId: late, health: { class: 'timeout', reason: expect.stringContaining('no success for 1 day') } },
    { feedId: refused, health: { class: 'blocked', remedy: expect.stringContaining('USER_AGENT') } },
  ]);
  expect((await get('/feeds?label=Local')).json.items).toMatchObject([{ feedId: rest }]);
  expect((await get('/feeds?health=ill')).status).toBe(400);
  expect((await get(`/feeds/${torn}`)).json.health).toMatchObject({ state: 'damaged', reason: 'cut off' });

  const report = await get('/feeds/health');
  expect(checkAgainst(API_SCHEMAS.FeedHealthReport, report.json)).toMatchObject({ ok: true });
  expect(report.json).toMatchObject({
    total: 7,
    counts: { failing: 1, blocked: 1, never_succeeded: 2, damaged: 1, paused: 1, healthy: 1, silent: 0 },
    labels: [{ label: 'Local', feeds: 1, healthy: 0, paused: 1 }],
  });

  const metrics = await gateway.registry.metrics();
  expect(metrics).toContain('dateline_feeds_by_health{state="blocked",class="blocked",priority="normal"} 1');
  expect(metrics).toContain('dateline_feeds_by_health{state="silent",class="",priority="normal"} 0');
  expect(metrics).toMatch(
    /dateline_sickest_feed_seconds\{[^}]*state="failing",class="timeout"[^}]*\} \d{5,}/,
  );
  expect(metrics).not.toMatch(/dateline_sickest_feed_seconds\{[^}]*state="(healthy|paused)"/);
});

it("keeps the operator's title and labels beside what the document says", async () => {
  const url = 'https://named.example/rss';
  const { feedId } = (await post('/feeds', { url, title: 'My Harbour', labels: ['Local', 'Sport'] })).json;
  const document = { title: 'Harbour Online', siteUrl: null, kind: 'rss', isChanged: true };
  const again = await feedWith(url, { document });
  expect(again).toBe(feedId);
  const names = { ownTitle: 'My Harbour', documentTitle: 'Harbour Online' };
  expect((await get(`/feeds/${feedId}`)).json).toMatchObject({ title: 'My Harbour', ...names });
  const change = (body: object) => gateway.request('PATCH', `/feeds/${feedId}`, { body });
  const before = (await get(`/feeds/${feedId}`)).json.nextFetchAt;
  expect((await change({ title: null, labels: ['Sport'] })).json).toMatchObject({
    title: 'Harbour Online',
    ownTitle: null,
    labels: ['Sport'],
    nextFetchAt: before,
  });
  for (const labels of [['a,b'], [' a'], [''], ['a', 'a']])
    expect((await change({ labels })).status).toBe(400);
});

it('lists thousands of feeds by health without reading their records', async () => {
  const now = new Date();
  const many = Array.from({ length: 3_000 }, (_, i) => ({
    url: `https://many-${i % 150}.example/${i}.xml`,
    hostKey: `many-${i % 150}.example`,
    labels: i % 2 === 0 ? ['Even'] : [],
    origin: { type: 'api' as const, ref: null },
    intervalSeconds: 3_600,
    now,
  }));
  for (let at = 0; at < many.length; at += 1_000)
    await gateway.database.feeds.addAll(many.slice(at, at + 1_000));
  const found: string[] = [];
  let after = '';
  do {
    const page = await get(`/feeds?sort=worst&label=Even&host=many-4.example&limit=7${after}`);
    found.push(...(page.json.items as { feedId: string }[]).map(({ feedId }) => feedId));
    after = page.json.next === null ? '' : `&after=${encodeURIComponent(page.json.next as string)}`;
  } while (after !== '');
  expect(new Set(found).size).toBe(20);
  expect(found).toHaveLength(20);
  expect((await get('/feeds/health')).json.total).toBeGreaterThanOrEqual(3_000);
});
