import { topics, type ArticleRecord, type ClusterRecord } from '@dateline/contracts';
import { eventually, infrastructure, readTopic, ScriptedServer, stopServices } from '@dateline/testing';
import { articleIdOf } from '@dateline/article';
import { letDaysPass, openDatabase } from './days.js';
import { feedOf, pageOf, Pipeline, type Audit } from './pipeline.js';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const ENDS = [
  'The ferry office wants to look at the matter again before the winter.',
  'A reader of ours had asked for it since the summer, and was not answered.',
  'Nothing of it was heard from the harbour, whose lights were out all night.',
  'Those who were there remember the day otherwise, and said so to this paper.',
];

afterAll(stopServices);

/** A story as the outlet of this number prints it: under a headline of its own, with an end of its own. */
const print = (story: number, outlet: number) =>
  pageOf(story)
    .replaceAll(/Report \d+ on/g, `Outlet ${outlet} tells of`)
    .replace('</article>', `<p>${ENDS[outlet] ?? ''}</p></article>`);

it('honours an operator’s merge and split of clusters in what is decided and fetched later', async () => {
  const { kafkaBrokers, mongodbUri } = infrastructure();
  const outlet = await ScriptedServer.start();
  const pipeline = Pipeline.prepare({ kafkaBrokers, mongodbUri });
  pipeline.env['PAGE_RECHECK_DAYS'] = '7';
  const database = await openDatabase(mongodbUri, pipeline.env['MONGODB_DB'] ?? '');
  let expected = 0;
  const publish = async (...paths: [path: string, body: string][]) => {
    for (const [path, body] of paths) {
      outlet.route(path, { headers: HTML, body });
      const feed = feedOf([outlet.url(path)]);
      outlet.route(`${path}.xml`, { headers: { 'content-type': 'application/rss+xml' }, body: feed });
      await pipeline.addFeed(outlet.url(`${path}.xml`));
      expected += 1;
      expect(await pipeline.settled(expected)).toMatchObject({ balanced: true });
    }
  };
  const article = (path: string) =>
    pipeline.get<ArticleRecord>(`/articles/${encodeURIComponent(outlet.url(path))}`);
  const clusterOf = async (path: string) => (await article(path)).clusterId ?? '';
  const cluster = (id: string) => pipeline.get<ClusterRecord>(`/clusters/${id}`);
  const together = (paths: string[], id: string) =>
    eventually(
      async () => (await Promise.all(paths.map(clusterOf))).every((found) => found === id && found !== ''),
      { timeoutMs: 30_000, what: `${paths.join(' ')} to stand in ${id}` },
    );
  const order = async (id: string, action: string, body: object) => {
    const response = await pipeline.ask(`/clusters/${id}/${action}`, {
      method: 'POST',
      body: { ...body, reason: 'the desk says so', requestedBy: 'desk' },
    });
    expect(response.status).toBe(202);
    return ((await response.json()) as { clusterId: string }).clusterId;
  };
  try {
    await pipeline.start();
    await publish(['/a0', print(1, 0)], ['/a1', print(1, 1)], ['/b0', print(2, 0)], ['/b1', print(2, 1)]);
    const [first, second] = [await clusterOf('/a1'), await clusterOf('/b1')];
    expect(first).not.toBe(second);
    await together(['/a0', '/a1'], first);
    await together(['/b0', '/b1'], second);

    await order(second, 'merge', { into: first });
    await together(['/a0', '/a1', '/b0', '/b1'], first);
    expect(await cluster(second)).toMatchObject({ mergedInto: first, size: 0 });
    await publish(['/b2', print(2, 2)]);
    await together(['/b2'], first);

    const apart = await order(first, 'split', { articles: [outlet.url('/a1')] });
    await together(['/a1'], apart);
    // What is fetched of it later, and what comes later of its story, brings it not back.
    outlet.route('/a1', {
      headers: HTML,
      body: print(1, 1).replace('</article>', `<p>${ENDS[3]}</p></article>`),
    });
    await letDaysPass(database, [articleIdOf(outlet.url('/a1'))], 7);
    await eventually(async () => (await article('/a1')).version === 2, {
      timeoutMs: 30_000,
      what: 'a revision',
    });
    await publish(['/a2', print(1, 2)]);
    await eventually(async () => [first, apart].includes(await clusterOf('/a2')), {
      what: 'the latest copy',
    });
    await together(['/a1'], apart);
    await together(['/a0', '/b0', '/b1', '/b2'], first);

    const topic = pipeline.prefix + topics.clusters.name;
    const published = await readTopic({ brokers: kafkaBrokers, topic });
    const latest = new Map(
      published.map(({ key, value }) => [key, JSON.parse(String(value)) as ClusterRecord]),
    );
    expect([...latest.keys()].sort()).toEqual([first, second, apart].sort());
    for (const [id, record] of latest) expect(record).toEqual(await cluster(String(id)));
    expect(latest.get(first)).toMatchObject({
      separated: [articleIdOf(outlet.url('/a1'))],
      orders: [{ kind: 'merge' }, { kind: 'split', requestedBy: 'admin' }],
    });
    const scored = latest.get(first)?.members.filter(({ of }) => of !== null) ?? [];
    for (const { score, rule } of scored) {
      expect(score).toBeGreaterThan(0.25);
      expect(rule).toMatch(/^(?:jaccard|containment) \d/);
    }
    expect(await pipeline.get<Audit>('/audit')).toMatchObject({ balanced: true, problems: [] });
  } finally {
    await database.close();
    await pipeline.stop();
    await outlet.stop();
  }
}, 300_000);
