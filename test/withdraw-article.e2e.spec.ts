import { events, topics, type ArticleRecord } from '@dateline/contracts';
import { eventually, infrastructure, readTopic, ScriptedServer, stopServices } from '@dateline/testing';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import mongoose from 'mongoose';
import { feedOf, pageOf, Pipeline } from './pipeline.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const SECRET = 'kestrelwharf';

afterAll(stopServices);

/** A page with a word that stands nowhere else. */
const secretPage = (n: number, more = '') =>
  (more ? pageOf(n).replaceAll(/Report \d+ on/g, 'Another headline for') : pageOf(n))
    .replace('stood on the quay', `stood by ${SECRET} on the quay`)
    .replace('</article>', `<p>${more}</p></article>`);

it('retracts, splits a cluster, and erases an article so that its text is found nowhere', async () => {
  const { kafkaBrokers, mongodbUri } = infrastructure();
  const outlet = await ScriptedServer.start();
  const pages = [
    ['/first', secretPage(1)],
    // The same text at another address, and a longer reprint of it.
    ['/mirror', secretPage(1)],
    [
      '/reprint',
      secretPage(
        1,
        'A paragraph that the first outlet does not have, on the weather and the tides of the week.',
      ),
    ],
    ['/other', pageOf(2)],
  ] as const;
  const urls = pages.map(([path]) => outlet.url(path));
  for (const [path, body] of pages)
    outlet.route(path, { headers: { 'content-type': 'text/html; charset=utf-8' }, body });
  outlet.route('/feed.xml', { headers: { 'content-type': 'application/rss+xml' }, body: feedOf(urls) });
  const pipeline = Pipeline.prepare({ kafkaBrokers, mongodbUri });
  const connection = await mongoose
    .createConnection(mongodbUri, { dbName: pipeline.env['MONGODB_DB'] ?? '' })
    .asPromise();
  const cli = (...args: string[]) =>
    execFileSync(process.execPath, ['--no-warnings', `${root}services/gateway/dist/cli/main.js`, ...args], {
      env: { PATH: process.env['PATH'] ?? '', ...pipeline.env },
      encoding: 'utf8',
    });
  const article = (url: string) => pipeline.get<ArticleRecord>(`/articles/${encodeURIComponent(url)}`);
  try {
    await pipeline.start();
    await pipeline.addFeed(outlet.url('/feed.xml'));
    const audit = await pipeline.settled(urls.length);
    expect(audit).toMatchObject({ balanced: true, totals: { indexed: 3, duplicate: 1 } });
    const { items } = await pipeline.get<{ items: ArticleRecord[] }>('/articles');
    const story = items.filter(({ articleBody }) => articleBody?.includes(SECRET));
    expect(story).toHaveLength(2);
    const clusterId = story.find((a) => a.clusterId)?.clusterId ?? '';
    // Both learn of the cluster, and the original of its mirror, by notes that make no version.
    await eventually(
      async () => {
        const records = await Promise.all(story.map(({ url }) => article(url)));
        const seen = records.flatMap(({ alsoSeenIn }) => alsoSeenIn);
        return records.every((r) => r.clusterId === clusterId && r.version === 1) && seen.length === 1;
      },
      { what: 'notes' },
    );

    const [, split] = story as [ArticleRecord, ArticleRecord];
    cli('clusters', 'split', clusterId, split.url, '--reason', 'another story');
    await eventually(async () => (await article(split.url)).clusterId !== clusterId, { what: 'the split' });

    cli('retract', split.url, '--reason', 'wrong');
    await eventually(async () => (await article(split.url)).status === 'canceled', {
      what: 'the retraction',
    });

    for (const { url } of story) cli('erase', url, '--reason', 'court order');
    await eventually(
      async () => (await connection.collection('articles').countDocuments({ erased: true })) === 2,
      { what: 'the erasures' },
    );
    const tombstones = async () =>
      (await readTopic({ brokers: kafkaBrokers, topic: pipeline.prefix + topics.articles.name })).filter(
        (m) => m.value === null,
      ).length;
    await eventually(async () => (await tombstones()) === 2, { what: 'tombstones' });

    await eventually(async () => (await holders(connection)).length === 0, {
      what: 'no collection with the text',
    });
    expect(await holders(connection)).toEqual([]);
    for (const topic of [topics.articles, topics.clusters]) {
      const latest = new Map(
        (await readTopic({ brokers: kafkaBrokers, topic: pipeline.prefix + topic.name })).map((m) => [
          m.key,
          m,
        ]),
      );
      expect([...latest.values()].filter((m) => String(m.value ?? '').includes(SECRET))).toEqual([]);
    }
    const types = (
      await readTopic({ brokers: kafkaBrokers, topic: pipeline.prefix + topics.articles.name })
    ).map((m) => m.headers['ce_type']);
    expect(types).toContain(events.articleAnnotated.type);
    expect(types).toContain(events.articleRetracted.type);
    expect(types.filter((type) => type === events.articleErased.type)).toHaveLength(2);
  } finally {
    await connection.close();
    await pipeline.stop();
    await outlet.stop();
  }
});

/** Collections in which any document holds the word, also in compressed pages. */
async function holders(connection: mongoose.Connection): Promise<string[]> {
  const collections = await connection.listCollections();
  const found = await Promise.all(
    collections.map(async ({ name }) => {
      const documents = await connection.collection(name).find({}, { promoteBuffers: true }).toArray();
      return documents.some((document) => textOf(document).includes(SECRET)) ? [name] : [];
    }),
  );
  return found.flat().sort();
}

function textOf(document: Record<string, unknown>): string {
  const { gzip } = document;
  const page = Buffer.isBuffer(gzip) ? gunzipSync(gzip).toString('utf8') : '';
  return `${JSON.stringify(document)} ${page}`;
}
