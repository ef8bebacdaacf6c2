import { NO_PARAMETER_RULES } from '@dateline/article';
import type { FeedEntry } from '../feed.types.js';
import { identifyDocument, withLearned } from './identify-document.js';

const feedUrl = 'https://site.example/rss.xml';
const entry = (said: Partial<FeedEntry>): FeedEntry => ({
  id: null, url: null, originalUrl: null, title: null, authors: [], published: null, updated: null, summaryHtml: null,
  contentHtml: null, enclosures: [], media: [], image: null, categories: [], language: null, commentsUrl: null, source: null,
  ...said,
}); // prettier-ignore
const identify = (items: FeedEntry[], parameters = NO_PARAMETER_RULES) =>
  identifyDocument(items, { feedUrl, from: 'guid', parameters });
const story = (n: number, url: string, said: Partial<FeedEntry> = {}) =>
  entry({ url, id: url, title: `Story ${n}`, summaryHtml: `What happened ${n} times.`, ...said });

describe('parameters that the rules would drop', () => {
  it.each(['utm_campaign', 'fbclid', 'xtor', 'echobox', 'mc_cid'])('%s is kept where it selects the story', (name) => {
    const urls = [1, 2, 3].map((n) => `https://www.site.example/read.php?${name}=RSS-${n}&utm_source=rss`);
    const { named, same, learned } = identify(urls.map((url, n) => story(n, url)));
    expect(new Set(named.map(({ key }) => key)).size).toBe(3);
    expect(named.map(({ urlNormalized }) => urlNormalized)).toEqual(
      [1, 2, 3].map((n) => `https://site.example/read.php?${name}=RSS-${n}`),
    );
    expect(same).toEqual([]);
    expect(learned).toEqual([{ host: 'site.example', name, proof: [urls[0], urls[1]] }]);
  }); // prettier-ignore

  it('is dropped where the same story comes under two channels', () => {
    const [a, b] = ['a', 'b'].map((at) => story(1, `https://site.example/s?utm_source=${at}`));
    const { named, same, learned } = identify([a, b].flatMap((of) => of ?? []));
    expect(named).toHaveLength(1);
    expect(same).toMatchObject([{ reason: 'same_id' }]);
    expect(learned).toEqual([]);
  });

  it('is not learned again, and not against an operator', () => {
    const items = [1, 2].map((n) => story(n, `https://site.example/s?fbclid=${n}`));
    const names = new Map([['site.example', new Set(['fbclid'])]]);
    expect(identify(items, { significant: names, dismissed: new Map() }).learned).toEqual([]);
    const { learned, named, same } = identify(items, { significant: new Map(), dismissed: names });
    expect(learned).toEqual([]);
    expect(named).toHaveLength(1);
    expect(same).toHaveLength(1);
  });

  it('adds to what is significant', () => {
    const learned = [{ host: 'a.example', name: 'trk', proof: ['', ''] as [string, string] }];
    const all = withLearned(new Map([['a.example', new Set(['emc'])]]), learned);
    expect([...(all.get('a.example') ?? [])]).toEqual(['emc', 'trk']);
  });
});

describe('entries that share a page', () => {
  const page = 'https://site.example/2026/11/live';
  it('are told apart by the fragments of their links', () => {
    const { named } = identify([story(1, `${page}#p-1`), story(2, `${page}#p-2`), story(3, page)]);
    expect(named.map(({ urlNormalized }) => urlNormalized)).toEqual([
      `${page}#entry:p-1`,
      `${page}#entry:p-2`,
      page,
    ]);
    expect(named.map(({ sharedPage }) => sharedPage)).toEqual([page, page, null]);
  });

  it('are told apart by their guids where one link is that of all', () => {
    const { named } = identify([1, 2, 3].map((n) => story(n, page, { id: `tag:site.example,2026:${n}` })));
    expect(named.map(({ urlNormalized }) => urlNormalized)).toEqual(
      [1, 2, 3].map((n) => `${page}#entry:tag%3Asite.example%2C2026%3A${n}`),
    );
  });

  it('are told apart by their titles where there is no guid', () => {
    const { named, same } = identify([1, 2].map((n) => story(n, page, { id: null })));
    expect(named.map(({ urlNormalized }) => urlNormalized)).toEqual([`${page}#entry:story%201`, `${page}#entry:story%202`]);
    expect(new Set(named.map(({ key }) => key)).size).toBe(2);
    expect(same).toEqual([]);
  }); // prettier-ignore

  it('are told apart by what they say where neither is there', () => {
    const { named } = identify([1, 2].map((n) => story(n, page, { id: null, title: null })));
    expect(new Set(named.map(({ urlNormalized }) => urlNormalized)).size).toBe(2);
  });

  it('are one where they say the same, or an id comes again at its address', () => {
    const again = [story(1, page, { id: null }), story(1, `${page}?utm_source=x`, { id: null })];
    expect(identify(again).same).toMatchObject([{ reason: 'same_link' }]);
    const edited = [story(1, page, { id: 'g' }), story(2, page, { id: 'g' })];
    expect(identify(edited)).toMatchObject({ named: [{ urlNormalized: page }], same: [{ reason: 'same_id' }] });
  }); // prettier-ignore

  it('are one page where only the way to its comments differs', () => {
    const { named } = identify([story(1, page, { id: 'a' }), story(1, `${page}#comments`, { id: 'b' })]);
    expect(named.map(({ urlNormalized }) => urlNormalized)).toEqual([page, page]);
  });
});

it('keeps entries apart that have one guid and addresses of their own', () => {
  const { named, same } = identify(
    [1, 2, 3].map((n) => story(n, `https://site.example/${n}`, { id: 'news' })),
  );
  expect(new Set(named.map(({ key }) => key)).size).toBe(3);
  expect(same).toEqual([]);
});

it('gives each entry one end, whatever the document holds', () => {
  const urls = ['https://a.example/1', 'https://a.example/1#x', 'https://a.example/1?fbclid=1', 'https://a.example/2', 'mailto:a@b.example', null];
  const titles = ['One', 'Two', null];
  const ids = ['g', 'h', null];
  const items = urls.flatMap((url) => titles.flatMap((title) => ids.map((id) => entry({ url, title, id }))));
  const { named, same, withoutUrl } = identify(items);
  expect(named.length + same.length + withoutUrl.length).toBe(items.length);
  expect(new Set(named.map(({ key }) => key)).size).toBe(named.length);
}); // prettier-ignore
