import type { Stage, StageOutcome } from '@dateline/contracts';
import type { Trace } from '@dateline/storage';
import { applyOutcome } from './apply-outcome.js';

const ID = 'a'.repeat(64);
let offset = 0;

function outcome(stage: Stage, end: Partial<StageOutcome> = {}): StageOutcome & { articleId: string } {
  return {
    stage,
    outcome: 'emitted',
    reason: null,
    detail: null,
    duplicateOf: null,
    eventId: `${stage}-1`,
    emitted: [],
    input: null,
    attempts: 1,
    service: 'test',
    version: '1',
    feedId: 'f1',
    url: 'https://harbour.example/1',
    occurredAt: '2026-03-03T09:00:00.000Z',
    ...end,
    articleId: ID,
  };
}

const run = (outcomes: ReturnType<typeof outcome>[], start: Trace | null = null): Trace =>
  outcomes.reduce<Trace | null>(
    (trace, o) => applyOutcome(trace, o, { partition: 0, offset: String(++offset) }),
    start,
  ) as Trace;

const WAY: Stage[] = ['discover', 'schedule', 'fetch', 'parse', 'deduplicate', 'index'];
const indexed = () => run(WAY.map((stage) => outcome(stage)));

it('is in flight until the index stage says indexed', () => {
  expect(run(WAY.slice(0, 5).map((s) => outcome(s)))).toMatchObject({
    state: 'in_flight',
    stage: 'deduplicate',
  });
  expect(indexed()).toMatchObject({ state: 'indexed', refreshing: false, url: 'https://harbour.example/1' });
});

it.each<[Stage, Partial<StageOutcome>, Partial<Trace>]>([
  ['fetch', { outcome: 'rejected', reason: 'not_found' }, { state: 'rejected', reason: 'not_found' }],
  [
    'parse',
    { outcome: 'dead_lettered', reason: 'TypeError' },
    { state: 'dead_lettered', reason: 'TypeError' },
  ],
  [
    'deduplicate',
    { outcome: 'duplicate', reason: 'same_content', duplicateOf: 'b'.repeat(64) },
    { state: 'duplicate', duplicateOf: 'b'.repeat(64) },
  ],
])('ends in stage %s as the outcome says', (stage, end, expected) => {
  expect(run([outcome('discover'), outcome(stage, end)])).toMatchObject(expected);
});

it('changes nothing when an outcome comes again at the same offset', () => {
  const trace = indexed();
  const again = applyOutcome(
    trace,
    outcome('fetch', { eventId: 'other' }),
    trace.lastOutcome ?? { partition: 0, offset: '0' },
  );
  expect(again).toBe(trace);
});

it('counts the first end of a stage for one event', () => {
  const trace = run([
    outcome('discover'),
    outcome('fetch', { outcome: 'rejected', reason: 'gone' }),
    outcome('fetch'),
  ]);
  expect(trace).toMatchObject({ state: 'rejected', reason: 'gone' });
});

it('lets a dead letter that was put back go on', () => {
  const dead = run([outcome('discover'), outcome('parse', { outcome: 'dead_lettered', reason: 'x' })]);
  const back = run([outcome('replay', { eventId: 'parse-1' })], dead);
  expect(back.state).toBe('in_flight');
  expect(run([outcome('parse'), outcome('deduplicate'), outcome('index')], back).state).toBe('indexed');
});

it('keeps its state when another feed shows the same article', () => {
  const second = [
    outcome('discover', { eventId: 'discover-2', feedId: 'f2' }),
    outcome('schedule', {
      eventId: 'discover-2',
      outcome: 'duplicate',
      reason: 'known_url',
      duplicateOf: ID,
    }),
  ];
  expect(run(second, indexed())).toMatchObject({
    state: 'indexed',
    refreshing: false,
    sightings: 2,
    feedId: 'f1',
  });
  const rejected = run([outcome('discover'), outcome('fetch', { outcome: 'rejected', reason: 'gone' })]);
  expect(run(second, rejected)).toMatchObject({ state: 'rejected', reason: 'gone' });
});

it('stays indexed through a refresh, whatever its end', () => {
  const refresh = run(
    [outcome('schedule', { eventId: 'e2' }), outcome('fetch', { eventId: 'e2' })],
    indexed(),
  );
  expect(refresh).toMatchObject({ state: 'indexed', refreshing: true });
  const unchanged = outcome('deduplicate', {
    eventId: 'e2',
    outcome: 'duplicate',
    reason: 'unchanged',
    duplicateOf: ID,
  });
  expect(run([unchanged], refresh)).toMatchObject({ state: 'indexed', refreshing: false });
  const failed = outcome('fetch', { eventId: 'e3', outcome: 'rejected', reason: 'gone' });
  expect(run([outcome('schedule', { eventId: 'e3' }), failed], indexed())).toMatchObject({
    state: 'indexed',
    refreshing: false,
  });
});
