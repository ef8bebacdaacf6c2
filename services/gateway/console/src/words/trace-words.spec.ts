import type { Trace } from '../api/types.js';
import { stepWords, traceSentence, waits } from './trace-words.js';

type Step = Trace['steps'][number];
const step = (change: Partial<Step>): Step => ({
  key: 'k',
  stage: 'parse',
  outcome: 'emitted',
  reason: null,
  detail: null,
  duplicateOf: null,
  eventId: null,
  attempts: 1,
  service: 'parser',
  version: '0.1.0',
  at: '2026-03-03T09:00:00Z',
  ...change,
});
const trace = (change: Partial<Trace>) =>
  ({ reason: null, stage: 'parse', refreshing: false, sightings: 0, ...change }) as Trace;

it.each([
  [{}, 'Parsed'],
  [{ stage: 'fetch', attempts: 3 }, 'Page fetched, after 3 tries'],
  [{ outcome: 'rejected', reason: 'not_an_article' }, 'Parsed: rejected (not an article)'],
  [{ stage: 'enrich', outcome: 'dead_lettered', detail: 'no model' }, 'enrich: dead lettered – no model'],
])('says of the step %p: %s', (change, words) => {
  expect(stepWords(step(change))).toBe(words);
});

it('says how long each step waited, and never less than nothing', () => {
  const steps = [step({}), step({ at: '2026-03-03T09:00:01.500Z' }), step({ at: '2026-03-03T09:00:01Z' })];
  expect(waits(steps)).toEqual(['', '+1.5 s', '+0 ms']);
});

it.each<[Partial<Trace>, string]>([
  [{ state: 'indexed', refreshing: true }, 'It is indexed and published, and a later change is under way.'],
  [{ state: 'indexed', sightings: 1 }, 'It is indexed and published. Feeds showed it 1 more time.'],
  [{ state: 'rejected', reason: 'too_short' }, 'It was rejected by the stage parse: too short.'],
  [{ state: 'dead_lettered' }, 'The stage parse could not work on it. It waits for an operator.'],
  [{ state: 'in_flight' }, 'It is on its way, after the stage parse.'],
  [{ state: 'duplicate', reason: 'same_text' }, 'It is a duplicate: same text.'],
])('says of %p: %s', (change, words) => {
  expect(traceSentence(trace(change))).toBe(words);
});
