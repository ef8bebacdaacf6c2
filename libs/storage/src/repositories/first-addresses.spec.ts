import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { findIdsByUrl, findUrlsById } from './first-addresses.js';

const { models, played } = playDatabase();
const rows = documents({ _id: 'a', url: 'https://paper.example/a' }, { _id: 'b', url: null });

it('finds articles by their first addresses, each asked for once', async () => {
  played().answer('find ledger_traces', rows);
  const url = 'https://paper.example/a';
  expect(await findIdsByUrl(models, [url, url])).toEqual(new Map([[url, 'a']]));
  expect(played().only('find ledger_traces')).toMatchObject({
    filter: { url: { $in: [url] } },
    projection: { url: 1 },
  });
});

it('finds first addresses by article, without those that have none', async () => {
  played().answer('find ledger_traces', rows);
  expect(await findUrlsById(models, ['a', 'b'])).toEqual(new Map([['a', 'https://paper.example/a']]));
});

it('asks for a thousand at a time, and for nothing where nothing is asked', async () => {
  const ids = Array.from({ length: 1_001 }, (_, n) => `a${n}`);
  await findUrlsById(models, ids);
  await findIdsByUrl(models, []);
  expect(played().sent('find ledger_traces')).toHaveLength(2);
});
