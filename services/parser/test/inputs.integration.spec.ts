import type { ArticleParsed } from '@dateline/contracts';
import { stopServices } from '@dateline/testing';
import { fetchedPage } from './fixtures/fetched-page.js';
import { ordinaryPage } from './fixtures/hostile-pages.js';
import { startParser } from './fixtures/parser-installation.js';

let parser: Awaited<ReturnType<typeof startParser>>;

beforeAll(async () => {
  parser = await startParser();
  await parser.start();
}, 120_000);
afterAll(async () => {
  await parser.stop();
  await stopServices();
});

const TEXT = [
  'Ferry waits out the fog | QUAY GAZETTE',
  'By Mara Lind',
  'NORTHPORT, March 3 (Quay Agency) - The ferry left the northern quay at dawn with two hundred people on deck.',
  'Nobody on board had expected the fog, which rolled in from the west and hid the whole sound for an hour.',
  'The captain slowed to walking pace, sounded the horn every minute, and waited until the beacon came in sight.',
];
const ARABIC = [
  'انتظرت العبّارة في الضباب ساعة كاملة حتى ظهرت المنارة، وعلى متنها مئتا راكب وفرقة موسيقية.',
  'لم يتوقع أحد من الركاب أن يهبط الضباب من جهة الغرب ويحجب المضيق كله في دقائق معدودة.',
];

it('reads plain text, a feed’s content and a legacy charset through the service, and refuses what is no page', async () => {
  const address = (name: string) => `https://quay.example/2026/${name}`;
  const text = fetchedPage(address('text'), TEXT.join('\n\n'), 'text/plain; charset=utf-8');
  const feed = fetchedPage(
    address('feed'),
    TEXT.slice(2)
      .map((p) => `<p>${p}</p>`)
      .join(''),
  );
  const feedOnly = {
    ...feed,
    authority: 'own_feed' as const,
    fetch: { ...feed.fetch, source: 'feed' as const, status: null },
    entry: {
      entryId: 'e-1',
      title: 'Ferry waits out the fog',
      summary: null,
      contentHtml: null,
      publishedAt: '2026-03-03T09:05:07.000Z',
      updatedAt: null,
      authors: ['Mara Lind'],
      categories: [],
      language: 'en',
    },
  };
  const arabic = fetchedPage(
    address('arabic'),
    `<html dir="rtl"><body><article><h1>العبّارة والضباب</h1>${ARABIC.map((p) => `<p>${p}</p>`).join('')}</article></body></html>`,
  );
  const picture = fetchedPage(address('picture'), '\u0089PNG\r\n', 'image/png');
  const html = fetchedPage(address('html'), ordinaryPage(1));
  const pages = [text, feedOnly, arabic, picture, html];
  await parser.publish(pages);
  const outcomes = await parser.settled(pages.length);
  const ends = new Map(outcomes.map((o) => [o.articleId, o]));
  expect(ends.get(picture.articleId)).toMatchObject({ outcome: 'rejected', reason: 'unsupported_media' });
  const parsed = new Map((await parser.parsed()).map((p): [string, ArticleParsed] => [p.articleId, p]));
  expect(parsed.size).toBe(4);
  expect(parsed.get(text.articleId)?.article).toMatchObject({
    headline: 'Ferry waits out the fog',
    dateline: { place: expect.stringMatching(/northport/i) as unknown },
    extractor: { input: 'text' },
  });
  expect(parsed.get(feedOnly.articleId)).toMatchObject({
    fetch: { source: 'feed' },
    article: {
      headline: 'Ferry waits out the fog',
      author: [{ name: 'Mara Lind' }],
      extractor: { input: 'feed' },
      provenance: { articleBody: { source: 'feed' } },
    },
  });
  expect(parsed.get(arabic.articleId)?.article).toMatchObject({
    articleBody: ARABIC.join('\n'),
    inLanguage: 'ar',
  });
  expect(parsed.get(html.articleId)?.article).toMatchObject({ extractor: { input: 'html' } });
}, 120_000);
