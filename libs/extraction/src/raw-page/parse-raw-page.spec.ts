import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { parseRawPage } from './parse-raw-page.js';
import { ARTICLE_PAGE_TYPES, isStrangersText, rawPageJobOf, type PageOrigin } from './raw-page-job.js';

const SENTENCES = [
  'The ferry left the northern quay at dawn with two hundred people and a brass band on its upper deck.',
  'Nobody on board had expected the fog, which rolled in from the west and hid the whole sound for an hour.',
  'The captain slowed to walking pace, sounded the horn every minute, and waited until the beacon came in sight.',
];
const ORIGIN: PageOrigin = {
  authority: 'own_feed',
  fetch: {
    finalUrl: 'https://quay.example/2026/ferry-in-fog',
    fetchedAt: '2026-03-03T10:00:00.000Z',
    contentType: 'text/html; charset=utf-8',
  },
  entry: {
    entryId: null,
    title: 'Ferry waits out the fog',
    summary: null,
    contentHtml: null,
    publishedAt: '2026-03-03T09:00:00.000Z',
    updatedAt: null,
    authors: ['Mara Lind'],
    categories: [],
    language: 'en',
  },
};

const RULES = { maxBytes: 1_000_000, pageTypes: ARTICLE_PAGE_TYPES };
const rawOf = (text: string) => ({
  gzip: gzipSync(text),
  sha256: createHash('sha256').update(text).digest('hex'),
});
const read = (text: string, origin = ORIGIN) => parseRawPage(rawPageJobOf(origin, rawOf(text), RULES));
const asFeed: PageOrigin = { ...ORIGIN, fetch: { ...ORIGIN.fetch, source: 'feed', contentType: null } };

it('reads a page', () => {
  const page = `<html><body><article><h1>Ferry waits out the fog</h1>${SENTENCES.map((s) => `<p>${s}</p>`).join('')}</article></body></html>`;
  expect(read(page)).toMatchObject({
    kind: 'article',
    article: { articleBody: SENTENCES.join('\n'), extractor: { input: 'html' } },
  });
});

it.each([
  ['HTML', SENTENCES.map((s) => `<p>${s}</p>`).join('\n')],
  ['plain text', SENTENCES.join('\n\n')],
])('makes an article of the %s content of a feed, and says so', (_, content) => {
  const reading = read(content, asFeed);
  expect(reading).toMatchObject({
    kind: 'article',
    article: {
      headline: 'Ferry waits out the fog',
      articleBody: SENTENCES.join('\n'),
      author: [{ name: 'Mara Lind' }],
      datePublished: '2026-03-03T09:00:00.000Z',
      inLanguage: 'en',
      extractor: { input: 'feed' },
      provenance: { headline: { source: 'feed' }, articleBody: { source: 'feed' } },
    },
  });
});

it('refuses a page without text', () => {
  expect(read('')).toMatchObject({ kind: 'refused', code: 'empty' });
});

it('tells bytes that are not what they are said to be', () => {
  const good = rawPageJobOf(ORIGIN, rawOf('<p>text</p>'), RULES);
  expect(parseRawPage({ ...good, gzip: Buffer.from('no gzip') })).toMatchObject({ code: 'broken_page_body' });
  expect(parseRawPage({ ...good, maxBytes: 3 })).toMatchObject({ code: 'broken_page_body' });
  expect(parseRawPage({ ...good, sha256: '0'.repeat(64) })).toMatchObject({ code: 'page_hash_mismatch' });
});

it('tells the parser nothing of an address that an import made up', () => {
  const finalUrl = 'https://import.invalid/abc';
  const origin = { ...ORIGIN, fetch: { ...ORIGIN.fetch, finalUrl } };
  expect(rawPageJobOf(origin, rawOf(''), RULES).url).toBeNull();
});

describe('a page that shows less than its feed', () => {
  const whole = SENTENCES.concat(
    'By noon the fog was gone, and the ferry went on to the islands with its brass band and all of its passengers on deck.',
    'The harbour master praised the captain, and said that a second beacon would be built on the western skerry in spring.',
  );
  const contentHtml = whole.map((line) => `<p>${line}</p>`).join('');
  const fed = (html: string | null): PageOrigin => ({
    ...ORIGIN,
    entry: { ...ORIGIN.entry!, contentHtml: html },
  });
  const teaser = `<html><body><article><h1>Ferry waits out the fog</h1><p>${SENTENCES[0]}</p><p>Read more…</p></article></body></html>`;
  const shell = '<html><body><div id="root"></div><script>start()</script></body></html>';

  it.each([
    ['a teaser', teaser],
    ['a shell', shell],
  ])('takes the text of the feed for %s, and says so', (_, page) => {
    expect(read(page, fed(contentHtml))).toMatchObject({
      kind: 'article',
      article: {
        headline: 'Ferry waits out the fog',
        articleBody: whole.join('\n'),
        bodyFlags: ['from_feed'],
        provenance: { articleBody: { source: 'feed' } },
      },
    });
  });

  it('names what the page showed as a rival', () => {
    expect(read(teaser, fed(contentHtml))).toMatchObject({
      article: { provenance: { articleBody: { rivals: [{ source: 'page', value: SENTENCES[0] }] } } },
    });
  });

  it('keeps the page where the feed has a teaser too, or nothing', () => {
    const short = read(teaser, fed(`<p>${SENTENCES[0]?.slice(0, 60)} …</p>`));
    expect(short).toMatchObject({ article: { articleBody: SENTENCES[0] } });
    expect(read(shell, fed(null))).toMatchObject({ kind: 'refused' });
    expect(read(shell, fed('<p>Ferry in the fog.</p>'))).toMatchObject({ kind: 'refused' });
  });

  it('keeps a page that shows its whole text, whatever the feed has', () => {
    const page = `<html><body><article><h1>Ferry waits out the fog</h1>${contentHtml}</article></body></html>`;
    expect(read(page, fed(`${contentHtml}${contentHtml}`))).toMatchObject({
      article: {
        articleBody: whole.join('\n'),
        bodyFlags: [],
        provenance: { articleBody: { source: 'page' } },
      },
    });
  });
});

