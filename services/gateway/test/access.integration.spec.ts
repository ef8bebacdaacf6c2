import { checkAgainst, events, topics, type OperatorChange } from '@dateline/contracts';
import { eventually, readTopic } from '@dateline/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChangePublisher } from '../src/access/change-publisher.js';
import { API_SCHEMAS } from '../src/http/open-api.js';
import { startInstallation, type Installation } from './fixtures/gateway-installation.js';

let gateway: Installation;
let guarded: Installation;
const folder = mkdtempSync(join(tmpdir(), 'dateline-keys-'));
const file = join(folder, 'api-key');

beforeAll(async () => {
  gateway = await startInstallation({ API_KEY_FILE: file });
  await gateway.prepare();
  guarded = await startInstallation({ API_OPEN_READS: 'never' });
});
afterAll(async () => {
  await gateway.stop();
  await guarded.stop();
  rmSync(folder, { recursive: true });
});

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const none = { authorization: undefined as unknown as string };
const feed = { url: 'https://tribune.example/feed.xml' };

async function keyOf(name: string, role: string): Promise<string> {
  const { code, out } = await gateway.cli('keys', 'add', name, '--role', role);
  expect([code, out]).toEqual([0, expect.stringMatching(/^dateline_[0-9a-f]{16}_[\w-]{43}$/)]);
  return out;
}

it('lets each role do its own, and refuses the rest', async () => {
  const keys = { read: await keyOf('reader', 'read'), operate: await keyOf('desk', 'operate') };
  const add = (key: string) => gateway.request('POST', '/feeds', { body: feed, headers: bearer(key) });
  const erase = (key: string) =>
    gateway.request('POST', `/articles/${'0'.repeat(64)}/erase`, {
      body: { reason: 'x' },
      headers: bearer(key),
    });
  const log = (key: string) => gateway.request('GET', '/changes', { headers: bearer(key) });
  expect((await add(keys.read)).status).toBe(403);
  expect((await add(keys.operate)).status).toBe(201);
  expect((await erase(keys.operate)).status).toBe(403);
  expect((await log(keys.operate)).status).toBe(403);
  const admin = await keyOf('chief', 'admin');
  expect((await erase(admin)).status).toBe(404);
  expect((await log(admin)).status).toBe(200);
});

it('needs a key for every change, on loopback too, and says so as a problem', async () => {
  const refused = await gateway.request('POST', '/feeds', { body: feed, headers: none });
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="dateline"');
  expect(checkAgainst(API_SCHEMAS.Problem, refused.json)).toMatchObject({ ok: true });
  for (const [method, path] of [
    ['DELETE', '/feeds/x'],
    ['PATCH', '/feeds/x'],
    ['PUT', '/url-parameters/a/b'],
    ['POST', '/no/such/route'],
  ] as const)
    expect((await gateway.request(method, path, { headers: none })).status).toBe(401);
});

it.each([
  ['a key that nobody made', bearer(`dateline_${'0'.repeat(16)}_${'A'.repeat(43)}`)],
  ['another scheme', { authorization: 'Basic YWRtaW46YWRtaW4=' }],
  ['no token', { authorization: 'Bearer ' }],
  ['a token of nobody', bearer('eyJhbGciOiJub25lIn0.e30.')],
])('refuses %s, for a read too', async (_what, headers) => {
  expect((await gateway.request('GET', '/feeds', { headers })).status).toBe(401);
});

it('reads without a key on loopback by default, never where the setting says so, and never through a proxy', async () => {
  expect((await gateway.request('GET', '/feeds', { headers: none })).status).toBe(200);
  const proxied = { ...none, 'x-forwarded-for': '192.0.2.7' };
  expect((await gateway.request('GET', '/feeds', { headers: proxied })).status).toBe(401);
  for (const path of ['/feeds', '/feeds.opml', '/articles', '/traces', '/audit', '/changes'])
    expect([path, (await guarded.request('GET', path, { headers: none })).status]).toEqual([path, 401]);
});

