import { events, type ArticleDeduplicated, type ClusterChange } from '@dateline/contracts';
import type { StageMessage, StageResult } from '@dateline/messaging';
import { Database } from '@dateline/storage';
import { dropTestDatabase, eventually, infrastructure, testDatabase } from '@dateline/testing';
import type { ArticleParsed } from '@dateline/contracts';
import type { DeduplicateOptions } from '../src/deduplicate-articles.js';
import { settleClusters } from './settle-clusters.js';
import { at, parsed, sentenceOf, stageOn, textOf } from './parsed-articles.js';

const { mongodbUri } = infrastructure();
const dbName = testDatabase();
const now = at(100);
let replicas: Database[];

const open = () => Database.open({ uri: mongodbUri, dbName, appName: 'race', log: () => undefined });

beforeAll(async () => {
  replicas = [open(), open(), open()];
  for (const database of replicas) await eventually(() => database.connected, { what: 'MongoDB' });
  await replicas[0]!.migrate();
});
afterAll(async () => {
  await Promise.all(replicas.map((database) => database.close()));
  await dropTestDatabase(mongodbUri, dbName);
});

type Messages = StageMessage<ArticleParsed>[];

/** Every replica decides its own messages, all at the same moment. A transaction that must wait comes again, as the runtime does it. */
async function race(parts: Messages[], changes: Partial<DeduplicateOptions> = {}): Promise<StageResult[][]> {
  return Promise.all(
    parts.map(async (messages, i) => {
      const stage = stageOn(replicas[i % replicas.length]!.dedupAs(), changes);
      for (;;) {
        try {
          return await stage.run(messages, now);
        } catch (error) {
          if (!(error instanceof Error) || Reflect.get(error, 'code') !== 'undecided') throw error;
        }
      }
    }),
  );
}

const decisionOf = (result: StageResult | undefined) => {
  const [event] = (result?.events ?? []).filter((e) => e.type === events.articleDeduplicated.type);
  return result?.outcome === 'emitted' ? (event?.data as ArticleDeduplicated).decision : result?.outcome;
};
const nearOf = (result: StageResult | undefined) => {
  const [event] = (result?.events ?? []).filter((e) => e.type === events.articleDeduplicated.type);
  return (event?.data as ArticleDeduplicated | undefined)?.dedupe.duplicateOf ?? null;
};
const joinsOf = (results: StageResult[]) =>
  results.flatMap((r) => (r.events ?? []).filter((e) => e.type === events.clusterChange.type));
const idOf = (messages: Messages, i = 0) => messages[i]!.event.data.articleId;

const ROUNDS = 60;
const near = (n: string) =>
  `${Array.from({ length: 11 }, (_, s) => sentenceOf(n, s)).join(' ')} ${sentenceOf(`${n} end`, 1)}`;

