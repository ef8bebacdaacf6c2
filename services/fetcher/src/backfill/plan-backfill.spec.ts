import type { FeedInfo, ParsedFeed } from '@dateline/feed';
import type { FeedBackfill } from '@dateline/storage';
import { documentsAfter, sitemapsOf } from './next-documents.js';
import { planBackfill, type Loss } from './plan-backfill.js';

const history = { isComplete: false, isArchive: false, olderUrl: null, currentUrl: null };
const info = (said: Partial<FeedInfo>) => ({ history, link: null, ...said }) as FeedInfo;
const limits = { documents: 10, entries: 500 };
const [from, to] = [new Date('2026-03-03T10:00:00Z'), new Date('2026-03-03T16:00:00Z')];
const lossOf = (feed: Partial<FeedInfo>, entryUrls: string[]): Loss => ({
  from,
  to,
  documentUrl: 'https://feeds.example/rss',
  parsed: { feed: info(feed) },
  entryUrls,
});
const urlsOf = (search: { queue: { url: string }[] } | null) => search?.queue.map(({ url }) => url);

describe('planBackfill', () => {
  it('looks in the older documents of the feed first, then at the site of its articles', () => {
    const archive = { history: { ...history, olderUrl: 'https://feeds.example/rss?page=2' } };
    const loss = lossOf(archive, ['https://outlet.example/a']);
    expect(planBackfill(loss, null, limits)).toMatchObject({
      from,
      to,
      documentsLeft: 10,
      entriesLeft: 500,
      queue: [
        { url: 'https://feeds.example/rss?page=2', kind: 'archive' },
        { url: 'https://outlet.example/robots.txt', kind: 'robots' },
      ],
    });
  });

  it('goes by the address of the feed where no entry has one, and never from a document to itself', () => {
    const itself = { history: { ...history, olderUrl: 'https://feeds.example/rss' } };
    const found = planBackfill(lossOf({ ...itself, link: 'https://outlet.example/' }, []), null, limits);
    expect(urlsOf(found)).toEqual(['https://outlet.example/robots.txt']);
    const local = { history: { ...history, olderUrl: 'file:///etc/hosts' } };
    expect(planBackfill(lossOf(local, []), null, limits)).toBeNull();
  });

  it('looks for nothing when told so, and widens a search that is under way', () => {
    const loss = lossOf({}, ['https://outlet.example/a']);
    expect(planBackfill(loss, null, { ...limits, documents: 0 })).toBeNull();
    const earlier = new Date('2026-03-01T00:00:00Z');
    const before = { from: earlier, documents: 2, entries: 3, source: 'x' } as FeedBackfill;
    expect(planBackfill(loss, before, limits)).toMatchObject({ from: earlier, to, documents: 2, entries: 3 });
  });
});

describe('sitemapsOf', () => {
  const robots = 'https://outlet.example/robots.txt';

  it('takes those of the site that robots.txt names, for news first', () => {
    const text =
      'Sitemap: /all.xml\nSitemap: https://other.example/news.xml\nSitemap: https://www.outlet.example/news.xml';
    expect(urlsOf({ queue: sitemapsOf(text, robots) })).toEqual([
      'https://www.outlet.example/news.xml',
      'https://outlet.example/all.xml',
    ]);
  });

  it('asks at the usual places where none is named', () => {
    expect(urlsOf({ queue: sitemapsOf('User-agent: *', robots) })).toEqual([
      'https://outlet.example/news-sitemap.xml',
      'https://outlet.example/sitemap.xml',
    ]);
  });
});

describe('documentsAfter', () => {
  const document = (said: object) =>
    ({ kind: 'rss', sitemaps: [], feed: info({}), ...said }) as unknown as ParsedFeed;

  it('follows an index to its own sitemaps that changed since the loss', () => {
    const named = (name: string, lastModified: string) => ({
      url: `https://outlet.example/${name}`,
      lastModified,
    });
    const sitemaps = [named('new.xml', '2026-03-03T15:00:00Z'), named('old.xml', '2026-02-01T00:00:00Z')];
    const index = { url: 'https://outlet.example/index.xml', kind: 'sitemap' as const, tries: 0 };
    const next = documentsAfter(index, document({ kind: 'sitemapIndex', sitemaps }), { from }, to);
    expect(next).toEqual([{ url: 'https://outlet.example/new.xml', kind: 'sitemap', tries: 0 }]);
  });

  it('follows an archive to the one before it, and a sitemap nowhere', () => {
    const feed = info({ history: { ...history, olderUrl: 'https://outlet.example/3' } });
    const url = 'https://outlet.example/2';
    expect(
      urlsOf({ queue: documentsAfter({ url, kind: 'archive', tries: 0 }, document({ feed }), { from }, to) }),
    ).toEqual(['https://outlet.example/3']);
    expect(documentsAfter({ url, kind: 'sitemap', tries: 0 }, document({ feed }), { from }, to)).toEqual([]);
  });
});
