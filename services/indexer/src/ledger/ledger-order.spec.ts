import type { Stage, StageOutcome } from '@dateline/contracts';
import type { StageMessage } from '@dateline/messaging';
import type { Trace, UnattributedOutcome } from '@dateline/storage';
import { seededRandom, shuffled } from '@dateline/testing';
import { applyOutcome, type AttributedOutcome } from './apply-outcome.js';
import { KeepLedger } from './keep-ledger.js';

const ID = 'c'.repeat(64);
const MINUTE = 60_000;
const at = (minute: number) => new Date(Date.UTC(2026, 2, 3, 9) + minute * MINUTE).toISOString();

interface Told extends Partial<StageOutcome> {
  stage: Stage;
}

const fact = (minute: number, told: Told): AttributedOutcome => ({
  outcome: 'emitted',
  reason: null,
  detail: null,
  duplicateOf: null,
  eventId: null,
  emitted: [],
  input: null,
  attempts: 1,
  service: 'test',
  version: '1',
  feedId: null,
  url: null,
  occurredAt: at(minute),
  ...told,
  articleId: ID,
});

const place = (topic: string, offset: number) => ({ topic, partition: 0, offset: String(offset) });
const URL_OF = 'https://lighthouse.example/storm';

/** What one discovery leads to, up to the index. */
const way = (n: number, from: number): AttributedOutcome[] => [
  fact(from, {
    stage: 'discover',
    eventId: `d${n}`,
    emitted: [`d${n}`],
    feedId: `f${n}`,
    url: `${URL_OF}?${n}`,
  }),
  fact(from + 1, { stage: 'schedule', eventId: `d${n}`, feedId: `f${n}`, url: `${URL_OF}?${n}` }),
  fact(from + 2, { stage: 'fetch', eventId: `d${n}`, emitted: [`p${n}`] }),
  fact(from + 3, { stage: 'parse', eventId: `p${n}`, emitted: [`a${n}`] }),
  fact(from + 4, { stage: 'deduplicate', eventId: `a${n}`, emitted: [`r${n}`, `cluster${n}`] }),
  fact(from + 5, { stage: 'index', eventId: `r${n}`, emitted: [`e${n}`] }),
];
const rejected = (n: number, from: number) => [
  ...way(n, from).slice(0, 2),
  fact(from + 2, { stage: 'fetch', eventId: `d${n}`, outcome: 'rejected', reason: 'not_found' }),
];
const dead = (offset: number, minute: number) =>
  fact(minute, {
    stage: 'parse',
    eventId: 'p1',
    outcome: 'dead_lettered',
    reason: 'RangeError',
    input: place('fetched', offset),
  });
const putBack = (offset: number, minute: number) =>
  fact(minute, {
    stage: 'replay',
    eventId: `back${offset}`,
    emitted: ['p1'],
    input: place('fetched', offset),
  });

const CASES: Record<string, { facts: AttributedOutcome[]; is: Partial<Trace> }> = {
  indexed: {
    facts: way(1, 0),
    is: { state: 'indexed', refreshing: false, stage: 'index', url: `${URL_OF}?1` },
  },
  'rejected before it is told to be in line': {
    facts: rejected(1, 0),
    is: { state: 'rejected', reason: 'not_found', stage: 'fetch' },
  },
  'changed before its page was read': {
    facts: [
      ...way(1, 0).slice(0, 2),
      ...way(2, 3).slice(0, 2),
      fact(5, { stage: 'fetch', eventId: 'd2', outcome: 'rejected', reason: 'not_found' }),
    ],
    is: { state: 'rejected', reason: 'not_found', refreshing: false },
  },
  'changed twice before its page was read, in line at the same time': {
    facts: [
      fact(1, { stage: 'schedule', eventId: 'd9' }),
      fact(1, { stage: 'schedule', eventId: 'd2' }),
      fact(1, { stage: 'schedule', eventId: 'd5' }),
      fact(2, { stage: 'fetch', eventId: 'd2', emitted: ['p2'] }),
      fact(3, { stage: 'parse', eventId: 'p2', outcome: 'rejected', reason: 'not_an_article' }),
    ],
    is: { state: 'rejected', reason: 'not_an_article' },
  },
  'changed before its page was read, and not read yet': {
    facts: [...way(1, 0).slice(0, 2), ...way(2, 3).slice(0, 2)],
    is: { state: 'in_flight', stage: 'schedule' },
  },
  'read, and in line again': {
    facts: [...rejected(1, 0), ...way(2, 3).slice(0, 2)],
    is: { state: 'in_flight', stage: 'schedule' },
  },
  'on its way': { facts: way(1, 0).slice(0, 4), is: { state: 'in_flight', stage: 'parse' } },
  'seen twice': {
    facts: [
      ...rejected(1, 0),
      fact(1, { stage: 'discover', eventId: 'd2', emitted: ['d2'], feedId: 'f2' }),
      fact(2, {
        stage: 'schedule',
        eventId: 'd2',
        outcome: 'duplicate',
        reason: 'known_url',
        duplicateOf: ID,
      }),
    ],
    is: { state: 'rejected', sightings: 2, feedId: 'f1' },
  },
  'a dead letter that went on': {
    facts: [
      ...way(1, 0).slice(0, 3),
      dead(7, 3),
      putBack(7, 60),
      fact(61, { stage: 'parse', eventId: 'p1', emitted: ['a1'] }),
    ],
    is: { state: 'in_flight', stage: 'parse' },
  },
  'a dead letter that was put back': {
    facts: [...way(1, 0).slice(0, 3), dead(7, 3), putBack(7, 60)],
    is: { state: 'in_flight', stage: 'replay' },
  },
  'a dead letter that died again': {
    facts: [...way(1, 0).slice(0, 3), dead(7, 3), putBack(7, 60), dead(9, 61)],
    is: { state: 'dead_lettered', reason: 'RangeError', stage: 'parse' },
  },
  'an order to withdraw': {
    facts: [
      ...rejected(1, 0),
      fact(9, { stage: 'withdraw', eventId: 'w', outcome: 'dead_lettered', input: place('w', 1) }),
    ],
    is: { state: 'rejected' },
  },
  'a page that ended twice': {
    facts: [...rejected(1, 0), fact(3, { stage: 'fetch', eventId: 'd1', emitted: ['p1'] })],
    is: { state: 'in_flight' },
  },
};