describe('replicas that see copies at the same moment', () => {
  it('let exactly one of two equal texts stand, the earlier where neither was first', async () => {
    const heads: boolean[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const text = { headline: `Storm ${round}`, body: textOf(`equal ${round}`) };
      const early = [parsed({ ...text, url: `https://a.example/${round}`, publishedAt: at(0) })];
      const late = [parsed({ ...text, url: `https://b.example/${round}`, publishedAt: at(30) })];
      const [[one], [two]] = (await race(round % 2 ? [early, late] : [late, early])) as [
        StageResult[],
        StageResult[],
      ];
      expect([decisionOf(one), decisionOf(two)].sort()).toEqual(['duplicate', 'new']);
      const [dropped] = [one, two].filter((r) => r?.outcome === 'duplicate');
      const standing = one === dropped ? two : one;
      const standingId = (standing?.outcome === 'emitted' && standing.events[0]?.subject) || '';
      expect(dropped).toMatchObject({ duplicateOf: standingId, reason: 'same_content' });
      const states = await replicas[2]!.dedup.statesOf([idOf(early), idOf(late)]);
      expect([...states.values()].map((s) => s.phase).sort()).toEqual(['dropped', 'standing']);
      heads.push(standingId === idOf(early));
    }
    expect(heads.filter(Boolean).length).toBeGreaterThan(0);
  });

  it('name exactly one of two near-duplicates after the other', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const early = [
        parsed({ url: `https://a.example/n${round}`, body: textOf(`near ${round}`), publishedAt: at(0) }),
      ];
      const late = [
        parsed({ url: `https://b.example/n${round}`, body: near(`near ${round}`), publishedAt: at(30) }),
      ];
      const [[one], [two]] = (await race([early, late])) as [StageResult[], StageResult[]];
      expect([decisionOf(one), decisionOf(two)].sort()).toEqual(['near_duplicate', 'new']);
      expect([nearOf(one), nearOf(two)].filter((of) => of !== null)).toEqual([
        decisionOf(one) === 'new' ? idOf(early) : idOf(late),
      ]);
    }
  });

  it('lose no article where near-duplicates are dropped', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `policy ${round}`;
      const parts = [textOf(name), near(name), `${near(name)} ${sentenceOf(name, 40)}`].map((body, i) => [
        parsed({ url: `https://${'abc'[i]}.example/p${round}`, body, publishedAt: at(i % 2) }),
      ]);
      const results = (await race(parts, { dropsNear: () => true })).flat();
      expect(results.map(decisionOf).sort()).toEqual(['duplicate', 'duplicate', 'new']);
      const states = await replicas[0]!.dedup.statesOf(parts.map((m) => idOf(m)));
      for (const result of results) {
        if (result.outcome !== 'duplicate') continue;
        let of = result.duplicateOf!;
        for (let hop = 0; states.get(of)?.phase === 'dropped'; hop += 1) {
          expect(hop).toBeLessThan(3);
          of = states.get(of)!.duplicateOf!;
        }
        expect(states.get(of)).toMatchObject({ phase: 'standing' });
      }
    }
  });

  it('come to one cluster of a story that six outlets print at once', async () => {
    for (let round = 0; round < 40; round += 1) {
      const name = `story ${round}`;
      const bodies = [
        textOf(name),
        ...Array.from({ length: 5 }, (_, i) => `${near(name)} ${sentenceOf(`${name} ${i}`, 50)}`),
      ];
      const all = bodies.map((body, i) =>
        parsed({ url: `https://${'abcdef'[i]}.example/s${round}`, body, publishedAt: at(i) }),
      );
      const parts = [all.slice(0, 2), all.slice(2, 4), all.slice(4)];
      const results = (await race(parts)).flat();
      expect(results.filter((r) => decisionOf(r) === 'new').length).toBeLessThanOrEqual(1);
      expect(results.filter((r) => r.outcome === 'emitted')).toHaveLength(6);
      await settleClusters(
        replicas[0]!,
        joinsOf(results).map((e) => e.data as ClusterChange),
      );
      const states = [
        ...(await replicas[1]!.dedup.statesOf(all.map((m) => m.event.data.articleId))).values(),
      ];
      expect(new Set(states.map((s) => s.clusterId)).size).toBe(1);
      const record = await replicas[0]!.clusters.get(states[0]!.clusterId ?? '');
      expect(record).toMatchObject({ size: 6, original: all[0]!.event.data.articleId, originalBy: 'date' });
    }
  });

  it('decide whole chunks against each other: each text stands once', async () => {
    const SIZE = 40;
    const chunk = (outlet: string, order: (i: number) => number) =>
      Array.from({ length: SIZE }, (_, k) => order(k)).map((i) =>
        parsed({
          url: `https://${outlet}.example/c${i}`,
          headline: `Chunk ${i}`,
          body: textOf(`chunk ${i}`),
          publishedAt: at(i % 3),
        }),
      );
    const parts = [chunk('a', (i) => i), chunk('b', (i) => SIZE - 1 - i), chunk('c', (i) => (i * 7) % SIZE)];
    const results = (await race(parts)).flat();
    const standing = results.flatMap((r, i) =>
      decisionOf(r) === 'new' ? [parts.flat()[i]!.event.data.article.headline] : [],
    );
    expect(standing.sort()).toEqual(Array.from({ length: SIZE }, (_, i) => `Chunk ${i}`).sort());
    expect(results.filter((r) => r.outcome === 'duplicate')).toHaveLength(2 * SIZE);
  });
});
