import { NO_ENTRIES, sumAccounts } from './entry-accounts.js';

const account = { offered: 5, discovered: 2, known: 1, sameArticle: 0, skipped: { no_address: 2 } };

it('sums accounts part by part, and reason by reason', () => {
  const other = {
    offered: 3,
    discovered: 1,
    known: 0,
    sameArticle: 1,
    skipped: { no_address: 1, malformed: 0 },
  };
  expect(sumAccounts([account, other])).toEqual({
    offered: 8,
    discovered: 3,
    known: 1,
    sameArticle: 1,
    skipped: { no_address: 3 },
  });
});

it('takes what a day of an earlier version lacks for nothing', () => {
  expect(sumAccounts([undefined, { offered: 5 }, account])).toMatchObject({ offered: 10, known: 1 });
  expect(sumAccounts([])).toEqual(NO_ENTRIES);
});

it('leaves the accounts that it sums as they are', () => {
  sumAccounts([account, account]);
  expect(account.skipped).toEqual({ no_address: 2 });
  expect(NO_ENTRIES.skipped).toEqual({});
});