function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length <= 1) yield [...items];
  for (const [i, first] of items.entries())
    for (const rest of permutations(items.filter((_, j) => j !== i))) yield [first, ...rest];
}

/** The trace without what names its own making. */
function traceOf(facts: readonly AttributedOutcome[]): Trace {
  let offset = 0;
  const apply = (trace: Trace | null, outcome: AttributedOutcome) =>
    applyOutcome(trace, outcome, { partition: 0, offset: String(offset++) });
  const trace = facts.reduce(apply, null as Trace | null) as Trace;
  return { ...trace, lastOutcome: null };
}

it.each(Object.entries(CASES))('%s: the same in every order, also where facts repeat', (_, { facts, is }) => {
  const expected = traceOf(facts);
  expect(expected).toMatchObject(is);
  const said = JSON.stringify(expected);
  for (const order of permutations(facts)) expect(JSON.stringify(traceOf(order))).toBe(said);
  expect(JSON.stringify(traceOf([...facts, ...facts].reverse()))).toBe(said);
});

/** Ways that end in every manner, begun again by changed entries. */
const MANY = [
  ...rejected(1, 0),
  ...way(2, 10),
  ...way(3, 20).slice(0, 4),
  fact(24, {
    stage: 'deduplicate',
    eventId: 'a3',
    outcome: 'duplicate',
    reason: 'unchanged',
    duplicateOf: ID,
  }),
  ...rejected(4, 30),
];

it('indexed once, it stays so whatever comes before and after, in three hundred orders', () => {
  const random = seededRandom(17);
  const said = JSON.stringify(traceOf(MANY));
  expect(traceOf(MANY)).toMatchObject({ state: 'indexed', refreshing: false });
  for (let i = 0; i < 300; i += 1) expect(JSON.stringify(traceOf(shuffled(MANY, random)))).toBe(said);
});

it('is being refreshed until the last of its ways has ended, in any order', () => {
  const random = seededRandom(4);
  const open = MANY.filter(({ stage, eventId }) => stage !== 'deduplicate' || eventId !== 'a3');
  for (let i = 0; i < 100; i += 1)
    expect(traceOf(shuffled(open, random))).toMatchObject({ state: 'indexed', refreshing: true });
});

describe('garbage', () => {
  class Ledger {
    readonly traces = new Map<string, Trace>();
    readonly notes = new Map<string, UnattributedOutcome>();
    loadMany(ids: readonly string[]) {
      return Promise.resolve(
        new Map(
          ids.flatMap((id) => {
            const trace = this.traces.get(id);
            return trace ? [[id, trace] as const] : [];
          }),
        ),
      );
    }
    saveMany(writes: readonly { trace: Trace }[]) {
      for (const { trace } of writes) this.traces.set(trace.articleId, trace);
      return Promise.resolve();
    }
    noteUnattributed(notes: readonly UnattributedOutcome[]) {
      for (const note of notes) this.notes.set(note.id, note);
      return Promise.resolve();
    }
    unattributedOf<Said>(ids: readonly string[]) {
      const of = [...this.notes.values()].filter(
        ({ articleId }) => articleId !== undefined && ids.includes(articleId),
      );
      return Promise.resolve(
        of.map(({ id, articleId = '', said }) => ({ id, articleId, said: said as Said })),
      );
    }
    dropUnattributed(ids: readonly string[]) {
      for (const id of ids) this.notes.delete(id);
      return Promise.resolve();
    }
  }

  const message = (data: StageOutcome, offset: number) =>
    ({
      event: { id: `o${offset}`, data },
      position: { topic: 'outcomes', partition: 0, offset: String(offset) },
    }) as StageMessage<StageOutcome>;

  it.each<Stage>(['withdraw', 'schedule', 'parse', 'deduplicate', 'index'])(
    'a dead letter of stage %s under a made-up id opens no trace',
    async (stage) => {
      const ledger = new Ledger();
      const garbage = fact(1, { stage, outcome: 'dead_lettered', reason: 'bad_json', input: place('in', 3) });
      await new KeepLedger(ledger).run([message(garbage, 0)]);
      expect([ledger.traces.size, ledger.notes.size]).toEqual([0, 1]);
    },
  );

  it('a dead letter that is told before its article belongs to it when it comes', async () => {
    const ledger = new Ledger();
    const keep = new KeepLedger(ledger);
    const [discover, schedule, fetch] = way(1, 0).slice(0, 3).map(message);
    await keep.run([message(dead(7, 3), 8)]);
    await keep.run([fetch, discover, schedule] as StageMessage<StageOutcome>[]);
    expect(ledger.traces.get(ID)).toMatchObject({ state: 'dead_lettered', stage: 'parse' });
    expect(ledger.notes.size).toBe(0);
  });
});
