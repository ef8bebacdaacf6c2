import { articleIdOf } from '@dateline/article';
import {
  checkAgainst,
  deadLetterHeaders as dl,
  deadLetterTopicOf,
  events,
  topics,
  type StageOutcome,
} from '@dateline/contracts';
import { eventually, readTopic, type TopicMessage } from '@dateline/testing';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { startInstallation, type Installation } from './fixtures/gateway-installation.js';
import { sampleTrace } from './fixtures/sample-records.js';

let gateway: Installation;
let folder: string;
const seen = new Set<string>();
beforeAll(async () => {
  gateway = await startInstallation();
  await gateway.prepare();
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  await gateway.emptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'dateline-cli-'));
});
afterEach(async () => {
  for (const topic of [topics.fetched, topics.outcomes, topics.withdrawn])
    for (const message of await messagesOf(topic.name)) seen.add(keyOf(topic.name, message));
  await rm(folder, { recursive: true });
});

const keyOf = (topicName: string, { partition, offset }: TopicMessage) =>
  `${topicName}/${partition}/${offset}`;

/** What this test has brought to a topic. A transaction shows a moment after its commit was answered: `atLeast` waits for it. */
function messagesOf(topicName: string, atLeast = 0): Promise<TopicMessage[]> {
  const read = async () => {
    const all = await readTopic({ brokers: gateway.brokers, topic: gateway.names.topic(topicName) });
    const found = all.filter((message) => !seen.has(keyOf(topicName, message)));
    return found.length >= atLeast ? found : undefined;
  };
  return eventually(read, { what: `${atLeast} messages in ${topicName}` });
}
const jsonOf = (message: TopicMessage) => JSON.parse(String(message.value));

const PAGE = `<!doctype html><html lang="en"><head><title>Harbour reopens</title>
<link rel="canonical" href="https://tribune.example/news/harbour?utm_source=x"></head>
<body><h1>Harbour reopens</h1><p>${'Boats went out at dawn after months of repairs. '.repeat(10)}</p></body></html>`;

