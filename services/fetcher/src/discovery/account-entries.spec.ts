import { accountedOf } from '@dateline/contracts';
import { feedEntry } from '../../test/feed-entry.js';
import { accountOf, refusedAccount, skippedEntriesOf, type OfferedDocument } from './account-entries.js';
import { findDiscoveries, identifyEntries } from './find-discoveries.js';

const feed = { feedId: 'feed-1', url: 'https://outlet.example/rss' };
const sight = { at: new Date('2026-03-03T12:00:00Z'), foundBy: 'poll' as const };
const entry = (id: string, url: string | null, title = id) => feedEntry({ id, url, title });
const story = (n: number) => entry(`g${n}`, `https://outlet.example/${n}`);

const documentOf = (items: OfferedDocument['items'], more: Partial<OfferedDocument> = {}) => ({
  offered: items.length,
  items,
  leftOut: [],
  dropped: {},
  sitemaps: 0,
  ...more,
});

function account(document: OfferedDocument, known: OfferedDocument['items'] = []) {
  const named = identifyEntries(document.items, feed.url);
  const before = new Map(identifyEntries(known, feed.url).identified.map((one) => [one.key, one]));
  return accountOf(document, named, findDiscoveries(feed, named.identified, before, sight));
}

describe('accountOf', () => {
  it('has every entry in one part', () => {
    const items = [
      story(1),
      story(2),
      story(2),
      entry('none', null),
      entry('mail', 'mailto:desk@outlet.example'),
    ];
    const old = { entry: story(3), reason: 'too_old' as const };
    const seen = { entry: story(4), reason: 'known' as const };
    const found = account(
      documentOf(items, { offered: 10, leftOut: [old, seen], dropped: { malformed: 1 }, sitemaps: 2 }),
      [story(1)],
    );
    expect(found).toEqual({
      offered: 10,
      discovered: 1,
      known: 2,
      sameArticle: 1,
      skipped: { no_address: 1, not_http: 1, too_old: 1, malformed: 1, sitemap: 2 },
    });
    expect(accountedOf(found)).toBe(found.offered);
  });

  it('counts entries that changed as known', () => {
    expect(account(documentOf([entry('g1', 'https://outlet.example/1', 'Corrected')]), [story(1)])).toEqual({
      offered: 1,
      discovered: 0,
      known: 1,
      sameArticle: 0,
      skipped: {},
    });
  });

  it('balances the same at every poll that shows a skipped entry again', () => {
    const document = documentOf([story(1), entry('none', null)]);
    expect([account(document), account(document, [story(1)])].map((one) => accountedOf(one))).toEqual([2, 2]);
  });

  it('does not cover up what the reader lost', () => {
    const found = account(documentOf([story(1)], { offered: 3 }));
    expect([found.offered, accountedOf(found)]).toEqual([3, 1]);
  });
});

it('refusedAccount accounts for a document of which nothing is taken', () => {
  expect(refusedAccount(3, 'unreadable')).toMatchObject({ offered: 3, skipped: { unreadable: 3 } });
  expect(refusedAccount(0, 'policy')).toMatchObject({ offered: 0, skipped: {} });
});

describe('skippedEntriesOf', () => {
  it('notes what led nowhere before what a rule leaves out, and nothing that is known', () => {
    const items = [entry('none', null, 'Nowhere'), story(1), story(1)];
    const leftOut = [
      { entry: story(2), reason: 'too_old' as const },
      { entry: story(3), reason: 'known' as const },
    ];
    const named = identifyEntries(items, feed.url);
    expect(skippedEntriesOf({ leftOut }, named)).toEqual([
      { reason: 'no_address', guid: 'none', url: null, title: 'Nowhere', articleId: null },
      {
        reason: 'same_article',
        guid: 'g1',
        url: 'https://outlet.example/1',
        title: 'g1',
        articleId: named.identified[0]?.articleId,
      },
      { reason: 'too_old', guid: 'g2', url: 'https://outlet.example/2', title: 'g2', articleId: null },
    ]);
  });

  it('is bounded, of rules sooner than of the rest', () => {
    const many = Array.from({ length: 5_000 }, (_, n) => entry(`n${n}`, null));
    const leftOut = many.map((one) => ({ entry: one, reason: 'too_old' as const }));
    const nothing = { skipped: [], sameArticle: [] };
    expect(skippedEntriesOf({ leftOut }, nothing)).toHaveLength(200);
    expect(
      skippedEntriesOf({ leftOut }, { ...nothing, skipped: identifyEntries(many, feed.url).skipped }),
    ).toHaveLength(500);
  });
});
