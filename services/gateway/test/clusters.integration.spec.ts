import { articleIdOf } from '@dateline/article';
import { checkAgainst, events, topics, type ClusterMember, type ClusterRecord } from '@dateline/contracts';
import { readTopic } from '@dateline/testing';
import { API_SCHEMAS } from '../src/http/open-api.js';
import { startInstallation, type Answer, type Installation } from './fixtures/gateway-installation.js';

const AT = '2026-03-03T10:05:07.000Z';
const idOf = (n: number) => n.toString(16).padStart(32, 'c');
const urlOf = (outlet: string) => `https://${outlet}.example/ferry`;

function memberOf(outlet: string, change: Partial<ClusterMember> = {}): ClusterMember {
  return {
    articleId: articleIdOf(urlOf(outlet)),
    publishedAt: AT,
    datePrecision: 'minute',
    outlet: `${outlet}.example`,
    publisher: outlet,
    credits: [],
    of: null,
    score: null,
    rule: 'first',
    joinedAt: AT,
    joinedBy: 'rule',
    ...change,
  };
}

function clusterOf(n: number, outlets: string[], change: Partial<ClusterRecord> = {}): ClusterRecord {
  const [first, ...others] = outlets.map((outlet) => memberOf(outlet));
  const of = first?.articleId ?? null;
  const copies = others.map((copy) => ({ ...copy, of, score: 0.83, rule: 'jaccard 1.1.0' }));
  return {
    clusterId: idOf(n),
    schemaVersion: '1.0.0',
    version: 1,
    size: outlets.length,
    original: of,
    originalBy: 'date',
    members: first ? [first, ...copies] : [],
    separated: [],
    mergedInto: null,
    orders: [],
    createdAt: AT,
    updatedAt: AT,
    ...change,
  };
}

// Those of one batch changed at one time.
const ferry = clusterOf(1, ['harbour', 'meridian', 'gazette']);
const bridge = clusterOf(2, ['north', 'south']);
const tide = clusterOf(3, ['east', 'west'], { updatedAt: '2026-03-03T10:05:09.000Z' });
const merged = clusterOf(4, [], { mergedInto: ferry.clusterId, size: 0 });

let gateway: Installation;
beforeAll(async () => {
  gateway = await startInstallation();
  await gateway.prepare();
  await gateway.database.clusters.saveMany(
    [ferry, bridge, tide, merged].map((record) => ({
      cluster: { record, applied: [] },
      expectedVersion: null,
    })),
  );
});
afterAll(() => gateway.stop());

const get = (path: string) => gateway.request('GET', path);
const order = (id: string, action: string, body: object, requestId = 'r') =>
  gateway.request('POST', `/clusters/${id}/${action}`, { body, headers: { 'idempotency-key': requestId } });

function expectValid(answer: Answer, status: number, schema: keyof typeof API_SCHEMAS): void {
  expect({ status: answer.status, body: answer.json }).toEqual({ status, body: expect.anything() });
  expect(checkAgainst(API_SCHEMAS[schema], answer.json)).toEqual({ ok: true, value: answer.json });
}

it('lists clusters page by page, the last changed first, and loses none that changed at one time', async () => {
  const seen: string[] = [];
  let next = '';
  do {
    const answer = await get(`/clusters?limit=1${next && `&cursor=${encodeURIComponent(next)}`}`);
    expectValid(answer, 200, 'ClusterPage');
    seen.push(...answer.json.items.map((c: ClusterRecord) => c.clusterId));
    next = answer.json.next ?? '';
  } while (next !== '');
  expect(seen).toEqual([tide, bridge, ferry].map(({ clusterId }) => clusterId));
  expect((await get('/clusters?cursor=nonsense')).status).toBe(400);
});

