import type { DedupStore, NewArrival, Settlement, StoredDecision } from '../src/index.js';
import { at, hex } from './samples.js';

const facts = {
  publishedAt: null,
  datePrecision: 'unknown',
  outlet: null,
  publisher: null,
  credits: [],
} as const;
const id = (name: string) => hex(name);

function arrival(name: string, eventId = `e-${name}`): NewArrival {
  return {
    articleId: id(name),
    eventId,
    publishedAt: at(0),
    known: { contentHash: hex(`text ${name}`) },
    facts: { ...facts, credits: [] },
  };
}

function settlement(
  name: string,
  phase: 'standing' | 'dropped',
  from: Settlement['from'] = { pending: null },
  eventId = `e-${name}`,
): Settlement {
  const state = {
    ...arrival(name, eventId),
    phase,
    clusterId: null,
    duplicateOf: phase === 'dropped' ? id('original') : null,
    decision: { kind: phase },
  };
  return { state, from };
}

const decision = (eventId: string, word: string): StoredDecision => ({
  eventId,
  articleId: id('a'),
  position: { topic: 't', partition: 0, offset: '1' },
  decision: word,
  duplicateOf: null,
  reason: null,
  payload: { word },
});

/** What every DedupStore does. `open` answers replicas that share one fresh store; the first two are used. */
export function describeDedupStore(open: () => Promise<DedupStore[]> | DedupStore[]): void {
  let store: DedupStore;
  let other: DedupStore;
  beforeEach(async () => {
    const [first, second] = await open();
    store = first!;
    other = second ?? first!;
  });
  const stateOf = async (name: string) => (await other.statesOf([id(name)])).get(id(name));

  it('shows an arrival as pending, and leaves what is known as it is', async () => {
    await store.arrive([arrival('a'), arrival('b')]);
    expect(await stateOf('a')).toMatchObject({ phase: 'pending', eventId: 'e-a', claimedBy: null });
    await store.settle([settlement('a', 'standing')]);
    await other.arrive([arrival('a', 'later'), arrival('b', 'later')]);
    expect(await stateOf('a')).toMatchObject({ phase: 'standing', eventId: 'e-a' });
    expect(await stateOf('b')).toMatchObject({ phase: 'pending', eventId: 'e-b' });
  });

  it('answers the rows that an arrival made, and no others', async () => {
    const made = await store.arrive([arrival('a'), arrival('b')]);
    expect([...made.keys()].sort()).toEqual([id('a'), id('b')].sort());
    expect(made.get(id('a'))).toEqual((await other.statesOf([id('a')])).get(id('a')));
    await store.settle([settlement('b', 'dropped')]);
    const again = await other.arrive([arrival('a', 'later'), arrival('b', 'later'), arrival('c')]);
    expect([...again.keys()]).toEqual([id('c')]);
  });

  it('settles rows as they arrived, each as if it were written in full', async () => {
    const made = await store.arrive(['a', 'b', 'c', 'd'].map((name) => arrival(name)));
    const by = { articleId: id('z'), tier: 'content', score: 1, rule: 'r' };
    await other.claim(['b', 'c'].map((name) => ({ articleId: id(name), by })));
    await store.settle([settlement('d', 'dropped')]);
    await other.arrive([arrival('d', 'later')]);
    const asArrived = (name: string, phase: 'standing' | 'dropped') => ({
      ...settlement(name, phase),
      arrived: made.get(id(name))!,
    });
    const refused = await store.settle([
      asArrived('a', 'standing'),
      asArrived('b', 'standing'),
      asArrived('c', 'dropped'),
      asArrived('d', 'standing'),
    ]);
    expect(refused).toEqual(new Set([id('b'), id('d')]));
    expect(await stateOf('a')).toMatchObject({ ...settlement('a', 'standing').state, claimedBy: null });
    expect(await stateOf('b')).toMatchObject({ phase: 'pending', claimedBy: by });
    expect(await stateOf('c')).toMatchObject({ ...settlement('c', 'dropped').state, claimedBy: null });
    expect(await stateOf('d')).toMatchObject({ phase: 'pending', eventId: 'later' });
  });

  it('makes a dropped article pending again for another event, and for that one alone', async () => {
    await store.arrive([arrival('a')]);
    await store.settle([settlement('a', 'dropped')]);
    await store.arrive([arrival('a')]);
    expect(await stateOf('a')).toMatchObject({ phase: 'dropped', duplicateOf: id('original') });
    await store.arrive([arrival('a', 'later')]);
    expect(await stateOf('a')).toMatchObject({ phase: 'pending', eventId: 'later', duplicateOf: null });
  });

  it('refuses to let an article stand that another claimed, and lets it yield', async () => {
    await store.arrive([arrival('a'), arrival('b'), arrival('c')]);
    const by = { articleId: id('z'), tier: 'content', score: 1, rule: 'r' };
    await other.claim([
      { articleId: id('a'), by },
      { articleId: id('b'), by },
    ]);
    await other.claim([{ articleId: id('a'), by: { ...by, articleId: id('y') } }]);
    const refused = await store.settle([
      settlement('a', 'standing'),
      settlement('b', 'dropped'),
      settlement('c', 'standing'),
    ]);
    expect(refused).toEqual(new Set([id('a')]));
    expect(await stateOf('a')).toMatchObject({ phase: 'pending', claimedBy: by });
    expect(await stateOf('b')).toMatchObject({ phase: 'dropped', claimedBy: null });
    expect(await store.settle([settlement('a', 'standing', { pending: id('y') })])).toEqual(
      new Set([id('a')]),
    );
    expect(await store.settle([settlement('a', 'standing', { pending: id('z') })])).toEqual(new Set());
    expect(await stateOf('c')).toMatchObject({ phase: 'standing', decision: { kind: 'standing' } });
  });

  it('claims nothing that stands', async () => {
    await store.arrive([arrival('a')]);
    await store.settle([settlement('a', 'standing')]);
    await other.claim([{ articleId: id('a'), by: { articleId: id('z'), tier: 'url', score: 1, rule: 'r' } }]);
    expect(await stateOf('a')).toMatchObject({ phase: 'standing', claimedBy: null });
  });

  it('takes a revision only of the state that it was decided on', async () => {
    await store.arrive([arrival('a')]);
    await store.settle([settlement('a', 'standing')]);
    const first = settlement('a', 'standing', { standing: 'e-a' }, 'second');
    const late = settlement('a', 'standing', { standing: 'e-a' }, 'third');
    expect(await store.settle([first])).toEqual(new Set());
    expect(await other.settle([late])).toEqual(new Set([id('a')]));
    expect(await stateOf('a')).toMatchObject({ eventId: 'second' });
  });

  it('keeps an operator’s split through later decisions', async () => {
    await store.arrive([arrival('a')]);
    await store.settle([settlement('a', 'standing')]);
    await store.regroup([{ articleId: id('a'), clusterId: 'c2', apartFrom: 'c1' }]);
    await store.regroup([{ articleId: id('a'), clusterId: 'c2', apartFrom: 'c1' }]);
    expect(await stateOf('a')).toMatchObject({ clusterId: 'c2', apartFrom: ['c1'] });
    await store.settle([settlement('a', 'standing', { standing: 'e-a' }, 'second')]);
    expect(await stateOf('a')).toMatchObject({ eventId: 'second', apartFrom: ['c1'] });
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
    // A revised text is seen anew.
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
        tier: 'same_content',
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

  it('erases sketch and decisions, and lets nothing stand in the article’s place', async () => {
    const expiresAt = new Date(Date.now() + 86_400_000);
    await store.arrive([arrival('a')]);
    await store.settle([settlement('a', 'standing')]);
    await store.addSketches([
      { articleId: id('a'), keys: [5], body: Uint8Array.of(1), publishedAt: at(0), at: at(0), expiresAt },
    ]);
    await store.saveDecisions([decision('e-a', 'new')], expiresAt);
    await store.erase(id('a'), { eventId: 'order', at: at(1) });
    expect(await other.candidates([5], at(-1), 10)).toEqual([]);
    expect((await other.decisionsOf(['e-a'])).get('e-a')).toMatchObject({ decision: 'new', payload: null });
    await store.arrive([arrival('a', 'again')]);
    expect(await store.settle([settlement('a', 'standing', { pending: null }, 'again')])).toEqual(
      new Set([id('a')]),
    );
    expect(await stateOf('a')).toMatchObject({ phase: 'erased', decision: null });
  });
}