describe('import', () => {
  it('stores the page as it came and publishes it with its outcome', async () => {
    await mkdir(join(folder, 'b'));
    await writeFile(join(folder, 'a.html'), PAGE);
    await writeFile(join(folder, 'b', 'c.txt'), 'Bridge opens\n\nThe bridge opened.');
    const options = ['--published', '2026-03-03', '--feed-id', 'archive', '--json'];
    const { code, out, err } = await gateway.cli('import', folder, ...options);
    expect([code, err]).toEqual([0, '2 of 2 files imported']);

    const text = Buffer.from('Bridge opens\n\nThe bridge opened.');
    const textUrl = `https://import.invalid/${createHash('sha256').update(text).digest('hex')}`;
    const url = 'https://tribune.example/news/harbour?utm_source=x';
    expect(JSON.parse(out)).toMatchObject([
      { file: join(folder, 'a.html'), articleId: articleIdOf('https://tribune.example/news/harbour'), url },
      { file: join(folder, 'b', 'c.txt'), articleId: articleIdOf(textUrl), url: textUrl },
    ]);

    const fetched = await messagesOf(topics.fetched.name, 2);
    const byUrl = new Map(fetched.map((message) => [jsonOf(message).url, message]));
    expect([...byUrl.keys()].sort()).toEqual([textUrl, url].sort());
    for (const message of fetched) {
      expect(checkAgainst(events.articleFetched.schema, jsonOf(message))).toMatchObject({ ok: true });
      expect(jsonOf(message)).toMatchObject({
        origin: 'import',
        feedId: 'archive',
        entry: { publishedAt: '2026-03-03T00:00:00.000Z' },
      });
    }
    const { fetch, page } = jsonOf(byUrl.get(url)!);
    expect(gunzipSync(Buffer.from(page.data, 'base64')).toString()).toBe(PAGE);
    expect(fetch).toMatchObject({ contentType: 'text/html', status: null, rawRef: page.sha256 });
    const raw = await gateway.database.rawPages.get(page.sha256);
    expect(gunzipSync(raw!.gzip).toString()).toBe(PAGE);

    const outcomes = (await messagesOf(topics.outcomes.name, 2)).map((m) => jsonOf(m) as StageOutcome);
    expect(outcomes).toHaveLength(2);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({
        stage: 'import',
        outcome: 'emitted',
        service: 'gateway',
        feedId: 'archive',
      });
    expect(outcomes.map((o) => o.eventId).sort()).toEqual(fetched.map((m) => m.headers['ce_id']).sort());
  });

  it('gives the same event for the same file, and another for another address', async () => {
    const file = join(folder, 'a.html');
    await writeFile(file, PAGE);
    await gateway.cli('import', file);
    await gateway.cli('import', file);
    await gateway.cli('import', file, '--url', 'https://gazette.example/copy');
    const ids = (await messagesOf(topics.fetched.name, 3)).map(
      (m) => `${jsonOf(m).url} ${m.headers['ce_id']}`,
    );
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
  });

  it('puts several files under the address that is given', async () => {
    await writeFile(join(folder, 'a b.html'), PAGE);
    await writeFile(join(folder, 'c.html'), PAGE);
    const { out } = await gateway.cli('import', folder, '--url', 'https://archive.example/2026/', '--json');
    expect((JSON.parse(out) as { url: string }[]).map((row) => row.url)).toEqual([
      'https://archive.example/2026/a%20b.html',
      'https://archive.example/2026/c.html',
    ]);
  });

  it('rejects a page that does not fit the topic, in the ledger too', async () => {
    const noise = Buffer.from(
      Array.from({ length: 300_000 }, (_, i) =>
        createHash('sha256').update(String(i)).digest('hex').slice(0, 32),
      ).join(''),
    );
    await writeFile(join(folder, 'large.txt'), noise);
    const { code, out } = await gateway.cli('import', join(folder, 'large.txt'));
    expect(code).toBe(1);
    expect(out).toMatch(/large\.txt +[0-9a-f]{64} +too large$/m);
    expect(await messagesOf(topics.fetched.name)).toEqual([]);
    const [outcome] = (await messagesOf(topics.outcomes.name, 1)).map((m) => jsonOf(m) as StageOutcome);
    expect(outcome).toMatchObject({ stage: 'import', outcome: 'rejected', reason: 'too_large', emitted: [] });
  });

  it('waits until each file has come to its end, and prints it', async () => {
    const file = join(folder, 'a.html');
    await writeFile(file, PAGE);
    const waiting = gateway.cli('import', file, '--wait', '--timeout', '60');
    const message = await eventually(async () => (await messagesOf(topics.fetched.name))[0]);
    const eventId = message.headers['ce_id']!;
    const step = {
      key: `import:${eventId}`,
      stage: 'import',
      outcome: 'emitted',
      reason: null,
      detail: null,
      duplicateOf: null,
      eventId,
      attempts: 1,
      service: 'gateway',
      version: '1',
      at: new Date(),
    };
    const { articleId, url } = jsonOf(message);
    const trace = {
      ...sampleTrace(url),
      articleId,
      state: 'duplicate' as const,
      reason: 'same_content',
      duplicateOf: 'f'.repeat(64),
      stage: 'deduplicate',
      steps: [step],
    };
    await gateway.database.ledger.saveMany([{ trace, expectedRev: null }]);
    const { code, out } = await waiting;
    expect(code).toBe(0);
    expect(out).toContain(`duplicate of ${'f'.repeat(64)} (same_content), by deduplicate`);
  });

  it('ends with 1 when a file did not get through in time', async () => {
    const file = join(folder, 'a.html');
    await writeFile(file, PAGE);
    const { code, out } = await gateway.cli('import', file, '--wait', '--timeout', '0.5');
    expect(code).toBe(1);
    expect(out).toContain('not in the ledger yet');
  });

  it('refuses an address that is none, and a file that is not there', async () => {
    const file = join(folder, 'a.html');
    await writeFile(file, PAGE);
    expect(await gateway.cli('import', file, '--url', 'harbour')).toMatchObject({ code: 1 });
    expect(await gateway.cli('import', join(folder, 'missing.html'))).toMatchObject({ code: 2 });
    expect(await messagesOf(topics.fetched.name)).toEqual([]);
  });
});