it('shows a cluster by its id, or by the address of a member in any spelling', async () => {
  const answer = await get(`/clusters/${ferry.clusterId}`);
  expectValid(answer, 200, 'ClusterRecord');
  expect(answer.json).toEqual(ferry);
  const spelled = encodeURIComponent('http://www.meridian.example/ferry/?utm_source=x');
  expect((await get(`/clusters?article=${spelled}`)).json).toEqual({ items: [ferry], next: null });
  expect((await get('/clusters?article=ferry')).status).toBe(400);
  expect((await get('/clusters/unknown')).status).toBe(404);
  const { code, out } = await gateway.cli('clusters', 'show', urlOf('meridian'));
  expect(code).toBe(0);
  expect(out).toMatch(
    /^original \(date\) +[0-9a-f]{64} +harbour\.example +2026-03-03T10:05:07\.000Z +first$/m,
  );
  expect(out).toMatch(/meridian\.example +2026-03-03T10:05:07\.000Z +0\.830 +jaccard 1\.1\.0$/m);
});

it('orders a merge and a split on their topic, once for a request', async () => {
  const why = { reason: 'the same ferry', requestedBy: 'desk' };
  const merge = await order(bridge.clusterId, 'merge', { into: ferry.clusterId, ...why });
  expectValid(merge, 202, 'ClusterOrderAccepted');
  expect((await order(bridge.clusterId, 'merge', { into: ferry.clusterId, ...why })).json).toEqual(
    merge.json,
  );
  const articles = [urlOf('gazette')];
  const split = await order(ferry.clusterId, 'split', { articles, ...why });
  expectValid(split, 202, 'ClusterOrderAccepted');
  const other = await order(ferry.clusterId, 'split', { articles, ...why }, 'another');
  expect(other.json.clusterId).not.toBe(split.json.clusterId);

  const messages = await readTopic({
    brokers: gateway.brokers,
    topic: gateway.names.topic(topics.clusterChanges.name),
  });
  const told = messages.map(({ key, headers, value }) => ({
    key,
    id: headers['ce_id'],
    data: JSON.parse(String(value)),
  }));
  for (const { data } of told)
    expect(checkAgainst(events.clusterChange.schema, data)).toMatchObject({ ok: true });
  expect(told.filter(({ id }) => id === merge.json.eventId)).toHaveLength(2);
  expect(told.find(({ id }) => id === merge.json.eventId)).toMatchObject({
    key: bridge.clusterId,
    data: { change: { kind: 'merge', into: ferry.clusterId, ...why, requestedBy: 'admin' } },
  });
  expect(told.find(({ id }) => id === split.json.eventId)).toMatchObject({
    key: ferry.clusterId,
    data: {
      change: {
        kind: 'split',
        articleIds: [articleIdOf(urlOf('gazette'))],
        newClusterId: split.json.clusterId,
      },
    },
  });
});

it.each([
  { action: 'merge', id: ferry.clusterId, body: { into: ferry.clusterId }, status: 400, says: 'into itself' },
  { action: 'merge', id: ferry.clusterId, body: { into: 'unknown' }, status: 404, says: 'no cluster' },
  { action: 'merge', id: merged.clusterId, body: { into: ferry.clusterId }, status: 409, says: 'was merged' },
  { action: 'merge', id: ferry.clusterId, body: { into: merged.clusterId }, status: 409, says: 'was merged' },
  {
    action: 'split',
    id: ferry.clusterId,
    body: { articles: [urlOf('north')] },
    status: 404,
    says: 'Not in the',
  },
  {
    action: 'split',
    id: bridge.clusterId,
    body: { articles: [urlOf('north'), urlOf('south')] },
    status: 400,
    says: 'nothing would be split',
  },
  {
    action: 'split',
    id: ferry.clusterId,
    body: { articles: ['ferry'] },
    status: 400,
    says: 'neither an article id',
  },
])('refuses to $action $id as $body: $status', async ({ action, id, body, status, says }) => {
  const answer = await order(id, action, { ...body, reason: 'x' });
  expectValid(answer, status, 'Problem');
  expect(JSON.stringify(answer.json)).toContain(says);
  expect((await order(id, action, body)).status).toBe(400);
});