it('forgets a key at once when it is revoked, and never gives its name away again', async () => {
  const key = await keyOf('temporary', 'operate');
  const ask = () => gateway.request('GET', '/feeds', { headers: bearer(key) });
  expect((await ask()).status).toBe(200);
  expect((await gateway.cli('keys', 'revoke', 'temporary')).code).toBe(0);
  expect((await ask()).status).toBe(401);
  expect(await gateway.cli('keys', 'revoke', 'temporary')).toMatchObject({ code: 1 });
  expect(await gateway.cli('keys', 'add', 'temporary')).toMatchObject({ code: 1, out: '' });
  const { out } = await gateway.cli('keys', 'list');
  expect(out).toMatch(/^temporary +operate +[0-9a-f]{16} +\S+Z +admin +\S+Z +\S+Z$/m);
  expect(out).not.toContain(key.split('_')[2]);
});

it.each([
  ['admin', 'read'],
  ['Big Desk', 'read'],
  ['desk', 'owner'],
])('makes no key "%s" with the role %s', async (name, role) => {
  expect(await gateway.cli('keys', 'add', name, '--role', role)).toMatchObject({ code: 64, out: '' });
});

it('names who asked, whatever the body says, and tells each change on its topic', async () => {
  const key = await keyOf('legal-desk', 'operate');
  const id = '1'.repeat(64);
  await gateway.request('POST', `/articles/${id}/retract`, {
    body: { reason: 'the court ordered it', requestedBy: 'Director of legal' },
    headers: bearer(key),
  });
  await gateway.cli('feeds', 'add', 'https://gazette.example/feed.xml');
  const { json } = await gateway.request('GET', '/changes?limit=3');
  expect(checkAgainst(API_SCHEMAS.ChangePage, json)).toMatchObject({ ok: true });
  expect(json.items).toMatchObject([
    {
      action: 'feed.add',
      target: 'https://gazette.example/feed.xml',
      by: { name: 'admin', door: 'cli' },
      outcome: 'done',
    },
    {
      action: 'article.retract',
      target: id,
      by: { name: 'legal-desk', role: 'operate', door: 'api', address: expect.stringContaining('127.0.0.1') },
      onBehalfOf: 'Director of legal',
      reason: 'the court ordered it',
      outcome: 'refused',
    },
    { action: 'key.add', target: 'legal-desk', by: { door: 'cli' } },
  ]);
  const { out } = await gateway.cli('changes', '--by', 'legal-desk');
  expect(out).toMatch(/legal-desk \(api\) +article\.retract +refused +1{50}.*for Director of legal/);

  const { database, publisher, brokers, names } = gateway;
  const told = new ChangePublisher({ changes: database.operatorChanges, publisher, now: () => new Date() });
  await eventually(async () => !(await told.publishNext()));
  const messages = await readTopic({ brokers, topic: names.topic(topics.operatorChanges.name) });
  const changes = messages.map(({ value }) => JSON.parse(String(value)) as OperatorChange);
  for (const change of changes)
    expect(checkAgainst(events.operatorChange.schema, change)).toMatchObject({ ok: true });
  const all = await gateway.request('GET', '/changes?limit=200');
  expect(changes.map(({ changeId }) => changeId).toSorted()).toEqual(
    all.json.items.map(({ changeId }: OperatorChange) => changeId).toSorted(),
  );
});

it('keeps a key for the command line, which then works under its name', async () => {
  const without = (args: string[]) => gateway.cliWith({ GATEWAY_ADMIN_KEY: '' }, ...args);
  expect(await without(['keys', 'show'])).toMatchObject({ code: 1, out: '' });
  const { out: key } = await without(['keys', 'add', 'chief-operator', '--role', 'admin', '--save']);
  expect(await without(['keys', 'show'])).toMatchObject({ code: 0, out: key });
  await without(['feeds', 'add', 'https://daily.example/feed.xml']);
  expect((await gateway.request('GET', '/changes?limit=1')).json.items).toMatchObject([
    { action: 'feed.add', by: { name: 'chief-operator', door: 'cli' } },
  ]);
});
