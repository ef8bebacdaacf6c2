import { changedState, expectedOf, newState, sightingIdOf } from './dedup-state.js';
import { hashOfKey, idsIn, sketchRowOf, toSketch } from './dedup-rows.js';
import { noFacts } from '../../test/dedup-samples.js';

const articleId = 'ab'.repeat(32);
const at = new Date(1_000);
const arrived = newState({ articleId, eventId: 'e1', publishedAt: at, known: {}, facts: noFacts() });
const decided = { ...arrived, decision: {}, phase: 'standing' as const };

it('reads back a sketch as it was stored, without the time at which it falls out', () => {
  const body = Uint8Array.of(0, 1, 255);
  const sketch = { articleId, keys: [7, -7], body, publishedAt: at, at: new Date(2_000) };
  const read = toSketch(sketchRowOf({ ...sketch, expiresAt: new Date(3_000) }));
  expect({ ...read, body: Uint8Array.from(read.body) }).toEqual(sketch);
});

it('gives a key of any length a hash of one length, always the same', () => {
  const long = `url:https://paper.example/${'a'.repeat(5_000)}`;
  expect(hashOfKey(long).length()).toBe(18);
  expect(hashOfKey(long)).toEqual(hashOfKey(long));
  expect(hashOfKey(long)).not.toEqual(hashOfKey(`${long}b`));
});

it('looks ids up as they are stored', () => {
  const { _id } = idsIn([articleId, 'plain']) as { _id: { $in: unknown[] } };
  expect(_id.$in).toEqual([
    sketchRowOf({ articleId, keys: [], body: new Uint8Array(), publishedAt: at, at, expiresAt: at })._id,
    'plain',
  ]);
});

it('lets an arrival stand only while nobody has claimed it, or its one claimant was heard', () => {
  expect(expectedOf(decided, { pending: null })).toEqual({ phase: 'pending', claimedBy: null });
  expect(expectedOf(decided, { pending: 'c' })).toEqual({ phase: 'pending', 'claimedBy.articleId': 'c' });
  expect(expectedOf({ ...decided, phase: 'dropped' }, { pending: null })).toEqual({ phase: 'pending' });
  expect(expectedOf(decided, { standing: 'e0' })).toEqual({ phase: 'standing', eventId: 'e0' });
});

it('takes the claim off a decided state, and leaves the id alone', () => {
  const changed = changedState(decided);
  expect(changed).toMatchObject({ phase: 'standing', claimedBy: null, eventId: 'e1' });
  expect(changed).not.toHaveProperty('articleId');
});

it('tells sightings apart by outlet, feed and address', () => {
  const sighting = { articleId, feedId: 'f1', url: 'https://paper.example/a' };
  const ids = [
    sighting,
    { ...sighting, feedId: 'f2' },
    { ...sighting, url: 'https://paper.example/b' },
    { ...sighting, feedId: null },
  ].map((of) => sightingIdOf({ articleId, sighting: of as never }));
  expect(new Set(ids).size).toBe(4);
  expect(sightingIdOf({ articleId, sighting: sighting as never })).toBe(ids[0]);
});
