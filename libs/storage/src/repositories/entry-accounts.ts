import { SKIP_REASONS, type EntryAccount } from '@dateline/contracts';
import type { Models } from '../models/models.js';
import type { AccountSums, FeedDayAccount } from './feed-count.types.js';

export const NO_ENTRIES: EntryAccount = { offered: 0, discovered: 0, known: 0, sameArticle: 0, skipped: {} };
const PARTS = ['offered', 'discovered', 'known', 'sameArticle'] as const;

/** Sums accounts; an absent part counts as zero. */
export function sumAccounts(accounts: readonly (Partial<EntryAccount> | undefined)[]): EntryAccount {
  const sum = { ...NO_ENTRIES, skipped: { ...NO_ENTRIES.skipped } };
  for (const account of accounts) {
    for (const part of PARTS) sum[part] += account?.[part] ?? 0;
    for (const reason of SKIP_REASONS) {
      const n = account?.skipped?.[reason] ?? 0;
      if (n > 0) sum.skipped[reason] = (sum.skipped[reason] ?? 0) + n;
    }
  }
  return sum;
}

interface Facets {
  byDay: ({ _id: Date } & Record<string, number>)[];
  crooked: { feedId: string; from: Date; account?: Partial<EntryAccount> }[];
  count: { n: number }[];
}

const partOf = (name: string) => ({ $ifNull: [`$account.${name}`, 0] });

/** Sums the daily accounts of all feeds and finds those whose parts do not add up to what was offered. */
export async function readAccountSums(
  { feedCounts }: Pick<Models, 'feedCounts'>,
  sample: number,
): Promise<AccountSums> {
  const skipped = SKIP_REASONS.map((reason) => partOf(`skipped.${reason}`));
  const accounted = { $add: [partOf('discovered'), partOf('known'), partOf('sameArticle'), ...skipped] };
  const isCrooked = { $match: { $expr: { $ne: [partOf('offered'), accounted] } } };
  const sums = [
    ...PARTS.map((part) => [part, { $sum: partOf(part) }]),
    ...SKIP_REASONS.map((reason) => [reason, { $sum: partOf(`skipped.${reason}`) }]),
  ];
  const [found] = await feedCounts.aggregate<Facets>([
    { $match: { span: 'day', account: { $exists: true } } },
    { $project: { feedId: 1, from: 1, account: 1 } },
    {
      $facet: {
        byDay: [{ $group: { _id: '$from', ...Object.fromEntries(sums) } }, { $sort: { _id: 1 } }],
        crooked: [isCrooked, { $sort: { from: -1 } }, { $limit: sample }],
        count: [isCrooked, { $count: 'n' }],
      },
    },
  ]);
  const byDay = (found?.byDay ?? []).map(({ _id, ...parts }) => ({
    day: dayOf(_id),
    account: sumAccounts([
      { ...parts, skipped: Object.fromEntries(SKIP_REASONS.map((r) => [r, parts[r] ?? 0])) },
    ]),
  }));
  const crooked = (found?.crooked ?? []).map(({ feedId, from, account }): FeedDayAccount => ({
    feedId,
    day: dayOf(from),
    account: sumAccounts([account]),
  }));
  return {
    total: sumAccounts(byDay.map(({ account }) => account)),
    byDay,
    crooked: { count: found?.count[0]?.n ?? 0, sample: crooked },
  };
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
