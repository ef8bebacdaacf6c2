import { mongo } from 'mongoose';
import { noFacts } from '../../test/dedup-samples.js';
import type { DedupState, StateTransition } from './dedup.types.js';
import { newState, without } from './dedup-state.js';
import { updatesOf } from './transition-updates.js';

const arrivedAs = (name: string): DedupState =>
  newState({
    articleId: name,
    eventId: `event ${name}`,
    publishedAt: new Date(0),
    known: { contentHash: `text ${name}`, pastHashes: [] },
    facts: noFacts(),
  });

function settlement(
  name: string,
  changes: Partial<DedupState> = {},
  arrived = arrivedAs(name),
): StateTransition {
  const state = { ...arrivedAs(name), phase: 'standing' as const, decision: { kind: 'new' }, ...changes };
  return { state: without(without(state, 'claimedBy'), 'apartFrom'), from: { pending: null }, arrived };
}
const alone = (of: StateTransition): StateTransition => ({ state: of.state, from: of.from });

it('settles what changes alike by one statement, and writes what changes alone', () => {
  const [update, ...more] = updatesOf(['a', 'b', 'c'].map((name) => settlement(name)));
  expect(more).toEqual([]);
  expect(update).toEqual({
    q: {
      _id: { $in: ['a', 'b', 'c'] },
      eventId: { $in: ['event a', 'event b', 'event c'] },
      phase: 'pending',
      claimedBy: null,
    },
    u: { $set: { phase: 'standing', decision: { kind: 'new' }, claimedBy: null } },
    multi: true,
  });
});

it('keeps apart what differs in its change or in what it must be found as', () => {
  const claimed = { ...settlement('c'), from: { pending: 'z' } };
  const updates = updatesOf([settlement('a'), settlement('b', { clusterId: 'k' }), claimed, settlement('d')]);
  expect(updates.map(({ q }) => (q as { _id: { $in: string[] } })._id.$in)).toEqual([
    ['a', 'd'],
    ['b'],
    ['c'],
  ]);
  expect(updates[1]?.u).toEqual({
    $set: { phase: 'standing', decision: { kind: 'new' }, clusterId: 'k', claimedBy: null },
  });
});

it('writes a text that changed since it arrived', () => {
  const known = { contentHash: 'other', pastHashes: ['text a'] };
  const [update] = updatesOf([settlement('a', { known })]);
  expect((update?.u as { $set: object }).$set).toMatchObject({ known });
});

it('writes the whole of a row that another event made, after those that arrived', () => {
  const other = alone(settlement('x'));
  const [first, second] = updatesOf([other, settlement('a')]);
  expect(first?.multi).toBe(true);
  expect(second).toEqual({
    q: { _id: 'x', phase: 'pending', claimedBy: null },
    u: {
      $set: {
        ...arrivedAs('x'),
        articleId: undefined,
        apartFrom: undefined,
        phase: 'standing',
        decision: { kind: 'new' },
      },
    },
  });
});

it('writes ids as bytes', () => {
  const id = 'ab'.repeat(32);
  const [update] = updatesOf([settlement(id)]);
  const [first] = (update?.q as { _id: { $in: unknown[] } })._id.$in;
  expect(first).toBeInstanceOf(mongo.Binary);
});
