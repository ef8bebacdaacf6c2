import type { EntryAccount } from '@dateline/contracts';
import { emptiedBeforeEach, specDatabase } from './open-test-database.js';

const database = specDatabase().open();
emptiedBeforeEach(database);

const at = new Date('2026-03-03T09:30:00Z');
const later = (days: number) => new Date(at.getTime() + days * 86_400_000);
const DAY_MS = 86_400_000;
const account = (change: Partial<EntryAccount> = {}): EntryAccount => ({
  offered: 5,
  discovered: 1,
  known: 2,
  sameArticle: 1,
  skipped: { no_address: 1 },
  ...change,
});
const entry = (
  guid: string,
  more: { url?: string; title?: string; reason?: 'no_address' | 'not_http' } = {},
) => ({
  reason: 'no_address' as const,
  guid,
  url: null,
  title: null,
  articleId: null,
  ...more,
});

describe('accounts of entries', () => {
  it('add up by hour, day and in all, and name the feeds and days that do not balance', async () => {
    const { feedCounts } = database;
    await feedCounts.add('whole', at, { counts: { fetches: 1 }, account: account() });
    await feedCounts.add('whole', at, {
      counts: { fetches: 1 },
      account: account({ offered: 6, skipped: { no_address: 1, too_old: 1 } }),
    });
    await feedCounts.add('whole', later(1), { counts: { fetches: 1 }, account: account() });
    expect((await feedCounts.accounts(10)).crooked).toEqual({ count: 0, sample: [] });

    const lossy = account({ offered: 9 });
    await feedCounts.add('lossy', later(1), { counts: { fetches: 1 }, account: lossy });
    const { total, byDay, crooked } = await feedCounts.accounts(10);
    expect(total).toEqual({
      offered: 25,
      discovered: 4,
      known: 8,
      sameArticle: 4,
      skipped: { no_address: 4, too_old: 1 },
    });
    expect(byDay.map(({ day, account: { offered } }) => [day, offered])).toEqual([
      ['2026-03-03', 11],
      ['2026-03-04', 14],
    ]);
    expect(crooked).toEqual({
      count: 1,
      sample: [{ feedId: 'lossy', day: '2026-03-04', account: lossy }],
    });
    const rolling = await feedCounts.rolling(['whole', 'unknown'], later(1));
    expect(rolling.get('whole')?.day.account.offered).toBe(5);
    expect(rolling.get('whole')?.month.account.offered).toBe(16);
    expect(rolling.get('unknown')?.month.account.offered).toBe(0);
  });
});

describe('skipped entries', () => {
  const kept = (when: Date) => ({ at: when, keptMs: 30 * DAY_MS });

  it('are kept once for each identity and found by guid, address and title, whatever the case', async () => {
    const { skippedEntries } = database;
    const lost = entry('Quay-1', {
      url: 'mailto:desk@quay.example',
      title: 'Fog  on the quay',
      reason: 'not_http',
    });
    expect(await skippedEntries.note('feed-1', [lost, lost], kept(at))).toBe(1);
    expect(await skippedEntries.note('feed-1', [lost, entry('quay-2')], kept(later(2)))).toBe(1);
    for (const name of ['quay-1', ' MAILTO:desk@quay.example', 'fog on the quay']) {
      expect(await skippedEntries.find(name, 10)).toEqual([
        { feedId: 'feed-1', ...lost, firstSeenAt: at, lastSeenAt: later(2) },
      ]);
    }
    expect(await skippedEntries.find('quay', 10)).toEqual([]);
    expect((await skippedEntries.ofFeed('feed-1', 10)).map(({ guid }) => guid)).toEqual(
      expect.arrayContaining(['Quay-1', 'quay-2']),
    );
    await skippedEntries.forget('feed-1');
    expect(await skippedEntries.ofFeed('feed-1', 10)).toEqual([]);
  });

  it('are bounded for a feed, and still counted', async () => {
    const { skippedEntries } = database;
    const many = (from: number) => Array.from({ length: 1_500 }, (_, n) => entry(`flood-${from + n}`));
    expect(await skippedEntries.note('flood', many(0), kept(at))).toBe(1_500);
    expect(await skippedEntries.note('flood', many(1_500), kept(at))).toBe(1_500);
    expect(await skippedEntries.ofFeed('flood', 5_000)).toHaveLength(2_000);
  });
});
