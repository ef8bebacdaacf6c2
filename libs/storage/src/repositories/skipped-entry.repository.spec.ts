import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { SkippedEntryRepository } from './skipped-entry.repository.js';
import type { NewSkippedEntry } from './skipped-entry.types.js';

const { models, played } = playDatabase();
const skipped = new SkippedEntryRepository(models);
const DAY = 86_400_000;
const entry = (guid: string, changes: Partial<NewSkippedEntry> = {}): NewSkippedEntry => ({
  reason: 'same_article',
  guid,
  url: null,
  title: null,
  articleId: null,
  ...changes,
});
const note = (...entries: NewSkippedEntry[]) => skipped.note('feed-1', entries, { at: now, keptMs: DAY });

describe('an entry that led to nothing', () => {
  it('is kept once, from its first sighting until some time after the last', async () => {
    expect(await note(entry('a'), entry('b'))).toBe(2);
    expect(played().updates('skipped_entries')).toMatchObject([
      {
        u: {
          $set: { lastSeenAt: now, expiresAt: after(DAY) },
          $setOnInsert: { guid: 'a', firstSeenAt: now },
        },
        upsert: true,
      },
      { u: { $setOnInsert: { guid: 'b' } } },
    ]);
  });

  it('that is known is rewritten once a day', async () => {
    await note(entry('a'), entry('b'));
    const ids = played()
      .updates('skipped_entries')
      .map(({ q }) => q['_id']);
    played().reset();
    played().answer(
      'find skipped_entries',
      documents({ _id: ids[0], lastSeenAt: after(-DAY - 1) }, { _id: ids[1], lastSeenAt: after(-DAY) }),
    );
    expect(await note(entry('a'), entry('b'))).toBe(0);
    const [renewed, ...others] = played().updates('skipped_entries');
    expect([renewed?.q, others]).toEqual([{ _id: ids[0] }, []]);
    expect(renewed?.u).not.toHaveProperty(['$set', 'firstSeenAt']);
  });

  it('is counted, though not listed, where the feed has no room', async () => {
    played().answer('aggregate skipped_entries', documents({ n: 1_999 }));
    expect(await note(entry('first'), entry('second'))).toBe(2);
    expect(played().updates('skipped_entries')).toMatchObject([{ u: { $setOnInsert: { guid: 'first' } } }]);
    expect(played().only('aggregate skipped_entries').pipeline).toMatchObject([
      { $match: { feedId: 'feed-1' } },
      { $limit: 2_000 },
      {},
    ]);
  });

  it('is shortened to what is listed', async () => {
    await note(entry('g'.repeat(3_000), { title: 't'.repeat(900) }));
    const [row] = played()
      .updates('skipped_entries')
      .map(({ u }) => u['$setOnInsert'] as unknown as NewSkippedEntry);
    expect([row?.guid?.length, row?.title?.length]).toEqual([1_000, 500]);
  });

  it('may be none', async () => {
    expect(await note()).toBe(0);
    expect(played().commands).toEqual([]);
  });
});

it('is found by guid, address or title, whatever case and space they have', async () => {
  await note(entry('a', { title: 'Late  Ferry ' }));
  const { names } = played().updates('skipped_entries')[0]?.u['$setOnInsert'] as unknown as {
    names: string[];
  };
  await skipped.find('late ferry', 5);
  const { filter, sort, limit } = played().sent('find skipped_entries').at(-1) ?? {};
  expect(names).toContain(filter?.['names']);
  expect([sort, limit]).toEqual([{ lastSeenAt: -1 }, 5]);
});

it('lists the entries of a feed, latest first, without what only the store needs', async () => {
  const row = { feedId: 'feed-1', ...entry('a'), firstSeenAt: now, lastSeenAt: now };
  played().answer('find skipped_entries', documents({ _id: 'x', ...row, names: ['n'], expiresAt: now }));
  expect(await skipped.ofFeed('feed-1', 5)).toEqual([row]);
  expect(played().only('find skipped_entries')).toMatchObject({
    filter: { feedId: 'feed-1' },
    sort: { lastSeenAt: -1 },
    limit: 5,
  });
});

it('forgets a feed', async () => {
  await skipped.forget('feed-1');
  expect(played().deleted('skipped_entries')).toEqual([{ feedId: 'feed-1' }]);
});
