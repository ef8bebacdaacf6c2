import { arrival, settlement } from '../../test/dedup-samples.js';
import { changedState, expectedOf, newState, sightingIdOf, without } from './dedup-state.js';

it('is pending, and nothing else is known, when an article arrives', () => {
  expect(newState(arrival('ferry'))).toMatchObject({
    phase: 'pending',
    eventId: 'e-ferry',
    decision: null,
    claimedBy: null,
    apartFrom: [],
  });
});

it('loses its claim when it is decided, and keeps its id and what an operator split', () => {
  const changed = changedState(settlement('ferry', 'standing').state);
  expect(changed).toMatchObject({ phase: 'standing', claimedBy: null });
  expect(Object.keys(changed)).not.toContain('articleId');
  expect(Object.keys(changed)).not.toContain('apartFrom');
});

it.each([
  ['a new article', 'standing', { pending: null }, { phase: 'pending', claimedBy: null }],
  [
    'an article claimed by another',
    'standing',
    { pending: 'b' },
    { phase: 'pending', 'claimedBy.articleId': 'b' },
  ],
  ['a copy, whoever claims it', 'dropped', { pending: null }, { phase: 'pending' }],
  ['a revision', 'standing', { standing: 'e-1' }, { phase: 'standing', eventId: 'e-1' }],
] as const)('is written for %s only as it was read', (_, phase, from, expected) => {
  expect(expectedOf(settlement('ferry', phase).state, from)).toEqual(expected);
});

it('has one sighting for an outlet, a feed and an address', () => {
  const sighting = { articleId: 'copy', feedId: 'feed-1', url: 'https://wire.example/ferry' } as never;
  const id = sightingIdOf({ articleId: 'a', sighting });
  expect(sightingIdOf({ articleId: 'a', sighting })).toBe(id);
  expect(sightingIdOf({ articleId: 'b', sighting })).not.toBe(id);
  expect(
    sightingIdOf({ articleId: 'a', sighting: { ...(sighting as object), feedId: null } as never }),
  ).not.toBe(id);
});

it('is copied without a field, and stays as it was', () => {
  const row = { a: 1, b: 2 };
  expect([without(row, 'a'), row]).toEqual([{ b: 2 }, { a: 1, b: 2 }]);
});
