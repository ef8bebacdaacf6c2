import { playDatabase } from '../../test/played/play-database.js';
import { articleRecord } from '../../test/samples.js';
import { trimRevisions } from './trim-revisions.js';

const { models, played } = playDatabase();
const replaced = (name: string, version: number) => ({ superseded: { ...articleRecord(name), version } });

it('removes all but the last versions of each article', async () => {
  const writes = [replaced('ferry', 5), replaced('tide', 2), { superseded: null }];
  await trimRevisions(models, writes, 3);
  const { articleId } = articleRecord('ferry');
  expect(played().deleted('article_revisions')).toEqual([{ articleId, version: { $lte: 2 } }]);
});

it.each([
  ['all are kept', Infinity],
  ['there are no more than that', 5],
])('asks for nothing where %s', async (_, kept) => {
  await trimRevisions(models, [replaced('ferry', 5)], kept);
  expect(played().commands).toEqual([]);
});
