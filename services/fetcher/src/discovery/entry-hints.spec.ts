import { checkAgainst, EntryHints } from '@dateline/contracts';
import { entryHintsOf } from './entry-hints.js';
import { feedEntry } from '../../test/feed-entry.js';

describe('entryHintsOf', () => {
  it('takes over what the feed says', () => {
    const hints = entryHintsOf(
      feedEntry({
        id: 'g1',
        title: 'Ferry returns',
        summaryHtml: '<p>Short</p>',
        contentHtml: '<p>Long</p>',
        published: '2026-03-03T09:05:07Z',
        authors: [
          { name: 'A. Writer', email: null, url: null },
          { name: null, email: 'desk@outlet.example', url: null },
        ],
        categories: ['Harbour', ''],
        language: 'en',
      }),
    );
    expect(hints).toEqual({
      entryId: 'g1',
      title: 'Ferry returns',
      summary: '<p>Short</p>',
      contentHtml: '<p>Long</p>',
      publishedAt: '2026-03-03T09:05:07.000Z',
      updatedAt: null,
      authors: ['A. Writer'],
      categories: ['Harbour'],
      language: 'en',
      image: null,
      media: [],
      commentsUrl: null,
      originalUrl: null,
      source: null,
    });
    expect(checkAgainst(EntryHints, hints).ok).toBe(true);
  });

  it('takes over pictures, audio and video, comments and the source', () => {
    const hints = entryHintsOf(
      feedEntry({
        enclosures: [
          { url: 'https://cdn.example/7.mp3', type: 'audio/mpeg', length: 7 },
          { url: 'https://cdn.example/7.pdf', type: 'application/pdf', length: 7 },
        ],
        media: [
          { url: 'https://cdn.example/7.mp3', type: null, medium: 'audio' },
          { url: 'https://cdn.example/7.webm?a=1', type: null, medium: null },
          { url: 'https://cdn.example/7.jpg', type: null, medium: 'image' },
        ],
        image: 'https://cdn.example/7.jpg',
        imageCredit: 'A. Lens',
        commentsUrl: 'https://outlet.example/7/comments',
        originalUrl: 'not an address',
        source: { title: 'Wire', url: null, feedUrl: 'https://wire.example/feed', id: null },
      }),
    );
    expect(hints).toMatchObject({
      image: { url: 'https://cdn.example/7.jpg', creditText: 'A. Lens' },
      media: [
        { url: 'https://cdn.example/7.mp3', type: 'audio/mpeg', bytes: 7 },
        { url: 'https://cdn.example/7.webm?a=1', type: null, bytes: null },
      ],
      commentsUrl: 'https://outlet.example/7/comments',
      originalUrl: null,
      source: { title: 'Wire', url: 'https://wire.example/feed' },
    });
    expect(checkAgainst(EntryHints, hints).ok).toBe(true);
  });

  it('leaves out what is not said, not a date, or too long, and never cuts a text', () => {
    const hints = entryHintsOf(
      feedEntry({ published: 'last week', title: 't'.repeat(5_001), contentHtml: 'c'.repeat(100_000) }),
    );
    expect(hints).toMatchObject({ publishedAt: null, title: null, summary: null });
    expect(hints.contentHtml).toHaveLength(100_000);
  });

  it('stays under the limit of its topic with the worst of texts', () => {
    const worst = (length: number) => '\u0001'.repeat(length);
    const hints = entryHintsOf(
      feedEntry({
        id: worst(2_000),
        title: worst(5_000),
        summaryHtml: worst(30_000),
        contentHtml: worst(100_000),
        categories: Array.from({ length: 100 }, () => worst(200)),
        authors: Array.from({ length: 100 }, () => ({ name: worst(200), email: null, url: null })),
      }),
    );
    expect(Buffer.byteLength(JSON.stringify(hints))).toBeLessThan(1024 * 1024 - 40 * 1024);
  });
});
