import type { FeedEntry } from '../feed.types.js';
import { entryFingerprintOf, entryIdentityOf } from './entry-identity.js';

const FEED = 'https://post.example.test/feed.xml';
const entry = (change: Partial<FeedEntry>): FeedEntry => ({
  id: null, url: null, originalUrl: null, title: null, authors: [], published: null, updated: null, summaryHtml: null,
  contentHtml: null, enclosures: [], media: [], image: null, categories: [], language: null, commentsUrl: null, source: null,
  ...change,
}); // prettier-ignore
const DATE = '2026-02-03T09:30:00.000Z';
const LINK = 'https://post.example.test/a';

describe('entryIdentityOf', () => {
  it.each([
    ['guid', { id: 'x-1', url: LINK }, 'guid'],
    ['no guid', { id: ' ', url: LINK }, 'link'],
    ['guid that is the feed', { id: FEED, url: LINK }, 'link'],
    ['guid that is the front page', { id: 'https://post.example.test/', url: LINK }, 'link'],
    ['link that is the front page', { url: 'https://post.example.test', published: DATE }, 'link+date'],
    ['no link', { title: 'T', updated: DATE }, 'title+date'],
    ['no date', { title: 'T', summaryHtml: 's' }, 'content'],
  ])('degrades: %s', (_what, change, policy) => {
    expect(entryIdentityOf(entry(change), FEED).policy).toBe(policy);
  });

  it.each([
    ['scheme of a guid', { id: 'http://post.example.test/a' }, { id: 'https://post.example.test/a' }],
    ['tracking in a guid', { id: `${LINK}?utm_source=rss` }, { id: LINK }],
    ['tracking in a link', { url: `${LINK}?utm_medium=feed#xtor=RSS-1` }, { url: LINK }],
    ['another title under one guid', { id: 'x', title: 'a' }, { id: 'x', title: 'b' }],
  ])('is not made new by %s', (_what, a, b) => {
    expect(entryIdentityOf(entry(a), FEED).key).toBe(entryIdentityOf(entry(b), FEED).key);
  });

  it.each([
    ['guids', { id: 'x' }, { id: 'X' }],
    ['places on a live page', { id: `${LINK}#1` }, { id: `${LINK}#2` }],
    ['links', { url: `${LINK}?id=1` }, { url: `${LINK}?id=2` }],
    ['dates', { title: 'a', published: DATE }, { title: 'a', published: '2026-02-04T09:30:00.000Z' }],
    ['texts', { summaryHtml: 'a' }, { summaryHtml: 'b' }],
  ])('parts %s', (_what, a, b) => {
    expect(entryIdentityOf(entry(a), FEED).key).not.toBe(entryIdentityOf(entry(b), FEED).key);
  });

  it('starts at the policy it is given', () => {
    expect(entryIdentityOf(entry({ id: 'x', url: LINK }), FEED, 'link').policy).toBe('link');
  });
});

describe('entryFingerprintOf', () => {
  const base = entry({ title: 'T', published: DATE, summaryHtml: '<p>One  two</p>' });

  it('changes with title, dates and text', () => {
    const changes: Partial<FeedEntry>[] = [
      { title: 'U' },
      { updated: '2026-02-04T00:00:00.000Z' },
      { summaryHtml: 'One three' },
      { contentHtml: 'x' },
    ];
    const prints = [base, ...changes.map((change) => ({ ...base, ...change }))].map(entryFingerprintOf);
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('looks through markup, white space and what is no text', () => {
    expect(
      entryFingerprintOf({
        ...base,
        summaryHtml: '<div>One <b>two</b></div>',
        image: LINK,
        categories: ['x'],
      }),
    ).toBe(entryFingerprintOf(base));
  });
});
