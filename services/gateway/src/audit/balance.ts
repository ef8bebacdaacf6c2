import { accountedOf } from '@dateline/contracts';
import type { AccountSums } from '@dateline/storage';

/**
 * One row of the ledger's count: the articles that a feed (null: imported) discovered on a day (UTC), by
 * state.
 */
export interface BalanceRow {
  feedId: string | null;
  day: string;
  discovered: number;
  indexed: number;
  duplicate: number;
  rejected: number;
  deadLettered: number;
  inFlight: number;
}

/** Traces by state, counted independently of the rows. */
export interface StateTotals {
  indexed: number;
  duplicate: number;
  rejected: number;
  dead_lettered: number;
  in_flight: number;
}

export const CHECKS = [
  'row_does_not_add_up',
  'totals_differ_from_rows',
  'entries_without_trace',
  'indexed_without_article',
  'articles_not_indexed',
  'duplicates_without_original',
  'unaccounted',
  'entries_not_accounted',
] as const;
export type Check = (typeof CHECKS)[number];

/**
 * The result of a check: the number of cases (of single cases at most a thousand) and the first few (article
 * ids; for sums, the row).
 */
export interface Problem {
  check: Check;
  count: number;
  sample: string[];
}

export type BalanceTotals = Omit<BalanceRow, 'feedId' | 'day'>;

const STATES = [
  ['indexed', 'indexed'],
  ['duplicate', 'duplicate'],
  ['rejected', 'rejected'],
  ['deadLettered', 'dead_lettered'],
  ['inFlight', 'in_flight'],
] as const;

/** Sums of all rows. */
export function totalsOf(rows: readonly BalanceRow[]): BalanceTotals {
  const sum = (field: keyof BalanceTotals) => rows.reduce((total, row) => total + row[field], 0);
  return {
    discovered: sum('discovered'),
    indexed: sum('indexed'),
    duplicate: sum('duplicate'),
    rejected: sum('rejected'),
    deadLettered: sum('deadLettered'),
    inFlight: sum('inFlight'),
  };
}

/**
 * Problems of the sums. Every row must satisfy discovered = indexed + duplicate + rejected + dead-lettered +
 * in flight, and all rows together must give the independently counted states (null: not compared). A trace
 * in no known state, or in two, shows up here.
 */
export function findSumProblems(rows: readonly BalanceRow[], states: StateTotals | null): Problem[] {
  const crooked = rows.filter((row) => row.discovered !== endsOf(row));
  const totals = totalsOf(rows);
  const differing = STATES.flatMap(([field, state]) =>
    states && totals[field] !== states[state] ? [`${field}: ${states[state]} ≠ ${totals[field]}`] : [],
  );
  return [
    ...problem(
      'row_does_not_add_up',
      crooked.map((row) => `${row.feedId ?? 'import'} ${row.day}: ${row.discovered} ≠ ${endsOf(row)}`),
    ),
    ...problem('totals_differ_from_rows', differing),
  ];
}

/** Feeds and days whose account does not add up to the number of offered entries: a reader lost some. */
export function findAccountProblems({ crooked }: AccountSums): Problem[] {
  const sample = crooked.sample.map(
    ({ feedId, day, account }) => `${feedId} ${day}: ${account.offered} ≠ ${accountedOf(account)}`,
  );
  return crooked.count === 0 ? [] : [{ check: 'entries_not_accounted', count: crooked.count, sample }];
}

/** A problem with its first cases; none when there are no cases. */
export function problem(check: Check, cases: readonly string[]): Problem[] {
  return cases.length === 0 ? [] : [{ check, count: cases.length, sample: cases.slice(0, SAMPLE) }];
}

export const SAMPLE = 20;

function endsOf(row: BalanceTotals): number {
  return row.indexed + row.duplicate + row.rejected + row.deadLettered + row.inFlight;
}
