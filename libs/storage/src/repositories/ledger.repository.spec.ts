import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, matched, refused, unconfirmed } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { isTransientStorageError, WriteConflict } from '../storage.errors.js';
import { LedgerRepository } from './ledger.repository.js';
import type { Trace } from './ledger.types.js';

const { models, played } = playDatabase();
const whole = { asked: 0 };
const ledger = new LedgerRepository(models, () => {
  whole.asked += 1;
  return Promise.resolve(models);
});
const trace = (articleId: string, changes: Partial<Trace> = {}): Trace => ({
  articleId,
  url: `https://paper.example/${articleId}`,
  feedId: 'feed-1',
  day: '2026-03-03',
  state: 'in_flight',
  reason: null,
  duplicateOf: null,
  stage: 'parse',
  refreshing: false,
  discoveredAt: now,
  updatedAt: now,
  indexedAt: null,
  steps: [],
  rev: 4,
  sightings: 1,
  lastOutcome: null,
  ...changes,
});
const rowOf = ({ articleId, ...rest }: Trace) => ({ _id: articleId, ...rest });

describe('a trace', () => {
  it('is inserted when it is new, and else written over the revision that was read', async () => {
    await ledger.saveMany([
      { trace: trace('a'), expectedRev: null },
      { trace: trace('b'), expectedRev: 4 },
    ]);
    expect(played().inserted('ledger_traces')).toMatchObject([{ _id: 'a', rev: 1 }]);
    expect(played().updates('ledger_traces')).toMatchObject([
      { q: { _id: 'b', rev: 4 }, u: { $set: { rev: 5 } } },
    ]);
    expect(played().only('update ledger_traces')).toMatchObject({
      ordered: false,
      writeConcern: { w: 'majority' },
    });
  });

  it.each([
    ['was inserted by another writer', null, 'insert', refused([0])],
    ['was changed by another writer', 4, 'update', matched(0)],
  ])('that %s is a conflict, which can be repeated', async (_, expectedRev, name, answer) => {
    played().answer(`${name} ledger_traces`, answer);
    const end = await ledger.saveMany([{ trace: trace('a'), expectedRev }]).catch((error: unknown) => error);
    expect(end).toBeInstanceOf(WriteConflict);
    expect(isTransientStorageError(end)).toBe(true);
  });

  it('of which nobody knows whether it stands is no conflict, but is waited for', async () => {
    played().answer('insert ledger_traces', unconfirmed());
    const end = await ledger
      .saveMany([{ trace: trace('a'), expectedRev: null }])
      .catch((error: unknown) => error);
    expect(end).not.toBeInstanceOf(WriteConflict);
    expect(isTransientStorageError(end)).toBe(true);
  });

  it('that no schema knows is a defect, and is not repeated for ever', async () => {
    const odd = { ...trace('a'), headline: 'Late ferry' };
    const end = await ledger.saveMany([{ trace: odd, expectedRev: null }]).catch((error: unknown) => error);
    expect(String(end)).toContain('headline');
    expect(isTransientStorageError(end)).toBe(false);
    expect(played().commands).toEqual([]);
  });

  it('is written with five hundred in one command, and read with a thousand', async () => {
    const traces = Array.from({ length: 501 }, (_, n) => trace(`a${n}`));
    await ledger.saveMany(traces.map((one) => ({ trace: one, expectedRev: null })));
    expect(
      played()
        .sent('insert ledger_traces')
        .map(({ documents: rows }) => rows?.length),
    ).toEqual([500, 1]);
    const ids = Array.from({ length: 1_001 }, (_, n) => `a${n}`);
    played().answer('find ledger_traces', documents(), documents(rowOf(trace('a1000'))));
    expect(await ledger.loadMany(ids)).toEqual(new Map([['a1000', trace('a1000')]]));
  });

  it('is found by id and by address', async () => {
    const row = documents(rowOf(trace('a')));
    played().answer('find ledger_traces', row, documents(), row, documents());
    expect([await ledger.get('a'), await ledger.get('b')]).toEqual([trace('a'), null]);
    expect([await ledger.findByUrl('u'), await ledger.findByUrl('v')]).toEqual([trace('a'), null]);
    expect(
      played()
        .sent('find ledger_traces')
        .map(({ filter }) => filter),
    ).toEqual([{ _id: 'a' }, { _id: 'b' }, { url: 'u' }, { url: 'v' }]);
  });
});

