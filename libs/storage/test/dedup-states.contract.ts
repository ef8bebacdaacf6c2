import type { DedupStore } from '../src/index.js';
import { arrival, decision, id, settlement, type OpenStores } from './dedup-samples.js';
import { at } from './samples.js';

/** Behaviour of every DedupStore on the states of articles, from arrival to erasure. */
export function describeDedupStates(open: OpenStores): void {
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
    const by = { articleId: id('z'), tier: 'content', score: 1, rule: 'r' } as const;
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
    const by = { articleId: id('z'), tier: 'content', score: 1, rule: 'r' } as const;
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