describe('dead-letters', () => {
  afterEach(() => gateway.cli('dead-letters', '--replay'));

  const ARTICLES = ['a', 'b', 'c'].map((path) => articleIdOf(`https://tribune.example/${path}`));
  const letter = (key: string | null, code: string, more: Record<string, string> = {}) => ({
    key,
    value: Buffer.from([0xff, 0x00, 0x7b]),
    headers: {
      ce_id: `event-${code}`,
      ce_type: 'news.article.fetched.v1',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      [dl.code]: code,
      [dl.cause]: `PermanentError: ${code}`,
      [dl.stage]: 'parse',
      [dl.service]: 'parser',
      [dl.version]: '0.1.0',
      [dl.attempts]: '2',
      [dl.at]: '2026-03-03T09:05:07.000Z',
      [dl.topic]: gateway.names.topic(topics.fetched.name),
      [dl.partition]: '0',
      [dl.offset]: '4',
      [dl.timestamp]: '1772528707000',
      ...more,
    },
  });

  async function put(service: string, ...letters: ReturnType<typeof letter>[]) {
    const producer = gateway.client.producer();
    await producer.connect();
    await producer.send({ topic: gateway.names.topic(deadLetterTopicOf(service)), messages: letters });
    await producer.disconnect();
  }
  const list = async (...args: string[]) =>
    JSON.parse((await gateway.cli('dead-letters', '--json', ...args)).out) as {
      code: string;
      articleId: string | null;
    }[];

  it('are listed from all services with cause and article', async () => {
    expect(await gateway.cli('dead-letters')).toMatchObject({ code: 0, out: 'no dead letters' });
    await put('parser', letter(ARTICLES[0]!, 'TypeError'), letter(null, 'malformed_json'));
    await put(
      'indexer',
      letter(ARTICLES[1]!, 'schema_mismatch', { [dl.service]: 'indexer', [dl.stage]: 'index' }),
    );
    const { out } = await gateway.cli('dead-letters');
    expect(out).toMatch(
      new RegExp(`^2026-03-03T09:05:07.000Z +parser +parse +TypeError +2 +${ARTICLES[0]} `, 'm'),
    );
    expect(await list()).toHaveLength(3);
    expect(await list('--service', 'indexer')).toMatchObject([
      { code: 'schema_mismatch', articleId: ARTICLES[1] },
    ]);
    expect(await list('--code', 'malformed_json')).toMatchObject([{ articleId: null }]);
    expect(await messagesOf(topics.fetched.name)).toEqual([]);
  });

  it('go back to their topic with original bytes and headers; those not asked for stay', async () => {
    await put(
      'parser',
      letter(ARTICLES[0]!, 'keep'),
      letter(ARTICLES[1]!, 'again'),
      letter(null, 'again'),
      letter(ARTICLES[2]!, 'keep'),
    );
    const { code, err } = await gateway.cli('dead-letters', '--replay', '--code', 'again');
    expect([code, err]).toEqual([0, '2 dead letters are back on their topics, 2 stay']);

    const back = await messagesOf(topics.fetched.name, 2);
    expect(back).toHaveLength(2);
    for (const message of back) {
      expect(message.value).toEqual(Buffer.from([0xff, 0x00, 0x7b]));
      expect(message.headers).toEqual({
        ce_id: 'event-again',
        ce_type: 'news.article.fetched.v1',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      });
    }
    const outcomes = (await messagesOf(topics.outcomes.name)).map((m) => jsonOf(m) as StageOutcome);
    expect(outcomes).toMatchObject([
      {
        articleId: ARTICLES[1],
        stage: 'replay',
        outcome: 'emitted',
        emitted: ['event-again'],
        detail: 'parse: again',
      },
    ]);
    expect(checkAgainst(events.stageOutcome.schema, outcomes[0])).toMatchObject({ ok: true });

    expect((await list()).map((l) => [l.code, l.articleId]).sort()).toEqual(
      [
        ['keep', ARTICLES[0]],
        ['keep', ARTICLES[2]],
      ].sort(),
    );
    expect((await gateway.cli('dead-letters', '--replay', '--code', 'again')).err).toContain(
      '0 dead letters',
    );
    expect((await gateway.cli('dead-letters', '--replay')).err).toBe(
      '2 dead letters are back on their topics, 0 stay',
    );
    expect(await messagesOf(topics.fetched.name, 4)).toHaveLength(4);
    expect(await list()).toEqual([]);
    expect((await gateway.cli('dead-letters', '--replay')).err).toBe(
      '0 dead letters are back on their topics, 0 stay',
    );
  });

  it('of the ledger and of withdrawals leave the state of the article alone', async () => {
    await put(
      'indexer',
      letter(ARTICLES[0]!, 'x', {
        [dl.service]: 'indexer',
        [dl.stage]: 'withdraw',
        [dl.topic]: gateway.names.topic(topics.withdrawn.name),
      }),
    );
    await gateway.cli('dead-letters', '--replay');
    expect(await messagesOf(topics.withdrawn.name, 1)).toHaveLength(1);
    expect(await messagesOf(topics.outcomes.name)).toEqual([]);
  });

  it('go back once when two replays run at the same time', async () => {
    await put(
      'parser',
      ...Array.from({ length: 250 }, (_, i) => letter(articleIdOf(`https://x.example/${i}`), 'again')),
    );
    await Promise.all([gateway.cli('dead-letters', '--replay'), gateway.cli('dead-letters', '--replay')]);
    await gateway.cli('dead-letters', '--replay');
    const back = await messagesOf(topics.fetched.name, 250);
    expect(back).toHaveLength(250);
    expect(new Set(back.map((m) => m.key)).size).toBe(250);
  });

  it('of a topic that is none of ours stay', async () => {
    await put('parser', letter(ARTICLES[0]!, 'x', { [dl.topic]: 'somewhere.else' }));
    expect((await gateway.cli('dead-letters', '--replay')).err).toBe(
      '0 dead letters are back on their topics, 1 stay',
    );
    expect(await list()).toHaveLength(1);
  });
});

