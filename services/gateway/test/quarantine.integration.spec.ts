import { articleIdOf } from '@dateline/article';
import {
  checkAgainst,
  deadLetterHeaders as dl,
  deadLetterTopicOf,
  topics,
  type StageOutcome,
} from '@dateline/contracts';
import { eventually, readTopic } from '@dateline/testing';
import { ChangeLog } from '../src/access/change-log.js';
import { API_SCHEMAS } from '../src/http/open-api.js';
import { Quarantine } from '../src/quarantine/quarantine.js';
import { retryGroups } from '../src/quarantine/retry-groups.js';
import { startInstallation, type Installation } from './fixtures/gateway-installation.js';

let gateway: Installation;
beforeAll(async () => {
  gateway = await startInstallation();
  await gateway.prepare();
});
beforeEach(() => gateway.emptyDatabase());
afterEach(() => gateway.cli('dead-letters', '--replay'));
afterAll(() => gateway.stop());

let offset = 0;

interface Told {
  url: string;
  code?: string;
  origin?: string;
  version?: string;
  at?: string;
  headers?: Record<string, string>;
}

/** A dead letter as the parser writes it. */
function letter({
  url,
  code = 'TypeError',
  origin = 'readTitle x.js:4',
  version = '1.0',
  at,
  headers,
}: Told) {
  offset += 1;
  return {
    key: articleIdOf(url),
    value: JSON.stringify({ url, at: offset }),
    headers: {
      ce_id: `event-${offset}`,
      ce_type: 'news.article.fetched.v1',
      [dl.code]: code,
      [dl.cause]: `TypeError: no title`,
      [dl.origin]: origin,
      [dl.stage]: 'parse',
      [dl.service]: 'parser',
      [dl.version]: version,
      [dl.attempts]: '1',
      [dl.at]: at ?? '2026-03-03T09:05:07.000Z',
      [dl.topic]: gateway.names.topic(topics.fetched.name),
      [dl.partition]: '0',
      [dl.offset]: String(offset),
      [dl.timestamp]: '1772528707000',
      ...headers,
    },
  };
}

async function put(...letters: ReturnType<typeof letter>[]): Promise<void> {
  const producer = gateway.client.producer();
  await producer.connect();
  await producer.send({ topic: gateway.names.topic(deadLetterTopicOf('parser')), messages: letters });
  await producer.disconnect();
}

async function messagesOf(topic: string) {
  return readTopic({ brokers: gateway.brokers, topic: gateway.names.topic(topic) });
}

/** How often a message of the article went back to its topic. */
const timesBack = async (url: string) =>
  (await messagesOf(topics.fetched.name)).filter(({ key }) => String(key) === articleIdOf(url)).length;

async function groups() {
  const { status, json } = await gateway.request('GET', '/dead-letters/groups');
  expect(status).toBe(200);
  expect(checkAgainst(API_SCHEMAS.LetterGroupList, json)).toMatchObject({ ok: true });
  return json.items as { id: string; host: string; count: number }[];
}
const groupOf = async (host: string) => (await groups()).find((group) => group.host === host)?.id ?? 'none';

async function changes(action: string) {
  const { json } = await gateway.request('GET', `/changes?action=${action}`);
  return json.items as {
    target: string;
    reason: string;
    outcome: string;
    by: { name: string; door: string };
  }[];
}

it('shows the letters by their cause, on the API and the command line', async () => {
  await put(
    letter({ url: 'https://tribune.example/a', at: '2026-03-01T00:00:00.000Z' }),
    letter({ url: 'https://tribune.example/b', at: '2026-03-02T00:00:00.000Z' }),
    letter({ url: 'https://herald.example/a' }),
    letter({ url: 'https://tribune.example/c', code: 'schema_mismatch', origin: '/url: must be string' }),
  );
  expect((await groups()).map(({ host, count }) => [host, count])).toEqual(
    expect.arrayContaining([
      ['tribune.example', 2],
      ['herald.example', 1],
      ['tribune.example', 1],
    ]),
  );
  const [largest] = await groups();
  const { status, json } = await gateway.request('GET', `/dead-letters/groups/${largest?.id}`);
  expect([status, json]).toEqual([
    200,
    expect.objectContaining({
      ...{ service: 'parser', stage: 'parse', code: 'TypeError', origin: 'readTitle x.js:4', version: '1.0' },
      ...{ count: 2, releasable: 2 },
      firstSeenAt: '2026-03-01T00:00:00.000Z',
      lastSeenAt: '2026-03-02T00:00:00.000Z',
    }),
  ]);
  expect(json.samples.map((sample: { articleId: string }) => sample.articleId)).toEqual(
    ['b', 'a'].map((path) => articleIdOf(`https://tribune.example/${path}`)),
  );
  const listed = await gateway.request('GET', `/dead-letters?group=${largest?.id}&limit=1`);
  expect(checkAgainst(API_SCHEMAS.DeadLetterPage, listed.json)).toMatchObject({ ok: true });
  expect([listed.json.items.length, listed.json.total]).toEqual([1, 2]);
  expect((await gateway.cli('dead-letters', 'groups')).out).toMatch(
    new RegExp(`^${largest?.id} +2 +parser +parse +TypeError +1.0 +tribune.example `, 'm'),
  );
  expect((await gateway.cli('dead-letters', 'show', largest?.id ?? '')).out).toContain(
    '2, of which 2 can be put back',
  );
  expect((await gateway.cli('dead-letters', 'show', '0000000000000000')).code).toBe(1);
});

