import {
  findAccountProblems,
  findSumProblems,
  problem,
  totalsOf,
  type BalanceRow,
  type StateTotals,
} from './balance.js';

const row = (change: Partial<BalanceRow> = {}): BalanceRow => ({
  feedId: 'harbour',
  day: '2026-03-03',
  discovered: 10,
  indexed: 4,
  duplicate: 3,
  rejected: 1,
  deadLettered: 1,
  inFlight: 1,
  ...change,
});
const states = (change: Partial<StateTotals> = {}): StateTotals => ({
  indexed: 4,
  duplicate: 3,
  rejected: 1,
  dead_lettered: 1,
  in_flight: 1,
  ...change,
});

describe('findSumProblems', () => {
  it('finds nothing where every line adds up to the states counted apart', () => {
    const imported = row({
      feedId: null,
      discovered: 1,
      indexed: 1,
      duplicate: 0,
      rejected: 0,
      deadLettered: 0,
      inFlight: 0,
    });
    expect(findSumProblems([row(), imported], states({ indexed: 5 }))).toEqual([]);
    expect(
      findSumProblems([], states({ indexed: 0, duplicate: 0, rejected: 0, dead_lettered: 0, in_flight: 0 })),
    ).toEqual([]);
  });

  it.each(['indexed', 'duplicate', 'rejected', 'deadLettered', 'inFlight'] as const)(
    'finds a line in which %s is one too many, whatever the states say',
    (field) => {
      const crooked = row({ [field]: row()[field] + 1 });
      expect(findSumProblems([row({ feedId: null }), crooked], null)).toEqual([
        { check: 'row_does_not_add_up', count: 1, sample: ['harbour 2026-03-03: 10 ≠ 11'] },
      ]);
    },
  );

  it.each(['indexed', 'duplicate', 'rejected', 'dead_lettered', 'in_flight'] as const)(
    'finds that the lines leave out a trace that is %s',
    (state) => {
      const [found, ...others] = findSumProblems([row()], states({ [state]: states()[state] + 1 }));
      expect(found).toMatchObject({ check: 'totals_differ_from_rows', count: 1 });
      expect(others).toEqual([]);
    },
  );

  it('finds a state that nobody declared: it is discovered, and nowhere else', () => {
    const checks = findSumProblems([row({ discovered: 11 })], states()).map((p) => p.check);
    expect(checks).toEqual(['row_does_not_add_up']);
  });
});

it('totalsOf adds up the lines', () => {
  expect(totalsOf([row(), row({ feedId: null, discovered: 1, indexed: 1 })])).toEqual({
    discovered: 11,
    indexed: 5,
    duplicate: 6,
    rejected: 2,
    deadLettered: 2,
    inFlight: 2,
  });
});

it('a problem shows its first cases and counts all', () => {
  const cases = Array.from({ length: 30 }, (_, i) => `article ${i}`);
  expect(problem('unaccounted', cases)).toMatchObject([{ count: 30, sample: cases.slice(0, 20) }]);
  expect(problem('unaccounted', [])).toEqual([]);
});

describe('findAccountProblems', () => {
  const account = { offered: 6, discovered: 1, known: 2, sameArticle: 1, skipped: { no_address: 1 } };
  const sums = { total: account, byDay: [] };

  it('names the feeds and days whose parts are not what was offered, and counts them all', () => {
    const sample = [{ feedId: 'harbour', day: '2026-03-03', account }];
    expect(findAccountProblems({ ...sums, crooked: { count: 7, sample } })).toEqual([
      { check: 'entries_not_accounted', count: 7, sample: ['harbour 2026-03-03: 6 ≠ 5'] },
    ]);
  });

  it('finds nothing where there are none', () => {
    expect(findAccountProblems({ ...sums, crooked: { count: 0, sample: [] } })).toEqual([]);
  });
});
