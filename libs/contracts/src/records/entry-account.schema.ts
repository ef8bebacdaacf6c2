import { Type, type Static } from 'typebox';

/** Why an entry of a document was not taken: the closed list. Operator messages and metrics use these words. */
export const SKIP_REASONS = [
  'no_address',
  'not_http',
  'malformed',
  'unreadable',
  'too_old',
  'undated',
  'out_of_scope',
  'over_budget',
  'policy',
  'sitemap',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

const count = (description: string) => Type.Integer({ minimum: 0, description });

/**
 * What became of the entries of documents: offered = discovered + known + same article + skipped. This holds
 * for each document, and so for each sum over feeds and days.
 */
export const EntryAccount = Type.Object(
  {
    offered: count('Entries that the bytes hold, counted apart from the reader'),
    discovered: count('Articles that were new in the feed'),
    known: count('Entries that the feed had shown before, changed or not'),
    sameArticle: count('Entries that came to one article with another entry of their document'),
    skipped: Type.Partial(
      Type.Record(Type.Enum([...SKIP_REASONS]), count('Entries left out for this reason')),
      {
        description: 'Entries that were not taken, by reason',
      },
    ),
  },
  { title: 'Entry account', description: 'offered = discovered + known + sameArticle + skipped' },
);
export type EntryAccount = Static<typeof EntryAccount>;

/** The sum of an account's parts; the account balances when it equals the number offered. */
export function accountedOf({ discovered, known, sameArticle, skipped }: EntryAccount): number {
  const left = Object.values(skipped).reduce((sum, n) => sum + n, 0);
  return discovered + known + sameArticle + left;
}
