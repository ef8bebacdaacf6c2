import type { DedupStore } from '../src/index.js';
import { decision, id, type OpenStores } from './dedup-samples.js';
import { at } from './samples.js';

/** Behaviour of every DedupStore beside the states: texts, identities, decisions and sightings. */
export function describeDedupKnowledge(open: OpenStores): void {
  let store: DedupStore;
  let other: DedupStore;
  beforeEach(async () => {
    const [first, second] = await open();
    store = first!;
    other = second ?? first!;
  });

  it('finds texts by any of their keys, those of the window alone, each once', async () => {
    const sketch = (name: string, keys: number[], seconds: number) => {
      const expiresAt = new Date(Date.now() + 86_400_000);
      return {
        articleId: id(name),
        keys,
        body: Uint8Array.of(1, 2, 3),
        publishedAt: at(0),
        at: at(seconds),
        expiresAt,
      };
    };
    await store.addSketches([
      sketch('a', [1, -2, 3], 10),
      sketch('b', [-2, 3, 4], 10),
      sketch('old', [3], -10),
      sketch('c', [9], 10),
    ]);
    await store.addSketches([sketch('a', [77], 10)]);
    const found = await other.candidates([-2, 3, 77], at(0), 10);
    expect(found.map((s) => s.articleId).sort()).toEqual([id('a'), id('b')].sort());
    expect(found.map((s) => [...s.body])).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(found.find((s) => s.articleId === id('a'))?.keys).toEqual([1, -2, 3]);
    expect(await other.candidates([-2, 3], at(0), 1)).toHaveLength(1);
    await store.replaceSketches([sketch('a', [77], 10)]);
    expect((await other.candidates([77, 1], at(0), 10)).map((s) => s.articleId)).toEqual([id('a')]);
    expect(await other.candidates([1], at(0), 10)).toEqual([]);
    await store.removeSketches([id('a')]);
    expect(await other.candidates([77], at(0), 10)).toEqual([]);
    expect((await other.sketchesOf([id('a'), id('c')])).map((s) => s.articleId)).toEqual([id('c')]);
  });

  it('reads the texts that were seen in a span, the first first, in bounded batches', async () => {
    const keptMs = 400 * 86_400_000;
    const seen = (name: string, seconds: number) => ({
      articleId: id(name),
      keys: [1],
      body: Uint8Array.of(seconds),
      publishedAt: at(seconds - 7),
      at: at(seconds),
      expiresAt: new Date(at(seconds).getTime() + keptMs),
    });
    await store.addSketches([30, 10, 50, 20, 40].map((seconds) => seen(`s${seconds}`, seconds)));
    const read = async (from: number | null, before: number, limit = 10) => {
      const batches: number[][] = [];
      const span = { from: from === null ? null : at(from), before: at(before), keptMs };
      for await (const batch of other.sketchesSeen(span, limit)) {
        for (const { body, publishedAt } of batch) expect(publishedAt).toEqual(at(body[0]! - 7));
        batches.push(batch.map(({ body }) => body[0]!));
      }
      return batches;
    };
    expect((await read(20, 50)).flat()).toEqual([20, 30, 40]);
    expect((await read(null, 40)).flat()).toEqual([10, 20, 30]);
    expect(await read(51, 90)).toEqual([]);
    const parts = await read(null, 90, 2);
    expect(parts.flat()).toEqual([10, 20, 30, 40, 50]);
    expect(Math.max(...parts.map((part) => part.length))).toBe(2);
    // A revised text counts as seen again.
    await store.replaceSketches([seen('s10', 60)]);
    expect((await read(51, 90)).flat()).toEqual([60]);
    expect((await read(null, 90)).flat()).toEqual([20, 30, 40, 50, 60]);
    for await (const [first] of other.sketchesSeen({ from: null, before: at(90), keptMs }, 1)) {
      expect([...(first?.body ?? [])]).toEqual([20]);
      break;
    }
  });

  it('gives every racer the same owner of each identity', async () => {
    for (let round = 0; round < 10; round += 1) {
      const keys = Array.from({ length: 20 }, (_, k) => `url:${round}:${k}`);
      const owners = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          (i % 2 ? other : store).claimIdentities(
            keys.map((key) => ({ key, articleId: id(`racer ${i}`) })),
            at(0),
          ),
        ),
      );
      for (const seen of owners) expect(seen).toEqual(owners[0]);
      expect(owners[0]?.size).toBe(keys.length);
    }
  });

  it('gives two articles of one batch that claim a key the same owner', async () => {
    const claims = ['a', 'b'].map((name) => ({ key: 'url:x', articleId: id(name) }));
    const [owner] = (await store.claimIdentities(claims, at(0))).values();
    expect([id('a'), id('b')]).toContain(owner);
    expect(await other.claimIdentities([{ key: 'url:x', articleId: id('c') }], at(0))).toEqual(
      new Map([['url:x', owner]]),
    );
    expect(await other.ownersOf(['url:x', 'url:unknown'])).toEqual(new Map([['url:x', owner]]));
  });

  it('keeps the first decision of an event', async () => {
    const later = new Date(Date.now() + 1e7);
    await store.saveDecisions([decision('e1', 'new')], later);
    await store.saveDecisions([decision('e1', 'revision'), decision('e2', 'new')], later);
    const kept = await other.decisionsOf(['e1', 'e2', 'e3']);
    expect([...kept].map(([event, d]) => [event, d.decision, d.payload]).sort()).toEqual([
      ['e1', 'new', { word: 'new' }],
      ['e2', 'new', { word: 'new' }],
    ]);
  });

  it('lists each sighting once, the first first', async () => {
    const sighting = (name: string, seconds: number) => ({
      articleId: id('a'),
      sighting: {
        articleId: id(name),
        feedId: 'f',
        url: `https://paper.example/${name}`,
        tier: 'same_content' as const,
        score: 1,
        firstSeenAt: at(seconds).toISOString(),
      },
    });
    await store.addSightings([sighting('later', 9), sighting('first', 1)]);
    await other.addSightings([sighting('later', 20)]);
    const seen = (await store.sightingsOf([id('a')])).get(id('a'));
    expect(seen?.map((s) => [s.articleId, s.firstSeenAt])).toEqual([
      [id('first'), at(1).toISOString()],
      [id('later'), at(9).toISOString()],
    ]);
  });
}
