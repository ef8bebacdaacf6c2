import type { EntryHints } from '@dateline/contracts';
import { extractArticle } from '../index.js';

const ENTRY: EntryHints = {
  entryId: null,
  title: null,
  summary: null,
  contentHtml: null,
  publishedAt: null,
  updatedAt: null,
  authors: [],
  categories: [],
  language: null,
  image: { url: 'https://cdn.paper.example/quay.jpg', creditText: 'Rosa Lind / REUTERS' },
  media: [{ url: 'https://cdn.paper.example/quay.mp3', type: 'audio/mpeg', bytes: 7 }],
  commentsUrl: 'https://paper.example/a/comments',
  source: { title: 'Wire', url: 'https://wire.example/' },
};
const TEXT =
  '<p>The ferry left the harbour at dawn with forty passengers and a cargo of seed potatoes for the outer islands.</p>';

const read = (body: string, feed: EntryHints | null) =>
  extractArticle({
    bytes: Buffer.from(
      `<html><body><h1>Ferry leaves for the islands</h1><article>${body}</article></body></html>`,
    ),
    url: 'https://paper.example/a',
    contentType: 'text/html',
    feed,
  });

describe('what only the feed entry says', () => {
  it('is in the article, and named as the feed’s', () => {
    const article = read(TEXT, ENTRY);
    expect(article).toMatchObject({
      associatedMedia: ENTRY.media,
      discussionUrl: ENTRY.commentsUrl,
      isBasedOn: ENTRY.source,
      originalUrl: null,
    });
    expect(article.image).toMatchObject([
      {
        url: 'https://cdn.paper.example/quay.jpg',
        creditText: 'Rosa Lind / REUTERS',
        creditAgency: 'Reuters',
      },
    ]);
    for (const field of ['image', 'associatedMedia', 'discussionUrl', 'isBasedOn'])
      expect(article.provenance[field]?.source).toBe('feed');
    expect(article.provenance['originalUrl']).toBeUndefined();
  });

  it('does not take the place of a picture that the page shows', () => {
    const figure = '<figure><img src="/own.jpg"><figcaption>The northern quay.</figcaption></figure>';
    const { image } = read(figure + TEXT, ENTRY);
    expect(image.map(({ url }) => url)).toEqual(['https://paper.example/own.jpg']);
  });

  it('credits the picture of the page where that is the same one', () => {
    const figure = '<figure><img src="/i/quay.jpg"><figcaption>The northern quay.</figcaption></figure>';
    expect(read(figure + TEXT, ENTRY).image).toMatchObject([
      { url: 'https://paper.example/i/quay.jpg', caption: 'The northern quay.', creditAgency: 'Reuters' },
    ]);
    const own =
      '<figure><img src="/i/quay.jpg"><figcaption>The quay. <cite>Anna Lund</cite></figcaption></figure>';
    expect(read(own + TEXT, ENTRY).image).toMatchObject([{ creditText: 'Anna Lund', creditAgency: null }]);
  });

  it('is a date as exact as the feed states it', () => {
    const entry = { ...ENTRY, publishedAt: '2026-03-03T00:00:00.000Z' };
    expect(read(TEXT, { ...entry, publishedPrecision: 'day' })).toMatchObject({
      datePublished: '2026-03-03T00:00:00Z',
      datePublishedPrecision: 'day',
    });
    expect(read(TEXT, { ...entry, publishedPrecision: 'month' }).datePublished).toBeNull();
    expect(read(TEXT, entry).datePublishedPrecision).toBe('second');
  });

  it('is absent without an entry', () => {
    expect(read(TEXT, null)).toMatchObject({ image: [], associatedMedia: [], isBasedOn: null });
  });
});
