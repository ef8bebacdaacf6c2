import { events, type ArticleDeduplicated, type ClusterChange } from '@dateline/contracts';
import type { StageResult } from '@dateline/messaging';
import { Database } from '@dateline/storage';
import { dropTestDatabase, eventually, infrastructure, testDatabase } from '@dateline/testing';
import { at, parsed, sentenceOf, stageOn, textOf } from './parsed-articles.js';
import { changesOf, settleClusters } from './settle-clusters.js';

const { mongodbUri } = infrastructure();
const dbName = testDatabase();
const now = at(100);
let database: Database;

beforeAll(async () => {
  database = Database.open({ uri: mongodbUri, dbName, appName: 'orders', log: () => undefined });
  await eventually(() => database.connected, { what: 'MongoDB' });
  await database.migrate();
});
afterAll(async () => {
  await database.close();
  await dropTestDatabase(mongodbUri, dbName);
});

const order = { reason: 'another story', requestedBy: 'operator' };
const idOf = (message: ReturnType<typeof parsed>) => message.event.data.articleId;
const deduplicated = ([result]: StageResult[]) =>
  (result?.events ?? []).find(({ type }) => type === events.articleDeduplicated.type)
    ?.data as ArticleDeduplicated;
const clusterOf = async (articleId: string) =>
  (await database.dedup.statesOf([articleId])).get(articleId)?.clusterId ?? null;
const membersOf = async (clusterId: string | null) =>
  (await database.clusters.get(clusterId ?? ''))?.members.map(({ articleId }) => articleId).sort() ?? [];

/** A story as an outlet prints it: mostly the same, with an end of its own. */
const fingerprint = (story: string, outlet: string) =>
  parsed({
    url: `https://${outlet}.example/${story}`,
    body: `${textOf(story)} ${sentenceOf(`${story} ${outlet}`, 50)}`,
    publishedAt: at('abcdef'.indexOf(outlet)),
  });

/** Each message alone, with the changes of clusters that follow from it, as the topics carry them. */
async function decide(...messages: ReturnType<typeof parsed>[]): Promise<StageResult[]> {
  const results: StageResult[] = [];
  for (const message of messages) {
    const [result] = await stageOn(database.dedupAs()).run([message], now);
    results.push(result!);
    await settleClusters(database, changesOf([result!]));
  }
  return results;
}

const carryOut = (clusterId: string, change: ClusterChange['change']) =>
  settleClusters(database, [{ clusterId, change, at: now.toISOString() }]);

it('keeps an article that was split off apart from later decisions and replays', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((outlet) => fingerprint('split', outlet)) as [
    ReturnType<typeof parsed>,
    ReturnType<typeof parsed>,
    ReturnType<typeof parsed>,
  ];
  await decide(a, b, c);
  const clusterId = (await clusterOf(idOf(a))) ?? '';
  expect(await membersOf(clusterId)).toEqual([a, b, c].map(idOf).sort());

  await carryOut(clusterId, { kind: 'split', articleIds: [idOf(b)], newClusterId: 'set-apart', ...order });
  expect(await clusterOf(idOf(b))).toBe('set-apart');
  expect(await membersOf(clusterId)).toEqual([a, c].map(idOf).sort());

  // The transaction that decided it comes again, and so does the event at another place.
  await decide(b, { ...b, position: { ...b.position, offset: '900001' } });
  // A revision of it, and a replay of its page, are decided anew.
  const revised = parsed({
    url: 'https://b.example/split',
    body: `${textOf('split')} ${sentenceOf('revised', 1)}`,
  });
  const replayed = parsed({
    url: 'https://b.example/split',
    body: `${textOf('split')} ${sentenceOf('revised', 1)}`,
  });
  replayed.event.data.replay = { baseVersion: 2, requestedAt: now.toISOString() };
  const [revision] = await decide(revised, replayed);
  expect(deduplicated([revision!])).toMatchObject({ decision: 'revision', clusterId: 'set-apart' });
  expect(await clusterOf(idOf(b))).toBe('set-apart');
  expect(await membersOf(clusterId)).toEqual([a, c].map(idOf).sort());
  expect(await membersOf('set-apart')).toEqual([idOf(b)]);

  // A later copy of what was split off joins the new cluster, one of the rest joins the old one.
  const later = parsed({
    url: 'https://d.example/split',
    body: `${sentenceOf('revised', 1)} ${textOf('split')} ${sentenceOf('revised', 1)} ${sentenceOf('split b', 50)}`,
    publishedAt: at(50),
  });
  const [joined] = await decide(later);
  const { dedupe, clusterId: into } = deduplicated([joined!]);
  expect(into).toBe(await clusterOf(dedupe.duplicateOf ?? ''));
  expect(await membersOf(into)).toContain(idOf(later));
});

it('leads who comes to a merged cluster on to the other one, also when it was decided before', async () => {
  const one = ['a', 'b'].map((outlet) => fingerprint('merge one', outlet));
  const two = ['a', 'b'].map((outlet) => fingerprint('merge two', outlet));
  await decide(...one, ...two);
  const [from, into] = [await clusterOf(idOf(one[0]!)), await clusterOf(idOf(two[0]!))] as [string, string];
  expect(from).not.toBe(into);
  await carryOut(from, { kind: 'merge', into, ...order });
  const all = [...one, ...two].map(idOf).sort();
  expect(await membersOf(into)).toEqual(all);

  const late = fingerprint('merge one', 'c');
  // Decided before the order, carried out after it: the join names the old cluster.
  const [result] = await decide(one[1]!, late);
  expect(result).toBeDefined();
  expect(await clusterOf(idOf(late))).toBe(into);
  expect(await membersOf(into)).toEqual([...all, idOf(late)].sort());
  expect(await database.clusters.get(from)).toMatchObject({ mergedInto: into, size: 0, members: [] });
});
