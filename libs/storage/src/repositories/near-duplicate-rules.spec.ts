import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { nearDuplicateRules } from './near-duplicate-rules.js';

const { models, played } = playDatabase();

it('finds the feeds for which an operator has decided', async () => {
  const row = (_id: string, nearDuplicates: string) => ({ _id, policy: { nearDuplicates } });
  played().answer('find feeds', documents(row('a', 'drop'), row('b', 'keep')));
  expect(await nearDuplicateRules(models, ['a', 'b', 'c'])).toEqual(
    new Map([
      ['a', 'drop'],
      ['b', 'keep'],
    ]),
  );
  expect(played().only('find feeds').filter).toEqual({
    _id: { $in: ['a', 'b', 'c'] },
    'policy.nearDuplicates': { $in: ['keep', 'drop'] },
  });
});

it('asks for nothing without a feed', async () => {
  expect((await nearDuplicateRules(models, [])).size).toBe(0);
  expect(played().commands).toEqual([]);
});
