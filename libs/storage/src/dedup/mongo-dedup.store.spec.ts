import { arrival, decision, id, settlement } from '../../test/dedup-samples.js';
import { playDatabase } from '../../test/played/play-database.js';
import { documents, matched, refused } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { hex } from '../../test/samples.js';
import { hashOfKey, rowOf } from './dedup-rows.js';
import { newState } from './dedup-state.js';
import { packHex } from './hex-binary.js';
import { MongoDedupStore } from './mongo-dedup.store.js';

const { models, played } = playDatabase();
const store = new MongoDedupStore(models);
const stateRow = (name: string, changes: object = {}) => {
  const { articleId, ...state } = newState(arrival(name));
  return rowOf(articleId, { ...state, ...changes });
};
const sketch = {
  articleId: id('a'),
  keys: [7],
  body: new Uint8Array([1]),
  publishedAt: now,
  at: now,
  expiresAt: after(9),
};

describe('decisions', () => {
  it('are kept under their events until they expire, and come back as they were', async () => {
    const made = decision(hex('event'), 'new');
    await store.saveDecisions([made], after(9));
    const [row] = played().inserted('dedup_decisions');
    expect(row).toMatchObject({ _id: packHex(made.eventId), expiresAt: after(9) });
    played().answer('find dedup_decisions', documents(row ?? {}));
    expect(await store.decisionsOf([made.eventId])).toEqual(new Map([[made.eventId, made]]));
  });

  it('that were kept before stay', async () => {
    played().answer('insert dedup_decisions', refused([0]));
    await store.saveDecisions([decision(hex('event'), 'new')], now);
  });
});

describe('an arrival', () => {
  it('is answered with its new state', async () => {
    const states = await store.arrive([arrival('a'), arrival('b')]);
    expect([...states.keys()]).toEqual([id('a'), id('b')]);
    expect(played().inserted('dedup_states')).toMatchObject([
      { _id: packHex(id('a')), phase: 'pending' },
      {},
    ]);
    expect(played().updates('dedup_states')).toEqual([]);
  });

  it('of a known article starts again only where another event dropped it', async () => {
    played().answer('insert dedup_states', refused([1], { n: 1 }));
    const states = await store.arrive([arrival('a'), arrival('b')]);
    expect([...states.keys()]).toEqual([id('a')]);
    const [again] = played().updates('dedup_states');
    expect(again?.q).toEqual({ _id: packHex(id('b')), phase: 'dropped', eventId: { $ne: 'e-b' } });
    expect(again?.u).toMatchObject({ $set: { phase: 'pending', eventId: 'e-b' } });
    expect(Object.keys(again?.u['$set'] as unknown as object)).not.toContain('apartFrom');
  });
});

describe('identities', () => {
  it('belong to who claims them first', async () => {
    const claims = ['x', 'y'].map((key) => ({ key, articleId: id('a') }));
    played().answer('insert dedup_identities', refused([1], { n: 1 }));
    played().answer(
      'find dedup_identities',
      documents({ _id: hashOfKey('y'), a: packHex(id('b')), at: now }),
    );
    expect(await store.claimIdentities(claims, now)).toEqual(
      new Map([
        ['x', id('a')],
        ['y', id('b')],
      ]),
    );
    expect(played().only('find dedup_identities').filter).toEqual({ _id: { $in: [hashOfKey('y')] } });
  });

  it('that nobody claimed have no owner', async () => {
    expect(await store.ownersOf(['x'])).toEqual(new Map());
    expect(await store.ownersOf([])).toEqual(new Map());
    expect(played().sent('find dedup_identities')).toHaveLength(1);
  });
});

describe('a claim', () => {
  it('is made on a pending article that nobody claims', async () => {
    const by = { articleId: id('b'), tier: 'near' as never, score: 1, rule: 'r' };
    await store.claim([{ articleId: id('a'), by }]);
    await store.claim([]);
    expect(played().updates('dedup_states')).toEqual([
      {
        q: { _id: packHex(id('a')), phase: 'pending', claimedBy: null },
        u: { $set: { claimedBy: packHex(by) } },
      },
    ]);
  });
});