describe('feeds', () => {
  it('are added, listed, paused, resumed, imported and removed', async () => {
    const url = 'https://tribune.example/feed.xml';
    expect(await gateway.cli('feeds', 'add', url, 'ftp://x', '--title', 'Tribune')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/ {2}added {2}https:\/\/tribune\.example\/feed\.xml$/),
      err: 'feeds add: ftp://x is not an http or https address',
    });
    expect((await gateway.cli('feeds', 'add', url)).out).toContain('  known  ');
    expect((await gateway.cli('feeds', 'pause', url, '--reason', 'moving')).code).toBe(0);
    const [paused] = JSON.parse((await gateway.cli('feeds', 'list', '--json')).out);
    expect(paused).toMatchObject({
      state: 'paused',
      stateReason: 'moving',
      title: 'Tribune',
      hostKey: 'tribune.example',
    });
    expect((await gateway.cli('feeds', 'resume', paused.feedId)).code).toBe(0);
    const rules = ['--content', 'feed', '--priority', 'high', '--interval', '900'];
    expect((await gateway.cli('feeds', 'change', url, ...rules)).code).toBe(0);
    const [changed] = JSON.parse((await gateway.cli('feeds', 'list', '--json')).out);
    expect(changed.policy).toMatchObject({ contentFrom: 'feed', priority: 'high', intervalSeconds: 900 });
    expect((await gateway.cli('feeds', 'change', url, '--interval', 'auto')).code).toBe(0);
    expect((await gateway.cli('feeds', 'change', url, '--content', 'nowhere')).code).toBe(64);
    expect((await gateway.cli('feeds', 'change', url)).code).toBe(64);
    await writeFile(
      join(folder, 'list.opml'),
      '<opml><body><outline xmlUrl="https://one.example/rss" text="One"/></body></opml>',
    );
    expect(await gateway.cli('feeds', 'import', join(folder, 'list.opml'))).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 added, 0 known, 0 refused'),
    });
    expect((await gateway.cli('feeds', 'list')).out).toMatch(
      /^\S+ +active +One +https:\/\/one\.example\/rss +0 +0 +- +\S+Z +-$/m,
    );
    expect((await gateway.cli('feeds', 'remove', url)).code).toBe(0);
    expect(await gateway.cli('feeds', 'remove', url)).toMatchObject({
      code: 1,
      err: `feeds: no feed ${url}`,
    });
  });
});

it('says that MongoDB is away, with exit code 2', async () => {
  const alone = await startInstallation({ MONGODB_URI: 'mongodb://desk:word@127.0.0.1:9/?replicaSet=rs0' });
  try {
    const { code, err } = await alone.cli('feeds', 'list');
    expect(code).toBe(2);
    expect(err).toContain('MongoDB does not answer at mongodb://127.0.0.1:9/');
    expect(err).not.toContain('word');
  } finally {
    await alone.stop();
  }
});
