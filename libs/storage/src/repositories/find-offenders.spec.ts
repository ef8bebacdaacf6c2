import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { findOffenders, withoutMatch } from './find-offenders.js';

const { models, played } = playDatabase();

it('counts all that a pipeline finds, and names some', async () => {
  played().answer(
    'aggregate ledger_traces',
    documents({ count: [{ n: 7 }], sample: [{ _id: 'a' }, { _id: 'b' }] }),
  );
  const pipeline = [{ $match: { state: 'duplicate' } }, ...withoutMatch('articles', 'duplicateOf')];
  expect(await findOffenders(models.traces, 2, pipeline)).toEqual({ count: 7, ids: ['a', 'b'] });
  const [match, lookup, unmatched, facets] = played().only('aggregate ledger_traces').pipeline ?? [];
  expect(match).toEqual({ $match: { state: 'duplicate' } });
  expect(lookup).toMatchObject({
    $lookup: { from: 'articles', localField: 'duplicateOf', foreignField: '_id', as: 'other' },
  });
  expect(unmatched).toEqual({ $match: { other: [] } });
  expect(facets).toMatchObject({ $facet: { sample: [{ $limit: 2 }, {}] } });
});

it('finds nothing in an empty collection', async () => {
  played().answer('aggregate ledger_traces', documents({ count: [], sample: [] }), documents());
  expect(await findOffenders(models.traces, 2, [])).toEqual({ count: 0, ids: [] });
  expect(await findOffenders(models.traces, 2, [])).toEqual({ count: 0, ids: [] });
});
