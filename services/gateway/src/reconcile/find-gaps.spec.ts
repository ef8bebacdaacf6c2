import type { TraceStep } from '@dateline/storage';
import { findGaps } from './find-gaps.js';

let minute = 0;
const step = (stage: string, eventId: string | null, change: Partial<TraceStep> = {}): TraceStep => ({
  ...{ key: `${stage}:${eventId}`, stage, outcome: 'emitted', reason: null, detail: null, duplicateOf: null },
  ...{
    eventId,
    attempts: 1,
    service: 'x',
    version: '1',
    at: new Date(Date.UTC(2026, 2, 3, 9, (minute += 1))),
  },
  ...change,
});
beforeEach(() => (minute = 0));

const WAY = () => [
  step('discover', 'D', { emitted: ['D'] }),
  step('schedule', 'D'),
  step('fetch', 'D', { emitted: ['F'] }),
  step('parse', 'F', { emitted: ['P'] }),
  step('deduplicate', 'P', { emitted: ['E', 'N'] }),
  step('index', 'E', { emitted: ['A'] }),
];

it.each([
  [1, 'schedule', ['D']],
  [2, 'fetch', ['D']],
  [3, 'parse', ['F']],
  [4, 'deduplicate', ['P']],
  [5, 'index', ['E', 'N']],
] as const)('after %d steps the way breaks off before %s', (known, stage, eventIds) => {
  const steps = WAY().slice(0, known);
  expect(findGaps(steps)).toEqual([{ stage, eventIds, since: steps.at(-1)?.at }]);
});

it('is that of an import, and of a kept page that was parsed again', () => {
  expect(findGaps([step('import', 'F', { emitted: ['F'] })])).toMatchObject([
    { stage: 'parse', eventIds: ['F'] },
  ]);
  expect(findGaps([...WAY(), step('replay', 'R', { emitted: ['R'] })])).toMatchObject([
    { stage: 'deduplicate', eventIds: ['R'] },
  ]);
});

it('finds a change that was lost behind one that came through', () => {
  const change = [step('discover', 'D2', { emitted: ['D2'] }), step('schedule', 'D2')];
  expect(findGaps([...WAY(), ...change])).toMatchObject([{ stage: 'fetch', eventIds: ['D2'] }]);
});

it('has none at a discovery whose page was read for a later one', () => {
  const early = [step('discover', 'D0', { emitted: ['D0'] }), step('schedule', 'D0')];
  expect(findGaps([...early, ...WAY().slice(0, 3)])).toMatchObject([{ stage: 'parse', eventIds: ['F'] }]);
});

it('has none where a stage ended the event, whatever the end', () => {
  for (const outcome of ['rejected', 'duplicate', 'dead_lettered']) {
    const steps = [...WAY().slice(0, 3), step('parse', 'F', { outcome })];
    // Only the last resort is left: what was emitted last.
    expect(findGaps(steps)).toMatchObject([{ stage: 'parse', eventIds: ['F'] }]);
    expect(findGaps([...steps, step('fetch', 'D9', { emitted: ['F9'] })])).toMatchObject([
      { eventIds: ['F9'] },
    ]);
  }
});

it('does not follow what the reconciler or a release of dead letters put back', () => {
  const put = [
    step('reconcile', 'X', { emitted: ['F'] }),
    step('replay', 'Y', { emitted: ['F'], input: 'box/0/4' }),
  ];
  expect(findGaps([...WAY().slice(0, 3), ...put])).toMatchObject([{ stage: 'parse', eventIds: ['F'] }]);
});

it('goes on from the last that was emitted where an outcome was lost', () => {
  const steps = WAY();
  steps[5] = step('index', 'E', { outcome: 'duplicate', reason: 'repeated_event' });
  expect(findGaps(steps)).toMatchObject([{ stage: 'index', eventIds: ['E', 'N'] }]);
  expect(findGaps([])).toEqual([]);
});