describe('a list', () => {
  it('goes by article id, after the last one of the page before', async () => {
    played().answer('find ledger_traces', documents(rowOf(trace('b'))));
    expect(await ledger.list({ state: 'rejected', reason: 'no_body', limit: 10, after: 'a' })).toEqual([
      trace('b'),
    ]);
    expect(played().only('find ledger_traces')).toMatchObject({
      filter: { state: 'rejected', reason: 'no_body', _id: { $gt: 'a' } },
      sort: { _id: 1 },
      limit: 10,
    });
  });

  it('of what is overdue has changes of indexed articles too', async () => {
    await ledger.overdue({ before: after(-60_000), limit: 5, after: 'a' });
    expect(played().only('find ledger_traces')).toMatchObject({
      filter: {
        $or: [{ state: 'in_flight' }, { refreshing: true }],
        updatedAt: { $lte: after(-60_000) },
        _id: { $gt: 'a' },
      },
      sort: { _id: 1 },
      limit: 5,
    });
  });
});

describe('ends of messages without an article', () => {
  const outcome = {
    id: 'o-1',
    stage: 'parse',
    outcome: 'dead_lettered',
    reason: null,
    detail: null,
    at: now,
  };

  it('are noted once', async () => {
    const { id, ...fields } = outcome;
    await ledger.noteUnattributed([outcome]);
    await ledger.noteUnattributed([]);
    expect(played().updates('ledger_unattributed')).toEqual([
      { q: { _id: id }, u: { $setOnInsert: fields }, upsert: true },
    ]);
  });

  it('are found by the article that they speak of, and dropped', async () => {
    played().answer('find ledger_unattributed', documents({ _id: 'o-1', articleId: 'a', said: { n: 1 } }));
    expect(await ledger.unattributedOf(['a'])).toEqual([{ id: 'o-1', articleId: 'a', said: { n: 1 } }]);
    await ledger.dropUnattributed(['o-1']);
    await ledger.dropUnattributed([]);
    expect(played().deleted('ledger_unattributed')).toEqual([{ _id: { $in: ['o-1'] } }]);
  });
});

describe('counts', () => {
  it('have every state, and are read over the connection for whole collections', async () => {
    const before = whole.asked;
    played().answer('aggregate ledger_traces', documents({ _id: 'indexed', n: 3 }));
    expect(await ledger.totals()).toEqual({
      in_flight: 0,
      indexed: 3,
      duplicate: 0,
      rejected: 0,
      dead_lettered: 0,
    });
    expect(whole.asked).toBe(before + 1);
  });

  it('go by day and feed', async () => {
    const counts = { discovered: 2, indexed: 1, duplicate: 0, rejected: 1, deadLettered: 0, inFlight: 0 };
    played().answer(
      'aggregate ledger_traces',
      documents({ _id: { feedId: null, day: '2026-03-03' }, ...counts }),
    );
    expect(await ledger.byFeedAndDay()).toEqual([{ feedId: null, day: '2026-03-03', ...counts }]);
  });

  it('of one feed add up, with the reasons of what was rejected', async () => {
    const groups = [
      { _id: { state: 'indexed', reason: null }, n: 5 },
      { _id: { state: 'rejected', reason: 'no_body' }, n: 2 },
      { _id: { state: 'rejected', reason: null }, n: 1 },
    ];
    played().answer('aggregate ledger_traces', documents(...groups));
    expect(await ledger.ofFeed('feed-1')).toMatchObject({
      discovered: 8,
      indexed: 5,
      rejected: 3,
      inFlight: 0,
      rejectedBy: { no_body: 2, unknown: 1 },
    });
  });

  it('of what is under way and of what nobody names', async () => {
    played().answer('aggregate ledger_traces', documents({ n: 2 }));
    expect([await ledger.refreshingCount(), await ledger.unattributedCount()]).toEqual([2, 0]);
    expect(played().only('aggregate ledger_unattributed').pipeline?.[0]).toEqual({
      $match: { outcome: 'dead_lettered' },
    });
  });
});

it.each([
  ['entriesWithoutTrace', 'feed_entries', 'ledger_traces'],
  ['indexedWithoutArticle', 'ledger_traces', 'articles'],
  ['articlesNotIndexed', 'articles', 'ledger_traces'],
  ['duplicatesWithoutOriginal', 'ledger_traces', 'articles'],
] as const)('%s compares %s with %s', async (name, of, against) => {
  played().answer(`aggregate ${of}`, documents({ count: [{ n: 9 }], sample: [{ _id: 'a' }] }));
  expect(await ledger[name](3)).toEqual({ count: 9, ids: ['a'] });
  const { pipeline = [] } = played().only(`aggregate ${of}`);
  const lookup = pipeline.find((stage) => '$lookup' in stage);
  expect(lookup).toMatchObject({ $lookup: { from: against, foreignField: '_id' } });
});

it('fails as the server does', async () => {
  played().answer('aggregate ledger_traces', failed(50, 'MaxTimeMSExpired'));
  const end = await ledger.totals().catch((error: unknown) => error);
  expect(isTransientStorageError(end)).toBe(true);
});
