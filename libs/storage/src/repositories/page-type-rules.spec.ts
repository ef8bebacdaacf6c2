import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { pageTypeRules } from './page-type-rules.js';

const { models, played } = playDatabase();

it('finds the feeds for which an operator has named classes, also if he named none', async () => {
  const row = (_id: string, pageTypes: string[]) => ({ _id, policy: { pageTypes } });
  played().answer('find feeds', documents(row('a', ['article']), row('b', [])));
  expect(await pageTypeRules(models, ['a', 'b', 'c'])).toEqual(
    new Map([
      ['a', ['article']],
      ['b', []],
    ]),
  );
  expect(played().only('find feeds').filter).toEqual({
    _id: { $in: ['a', 'b', 'c'] },
    'policy.pageTypes': { $type: 'array' },
  });
});

it('asks for nothing without a feed', async () => {
  expect((await pageTypeRules(models, [])).size).toBe(0);
  expect(played().commands).toEqual([]);
});
