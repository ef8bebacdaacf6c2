import { chooseIdentity } from './choose-identity.js';
import type { FeedEntry } from '../feed.types.js';

const FEED = 'https://post.example.test/rss';
const entry = (change: Partial<FeedEntry>): FeedEntry => ({
  id: null, url: null, originalUrl: null, title: null, authors: [], published: null, updated: null, summaryHtml: null,
  contentHtml: null, enclosures: [], media: [], image: null, categories: [], language: null, commentsUrl: null, source: null,
  ...change,
}); // prettier-ignore
const entries = (count: number, of: (n: number) => Partial<FeedEntry>): FeedEntry[] =>
  Array.from({ length: count }, (_, n) =>
    entry({ id: `g${n}`, url: `${FEED}/${n}`, title: `T${n}`, ...of(n) }),
  );

describe('chooseIdentity', () => {
  it.each([
    ['valid guids', entries(4, () => ({})), 0, { policy: 'guid', reason: 'guids_valid', invalidGuids: 0 }],
    [
      'no guids',
      entries(4, () => ({ id: null })),
      0,
      { policy: 'link', reason: 'guids_missing', invalidGuids: 1 },
    ],
    [
      'guids that are the feed',
      entries(4, () => ({ id: FEED })),
      0,
      { policy: 'link', reason: 'guids_missing' },
    ],
    [
      'one guid for all',
      entries(4, () => ({ id: 'x' })),
      0,
      { policy: 'link', reason: 'guids_shared', invalidGuids: 1 },
    ],
    [
      'some guids missing',
      entries(4, (n) => (n === 0 ? { id: null } : {})),
      0,
      { policy: 'guid', invalidGuids: 0.25 },
    ],
    [
      'guids made anew',
      entries(4, () => ({})),
      3,
      { policy: 'link', reason: 'guids_unstable', unstableGuids: 0.75 },
    ],
    [
      'neither guids nor links of their own',
      entries(4, () => ({ id: null, url: `${FEED}/live` })),
      0,
      { policy: 'link+date', reason: 'links_shared' },
    ],
    [
      'neither guids nor links',
      entries(4, () => ({ id: null, url: null })),
      0,
      { policy: 'title+date', reason: 'links_missing' },
    ],
    ['too few to tell', entries(2, () => ({ id: null })), 2, { policy: 'guid', invalidGuids: 1 }],
    [
      'one entry shown twice',
      [...entries(2, () => ({})), ...entries(2, () => ({}))],
      0,
      { policy: 'guid', invalidGuids: 0 },
    ],
  ])('%s', (_what, items, churned, expected) => {
    expect(chooseIdentity(items, FEED, churned, null)).toMatchObject(expected);
  });

  it('does not go back, and keeps the reason, while the measures go on', () => {
    const before = chooseIdentity(
      entries(4, () => ({})),
      FEED,
      4,
      null,
    );
    const after = chooseIdentity(
      entries(4, () => ({})),
      FEED,
      0,
      before,
    );
    expect(after).toEqual({ policy: 'link', reason: 'guids_unstable', invalidGuids: 0, unstableGuids: 0 });
  });

  it('goes on down', () => {
    const before = chooseIdentity(
      entries(4, () => ({})),
      FEED,
      4,
      null,
    );
    const after = chooseIdentity(
      entries(4, () => ({ id: null, url: `${FEED}/live` })),
      FEED,
      0,
      before,
    );
    expect(after).toMatchObject({ policy: 'link+date', reason: 'links_shared' });
  });
});