it('releases a group and leaves the others, and the audit log says who did it', async () => {
  const [mine, other] = ['https://one.example/a', 'https://two.example/a'];
  await put(letter({ url: mine }), letter({ url: other }), letter({ url: `${mine}2` }));
  const id = await groupOf('one.example');
  const release = () =>
    gateway.request('POST', `/dead-letters/groups/${id}/release`, {
      body: { reason: 'the parser is mended' },
    });
  expect((await release()).json).toEqual({ settled: 2, stuck: 0 });
  expect([await timesBack(mine), await timesBack(`${mine}2`), await timesBack(other)]).toEqual([1, 1, 0]);
  expect((await groups()).map(({ host }) => host)).toEqual(['two.example']);
  const outcomes = (await messagesOf(topics.outcomes.name)).map(
    ({ value }) => JSON.parse(String(value)) as StageOutcome,
  );
  expect(outcomes.filter(({ articleId }) => articleId === articleIdOf(mine))).toMatchObject([
    { stage: 'replay', outcome: 'emitted' },
  ]);
  expect((await release()).status).toBe(404);
  expect(await changes('dead_letters.release')).toMatchObject([
    { target: id, outcome: 'refused' },
    { target: id, outcome: 'done', reason: 'the parser is mended', by: { door: 'api' } },
  ]);
});

it('releases one letter', async () => {
  const [mine, other] = ['https://three.example/a', 'https://three.example/b'];
  await put(letter({ url: mine }), letter({ url: other }));
  const { json } = await gateway.request('GET', '/dead-letters');
  const { id } = json.items.find((item: { articleId: string }) => item.articleId === articleIdOf(mine));
  const { code, err } = await gateway.cli('dead-letters', 'release', id);
  expect([code, err]).toEqual([0, '1 dead letters are back on their topics']);
  expect([await timesBack(mine), await timesBack(other)]).toEqual([1, 0]);
});

it('gives letters up with a reason, and never without one', async () => {
  const url = 'https://four.example/a';
  await put(letter({ url }), letter({ url: 'https://five.example/a' }));
  const id = await groupOf('four.example');
  const discard = (body: object) => gateway.request('POST', `/dead-letters/groups/${id}/discard`, { body });
  expect((await discard({})).status).toBe(400);
  expect((await gateway.cli('dead-letters', 'discard', id)).code).toBe(64);
  expect((await discard({ reason: 'a test page' })).json).toEqual({ settled: 1, stuck: 0 });
  expect(await timesBack(url)).toBe(0);
  expect((await groups()).map(({ host }) => host)).toEqual(['five.example']);
  expect((await changes('dead_letters.discard'))[0]).toMatchObject({ target: id, reason: 'a test page' });
});

it('says that a letter without its original cannot be put back', async () => {
  await put(letter({ url: 'https://six.example/a', headers: { [dl.omitted]: '9000000' } }));
  const id = await groupOf('six.example');
  expect((await gateway.request('POST', `/dead-letters/groups/${id}/release`)).status).toBe(409);
  expect((await gateway.cli('dead-letters', 'release', id)).code).toBe(1);
  expect((await gateway.cli('dead-letters', 'discard', id, '--reason', 'too large')).code).toBe(0);
  expect(await groups()).toEqual([]);
});

it('changes one after the other what is asked for at once', async () => {
  const hosts = ['a', 'b', 'c'].map((name) => `${name}.seven.example`);
  await put(...hosts.map((host) => letter({ url: `https://${host}/` })));
  const ids = await Promise.all(hosts.map(groupOf));
  const answers = await Promise.all(
    ids.map((id) => gateway.request('POST', `/dead-letters/groups/${id}/release`)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await Promise.all(hosts.map((host) => timesBack(`https://${host}/`)))).toEqual([1, 1, 1]);
});

it('tries a group again by itself when the version of its service changes, once for each version', async () => {
  const url = 'https://eight.example/a';
  const { database } = gateway;
  const now = () => new Date();
  const retry = () =>
    retryGroups({
      quarantine: new Quarantine(gateway.client, gateway.names, now),
      versions: database.serviceVersions,
      retries: database.groupRetries,
      log: new ChangeLog(database.operatorChanges, now),
      now,
      onRetry: () => undefined,
    });
  await put(letter({ url }));
  await database.serviceVersions.started('parser', '1.0');
  await retry();
  expect(await timesBack(url)).toBe(0);
  await database.serviceVersions.started('parser', '1.1');
  await retry();
  expect(await timesBack(url)).toBe(1);
  expect(await changes('dead_letters.release')).toMatchObject([
    { by: { name: 'dateline', door: 'schedule' }, outcome: 'done' },
  ]);
  // A replica of the old version may still run, and fail at it again.
  await put(letter({ url }));
  await retry();
  expect(await timesBack(url)).toBe(1);
  await put(letter({ url, version: '1.1' }));
  await retry();
  expect(await timesBack(url)).toBe(1);
});

it('shows the causes as a metric', async () => {
  await put(letter({ url: 'https://nine.example/a' }), letter({ url: 'https://nine.example/b' }));
  const lines = await eventually(async () => {
    const found = (await gateway.registry.metrics()).split('\n');
    return found.some((line) => line.startsWith('dateline_dead_letter_groups{')) ? found : undefined;
  });
  expect(lines).toContain('dateline_dead_letter_groups{service="parser"} 1');
});
