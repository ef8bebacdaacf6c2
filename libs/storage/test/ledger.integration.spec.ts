import { isTransientStorageError, WriteConflict, type Trace } from '../src/index.js';
import { emptiedBeforeEach, specDatabase } from './open-test-database.js';
import { articleRecord, at, firstWrite, hex } from './samples.js';

const { open } = specDatabase();
const [database, rival] = [open(), open()];
emptiedBeforeEach(database);

const traceOf = (name: string, changes: Partial<Trace> = {}): Trace => ({
  articleId: hex(name),
  url: `https://h.example/${name}`,
  feedId: 'f',
  day: '2026-03-03',
  state: 'in_flight',
  reason: null,
  duplicateOf: null,
  stage: 'fetch',
  refreshing: false,
  discoveredAt: at(0),
  updatedAt: at(0),
  indexedAt: null,
  steps: [],
  rev: 0,
  sightings: 1,
  lastOutcome: null,
  ...changes,
});
const save = (...traces: Trace[]) =>
  database.ledger.saveMany(traces.map((trace) => ({ trace, expectedRev: null })));

it('lets one of two writers of a trace win', async () => {
  await save(traceOf('a'));
  const { rev } = (await database.ledger.get(hex('a'))) as Trace;
  const ends = await Promise.allSettled(
    [database, rival].map((d) =>
      d.ledger.saveMany([{ trace: traceOf('a', { state: 'indexed' }), expectedRev: rev }]),
    ),
  );
  const failures = ends.flatMap((e) => (e.status === 'rejected' ? [e.reason as unknown] : []));
  expect(failures).toEqual([expect.any(WriteConflict)]);
  await expect(save(traceOf('a'))).rejects.toThrow(WriteConflict);
});

it('refuses a trace with a field that the schema does not know, for good', async () => {
  const error: unknown = await save({ ...traceOf('a'), surprise: 1 } as never).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Error);
  expect(isTransientStorageError(error)).toBe(false);
});

it('counts by state and by feed and day, and finds what does not fit', async () => {
  const indexed = articleRecord('i');
  await database.articles.saveMany([firstWrite(indexed), firstWrite(articleRecord('orphan'))]);
  await save(
    traceOf('w'),
    traceOf('x', { state: 'indexed' }),
    traceOf('y', { state: 'duplicate', duplicateOf: hex('lost') }),
    traceOf('z', { state: 'duplicate', duplicateOf: indexed.articleId }),
    traceOf('q', { articleId: indexed.articleId, state: 'indexed', refreshing: true }),
  );
  const entry = { policy: 'guid', fingerprint: 'f', url: 'u', discoveryId: 'd' };
  await database.entries.record(
    'f',
    [
      { ...entry, key: '1', articleId: hex('w') },
      { ...entry, key: '2', articleId: hex('new') },
    ],
    at(0),
  );
  expect(await database.ledger.totals()).toEqual({
    in_flight: 1,
    indexed: 2,
    duplicate: 2,
    rejected: 0,
    dead_lettered: 0,
  });
  expect(await database.ledger.byFeedAndDay()).toEqual([
    {
      feedId: 'f',
      day: '2026-03-03',
      discovered: 5,
      indexed: 2,
      duplicate: 2,
      rejected: 0,
      deadLettered: 0,
      inFlight: 1,
    },
  ]);
  expect(await database.ledger.entriesWithoutTrace(5)).toEqual({ count: 1, ids: [hex('new')] });
  expect(await database.ledger.indexedWithoutArticle(5)).toEqual({ count: 1, ids: [hex('x')] });
  expect(await database.ledger.articlesNotIndexed(5)).toEqual({
    count: 1,
    ids: [articleRecord('orphan').articleId],
  });
  expect(await database.ledger.duplicatesWithoutOriginal(5)).toEqual({ count: 1, ids: [hex('y')] });
  expect(await database.ledger.refreshingCount()).toBe(1);
});

it('notes a message without an article once, and an entry twice without change', async () => {
  const note = {
    id: 'n',
    stage: 'parse',
    outcome: 'dead_lettered',
    reason: 'garbage',
    detail: null,
    at: at(0),
  };
  await Promise.all([database, rival].map((d) => d.ledger.noteUnattributed([note])));
  expect(await database.ledger.unattributedCount()).toBe(1);
  const seen = {
    key: 'k',
    policy: 'guid',
    fingerprint: 'f',
    articleId: hex('a'),
    url: 'u',
    discoveryId: 'd',
  };
  await Promise.all(
    Array.from({ length: 10 }, (_, i) => (i % 2 ? rival : database).entries.record('f', [seen], at(0))),
  );
  expect(await database.entries.known('f', ['k', 'other'])).toEqual(
    new Map([['k', { fingerprint: 'f', articleId: hex('a'), url: 'u' }]]),
  );
});

it('does not leave out in silence an entry that the schema refuses', async () => {
  const seen = {
    key: 'k',
    policy: 'guid',
    fingerprint: 'f',
    articleId: hex('a'),
    url: 'u',
    discoveryId: 'd',
    surprise: 1,
  };
  await expect(database.entries.record('f', [seen], at(0))).rejects.toThrow();
});
