import type { ArticleOrigin } from '@dateline/contracts';
import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { RawPageRepository } from './raw-page.repository.js';

const { models, played } = playDatabase();
const pages = new RawPageRepository(models);
const page = {
  gzip: Buffer.from('packed'),
  bytes: 40,
  contentType: 'text/html',
  url: 'https://paper.example/ferry',
};
const origin = {
  articleId: 'a',
  feedId: 'feed-1',
  fetch: { fetchedAt: now.toISOString() },
} as unknown as ArticleOrigin;

describe('a page that is stored', () => {
  it('is written once, and kept longer when it comes again', async () => {
    await pages.put({ ...page, sha256: 'h', expiresAt: after(9) });
    const [update] = played().updates('raw_pages');
    expect(update).toMatchObject({ q: { _id: 'h' }, upsert: true });
    expect(update?.u).toMatchObject({
      $setOnInsert: { bytes: 40, url: page.url },
      $max: { expiresAt: after(9) },
    });
    expect(Object.keys(update?.u ?? {}).sort()).toEqual(['$max', '$setOnInsert']);
    expect(played().updates('page_fetches')).toEqual([]);
  });

  it('is filed under the article that it was fetched for', async () => {
    await pages.put({ ...page, sha256: 'h', expiresAt: after(9) }, origin);
    expect(played().updates('page_fetches')).toMatchObject([
      {
        q: { _id: 'a:h' },
        u: {
          $set: { articleId: 'a', sha256: 'h', feedId: 'feed-1', fetchedAt: now },
          $max: { expiresAt: after(9) },
        },
        upsert: true,
      },
    ]);
  });
});

it('gives the bytes of a page, and none for a page that is gone', async () => {
  played().answer('find raw_pages', documents({ _id: 'h', ...page, storedAt: now }), documents());
  expect(await pages.get('h')).toEqual(page);
  expect(await pages.get('h')).toBeNull();
});

it("reads all fetches through a cursor, each article's latest first", async () => {
  const rows = Array.from({ length: 1_500 }, (_, n) => ({
    _id: `a${n}:h`,
    articleId: `a${n}`,
    sha256: 'h',
    feedId: null,
    fetchedAt: now,
  }));
  played().answer('find page_fetches', documents(...rows));
  const read: string[] = [];
  for await (const { articleId } of pages.fetches()) read.push(articleId);
  expect(read).toEqual(rows.map(({ articleId }) => articleId));
  expect(Object.entries(played().only('find page_fetches').sort ?? {})).toEqual([
    ['articleId', 1],
    ['fetchedAt', -1],
  ]);
  expect(played().sent('getMore page_fetches').length).toBeGreaterThan(0);
});

it('closes the cursor when its reader stops', async () => {
  const rows = Array.from({ length: 2_000 }, (_, n) => ({
    _id: `${n}`,
    articleId: 'a',
    sha256: 'h',
    feedId: null,
    fetchedAt: now,
  }));
  played().answer('find page_fetches', documents(...rows));
  for await (const fetch of pages.fetches()) if (fetch.articleId === 'a') break;
  expect(played().sent('killCursors page_fetches')).toHaveLength(1);
});

it('finds the last fetch of an article', async () => {
  played().answer('find page_fetches', documents({ sha256: 'h', origin }), documents());
  expect(await pages.latestOf('a')).toEqual({ sha256: 'h', origin });
  expect(played().only('find page_fetches')).toMatchObject({
    filter: { articleId: 'a' },
    sort: { fetchedAt: -1 },
    limit: 1,
  });
  expect(await pages.latestOf('b')).toBeNull();
});

it('finds what was known when pages arrived, a thousand at a time', async () => {
  const asked = Array.from({ length: 1_001 }, (_, n) => ({ articleId: `a${n}`, sha256: 'h' }));
  played().answer('find page_fetches', documents(), documents({ articleId: 'a1000', origin }));
  expect(await pages.originsOf(asked)).toEqual(new Map([['a1000', origin]]));
  expect(played().sent('find page_fetches')[1]?.filter).toEqual({ _id: { $in: ['a1000:h'] } });
});

it('removes pages with their fetches', async () => {
  await pages.remove(['h']);
  expect(played().deleted('raw_pages')).toEqual([{ _id: { $in: ['h'] } }]);
  expect(played().deleted('page_fetches')).toEqual([{ sha256: { $in: ['h'] } }]);
});