describe('what a feed of another outlet says', () => {
  const stranger: PageOrigin = { ...ORIGIN, authority: 'stranger' };
  const whole = SENTENCES.map((s) => `<p>${s} Forged by the other outlet.</p>`).join('');
  const shell = '<html><body><div id="root"></div><script src="a.js"></script></body></html>';

  it('is no text where the page is a shell, and none where it is short', () => {
    const entry = { ...ORIGIN.entry!, contentHtml: `<div>${whole}</div>` };
    expect(read(shell, { ...stranger, entry })).toMatchObject({ kind: 'refused' });
    const short = `<html><body><article><h1>Ferry in fog</h1><p>${SENTENCES[0]}</p></article></body></html>`;
    const reading = read(short, { ...stranger, entry });
    expect(JSON.stringify(reading)).not.toContain('Forged');
  });

  it('is no headline, author or date of a page that names none', () => {
    const page = `<html><body><article>${SENTENCES.map((s) => `<p>${s}</p>`).join('')}</article></body></html>`;
    expect(read(page, stranger)).toMatchObject({
      kind: 'article',
      article: { headline: null, author: [], datePublished: null },
    });
    expect(read(page)).toMatchObject({ article: { author: [{ name: 'Mara Lind' }] } });
  });

  it('stands for no page, also where an event does not say whose word it is', () => {
    const untold: PageOrigin = { fetch: asFeed.fetch, entry: asFeed.entry };
    expect([asFeed, { ...asFeed, authority: 'stranger' as const }, untold].map(isStrangersText)).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('a page that several entries share', () => {
  const posts: [string, string, string][] = [
    ['p-1', 'Fog comes down', SENTENCES[0] ?? ''],
    ['p-2', 'Horn every minute', SENTENCES[2] ?? ''],
    ['p-3', 'Nobody expected it', SENTENCES[1] ?? ''],
  ];
  const written = posts.map(([id, title, text]) => `<h2 id="${id}">${title}</h2><p>${text}</p>`).join('');
  const live = `<html lang="en"><head><title>Fog day</title><meta property="og:title" content="Fog day, minute by minute"></head>
    <body><main><h1>Fog day, minute by minute</h1>${written}</main></body></html>`;
  const told = (place: string, entry: Partial<NonNullable<PageOrigin['entry']>> = {}): PageOrigin => ({
    ...ORIGIN,
    urlNormalized: `${ORIGIN.fetch.finalUrl}#entry:${encodeURIComponent(place)}`,
    entry: { ...ORIGIN.entry!, title: 'Horn every minute', ...entry },
  });

  it.each(['p-2', 'https://quay.example/2026/ferry-in-fog#p-2'])(
    'is read at the anchor that %s names, and says so',
    (place) => {
      expect(read(live, told(place))).toMatchObject({
        kind: 'article',
        article: {
          headline: 'Horn every minute',
          articleBody: SENTENCES[2],
          pageType: 'article',
          inLanguage: 'en',
          datePublished: '2026-03-03T09:00:00.000Z',
          canonicalUrl: null,
          provenance: { articleBody: { source: 'anchor' }, pageType: { source: 'anchor' } },
        },
      });
    },
  );

  it('gives each entry a text of its own', () => {
    const texts = posts.map(([id, title]) => read(live, told(id, { title })));
    expect(texts).toMatchObject(posts.map(([, , articleBody]) => ({ article: { articleBody } })));
  });

  it('takes the words of the feed where the page has no such anchor', () => {
    const summary = 'The horn sounded every minute …';
    expect(read(live, told('p-9', { summary }))).toMatchObject({
      article: { articleBody: summary, provenance: { articleBody: { source: 'feed' } } },
    });
  });

  it('reads the whole page where neither speaks of the entry', () => {
    expect(read(live, told('p-9'))).toMatchObject({
      article: { articleBody: expect.stringContaining(SENTENCES[0] ?? '') },
    });
  });
});