describe('a settlement', () => {
  it('needs one command when all are as they were read', async () => {
    played().answer('update dedup_states', matched(2));
    expect(await store.settle([settlement('a', 'standing'), settlement('b', 'dropped')])).toEqual(new Set());
    expect(played().commands).toHaveLength(1);
    expect(played().updates('dedup_states')[0]?.q).toMatchObject({
      _id: packHex(id('a')),
      phase: 'pending',
      claimedBy: null,
    });
  });

  it('names those that changed meanwhile, and not what it wrote before', async () => {
    const settlements = [
      settlement('a', 'standing'),
      settlement('b', 'standing'),
      settlement('c', 'standing'),
    ];
    played().answer('update dedup_states', matched(0));
    played().answer('find dedup_states', documents(stateRow('a', { phase: 'standing' }), stateRow('b')));
    expect(await store.settle(settlements)).toEqual(new Set([id('b'), id('c')]));
  });

  it('of nothing asks for nothing', async () => {
    expect(await store.settle([])).toEqual(new Set());
    await store.regroup([]);
    await store.addSightings([]);
    await store.removeSketches([]);
    expect(await store.candidates([], now, 5)).toEqual([]);
    expect(await store.sketchesOf([])).toEqual([]);
    expect(await store.statesOf([])).toEqual(new Map());
    expect(played().commands).toEqual([]);
  });
});

it('moves articles between clusters, and remembers a split', async () => {
  const [clusterId, apartFrom] = [hex('one').slice(32), hex('two').slice(32)];
  await store.regroup([
    { articleId: id('a'), clusterId },
    { articleId: id('b'), clusterId: null, apartFrom },
  ]);
  expect(played().updates('dedup_states')).toEqual([
    { q: { _id: packHex(id('a')) }, u: { $set: { clusterId: packHex(clusterId) } } },
    {
      q: { _id: packHex(id('b')) },
      u: { $set: { clusterId: null }, $addToSet: { apartFrom: packHex(apartFrom) } },
    },
  ]);
});

describe('sketches', () => {
  it('are found by their keys among those seen since', async () => {
    await store.candidates([7, 8], now, 50);
    expect(played().only('find dedup_sketches')).toMatchObject({
      filter: { k: { $in: [7, 8] }, a: { $gte: now } },
      limit: 50,
    });
  });

  it('are written once, or over those of an earlier text', async () => {
    await store.addSketches([sketch]);
    await store.replaceSketches([sketch]);
    expect(played().inserted('dedup_sketches')).toMatchObject([
      { _id: packHex(id('a')), k: [7], e: after(9) },
    ]);
    expect(played().updates('dedup_sketches')).toMatchObject([
      { q: { _id: packHex(id('a')) }, upsert: true, u: { k: [7] } },
    ]);
  });
});

describe('sightings', () => {
  const sighting = { articleId: 'copy', feedId: null, url: 'https://wire.example/a' } as never;

  it('are kept once', async () => {
    await store.addSightings([{ articleId: id('a'), sighting }]);
    expect(played().updates('article_sightings')).toMatchObject([
      { upsert: true, u: { $setOnInsert: { original: id('a'), sighting } } },
    ]);
  });

  it('come by original, in the order in which they were seen', async () => {
    played().answer(
      'find article_sightings',
      documents({ original: 'o', sighting }, { original: 'p', sighting }, { original: 'o', sighting }),
    );
    const found = await store.sightingsOf(['o', 'p', 'q']);
    expect([found.get('o')?.length, found.get('p')?.length, found.has('q')]).toEqual([2, 1, false]);
    expect(Object.entries(played().only('find article_sightings').sort ?? {})).toEqual([
      ['sighting.firstSeenAt', 1],
      ['_id', 1],
    ]);
  });
});

it('marks an article as erased before it removes what is known of its text', async () => {
  played().answer('find dedup_states', documents(stateRow('a', { phase: 'erased' })));
  expect(await store.erase(id('a'), { eventId: 'e-9' })).toMatchObject({
    articleId: id('a'),
    phase: 'erased',
  });
  const names = played().commands.map((command) => Object.values(command)[0]);
  expect(names).toEqual(['dedup_states', 'dedup_sketches', 'dedup_decisions', 'dedup_states']);
  expect(played().updates('dedup_decisions')).toMatchObject([
    { q: { articleId: packHex(id('a')) }, u: { $set: { payload: null } }, multi: true },
  ]);
});
