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

  it('is absent without an entry', () => {
    expect(read(TEXT, null)).toMatchObject({ image: [], associatedMedia: [], isBasedOn: null });
  });
});
