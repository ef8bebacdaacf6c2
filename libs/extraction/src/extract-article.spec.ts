import type { EntryHints } from '@dateline/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { ExtractionError, extractArticle, type ExtractedArticle, type PageInput } from './index.js';

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), 'fixtures');
const CASES = readdirSync(FIXTURES).filter((name) => /\.(?:html|txt)$/.test(name));

interface Expectation {
  page: Pick<PageInput, 'url' | 'contentType'>;
  article: Partial<ExtractedArticle>;
}

const PARAGRAPH =
  '<p>The bridge over the lower river opened again on Friday, two weeks before the date that was first given.</p>';

const noHints: EntryHints = {
  entryId: null,
  title: null,
  summary: null,
  contentHtml: null,
  publishedAt: null,
  updatedAt: null,
  authors: [],
  categories: [],
  language: null,
};

function extract(html: string, more: Partial<PageInput> = {}): ExtractedArticle {
  return extractArticle({
    bytes: Buffer.from(html),
    url: 'https://paper.example/a',
    contentType: 'text/html',
    ...more,
  });
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof ExtractionError ? error.code : String(error);
  }
  return 'none';
}

describe('extractArticle on fixtures', () => {
  it.each(CASES)('%s', (name) => {
    const bytes = readFileSync(join(FIXTURES, name));
    const expected = JSON.parse(
      readFileSync(join(FIXTURES, name.replace(/\.\w+$/, '.expected.json')), 'utf8'),
    ) as Expectation;
    expect(extractArticle({ bytes, ...expected.page })).toMatchObject(expected.article);
  });

  it('has fixtures', () => expect(CASES.length).toBeGreaterThanOrEqual(5));
});

describe('extractArticle on bytes', () => {
  const arabic =
    '<html lang="ar"><h1>عودة القطار إلى الوادي القديم</h1><p>عاد القطار إلى الوادي القديم بعد عشرين عاما من التوقف، واستقبله السكان بالزهور والأغاني على رصيف المحطة.</p></html>';

  it.each([
    ['its language', arabic, null],
    ['a meta element', arabic.replace('<html lang="ar">', '<html><meta charset="windows-1256">'), null],
    ['the header', arabic.replace(' lang="ar"', ''), 'text/html; charset=windows-1256'],
  ])('reads windows-1256 declared by %s', (_, html, contentType) => {
    const article = extractArticle({ bytes: iconv.encode(html, 'windows-1256'), url: null, contentType });
    expect(article).toMatchObject({
      charset: 'windows-1256',
      headline: 'عودة القطار إلى الوادي القديم',
      inLanguage: 'ar',
    });
  });

  it('believes strict UTF-8 more than a wrong header', () => {
    expect(
      extract(`<h1>Größe zählt</h1>${PARAGRAPH}`, { contentType: 'text/html; charset=iso-8859-1' }).charset,
    ).toBe('utf-8');
  });

  it.each([
    ['empty', ''],
    ['empty', ' \n '],
    ['not_an_article', '<html><body><nav><a href="/">Home</a></nav></body></html>'],
    ['unsupported_media', '%PDF-1.7 some bytes'],
    ['too_complex', `<html><body>${'<div>'.repeat(200_000)}${PARAGRAPH}`],
    ['too_complex', `<html><body>${'<i>x</i>'.repeat(300_000)}`],
    ['too_complex', `<html><body>${'<div>'.repeat(19_000)}${'</x>'.repeat(1_000_000)}`],
    ['none', `<html><body><h1>A title that stands</h1>${'<div>'.repeat(15_000)}${PARAGRAPH}`],
    ['none', `<html><body><h1>A title that stands</h1>${`<font>${PARAGRAPH}`.repeat(2_000)}`],
  ])('ends as %s', (code, html) => expect(codeOf(() => extract(html))).toBe(code));
});

describe('extractArticle on fields', () => {
  it('refuses a date after the fetch and says so', () => {
    const html = `<meta property="article:published_time" content="2031-01-01T00:00:00Z"><h1>A bridge opens again</h1>${PARAGRAPH}`;
    expect(extract(html, { fetchedAt: '2024-01-01T00:00:00Z' })).toMatchObject({
      datePublished: null,
      dateFlags: ['future_refused', 'absent'],
    });
    expect(extract(html).datePublished).toBe('2031-01-01T00:00:00Z');
  });

  it('takes the feed only for what the page leaves out', () => {
    const feed = {
      ...noHints,
      title: 'Feed title of the bridge',
      summary: 'In short.',
      publishedAt: '2024-02-03T04:05:06Z',
      authors: ['Rosa Lind'],
      language: 'en',
    };
    const article = extract(`<h1>A bridge opens again</h1>${PARAGRAPH}`, { feed });
    expect(article).toMatchObject({
      headline: 'A bridge opens again',
      alternativeHeadline: ['Feed title of the bridge'],
      description: 'In short.',
      datePublished: '2024-02-03T04:05:06Z',
      dateFlags: ['from_feed'],
      author: [{ name: 'Rosa Lind', type: 'Person', url: null }],
    });
    expect(article.provenance['datePublished']).toEqual({ source: 'feed', rivals: [] });
  });

  it('records the winner and the rivals of a field', () => {
    const html = `<meta property="article:published_time" content="2024-03-01T10:00:00Z"><time datetime="2024-03-04">4 March</time><h1>A bridge opens</h1>${PARAGRAPH}`;
    expect(extract(html).provenance['datePublished']).toEqual({
      source: 'meta:article:published_time',
      rivals: [{ source: 'time', value: '2024-03-04T00:00:00Z' }],
    });
  });

  it('dates by the URL with a flag', () => {
    const article = extract(`<h1>A bridge opens again</h1>${PARAGRAPH}`, {
      url: 'https://paper.example/2019/07/14/bridge',
    });
    expect(article).toMatchObject({
      datePublished: '2019-07-14T00:00:00Z',
      datePublishedPrecision: 'day',
      dateFlags: ['from_url'],
    });
  });

  it('prefers a person to the house as author', () => {
    const ld =
      '{"@type":"NewsArticle","author":{"@type":"Organization","name":"The Paper"},"publisher":{"name":"The Paper"}}';
    const html = `<script type="application/ld+json">${ld}</script><h1>A bridge opens</h1><a rel="author">Rosa Lind</a>${PARAGRAPH}`;
    expect(extract(html).author.map(({ name }) => name)).toEqual(['Rosa Lind']);
  });

  it('lets a sure text win over a wrong declaration', () => {
    const german =
      '<p>Die Brücke über den Fluss ist am Freitag wieder für den Verkehr geöffnet worden, und die Stadt hat sich bei allen bedankt, die in den letzten Wochen den Umweg über das alte Wehr genommen haben. Der Bau hat weniger gekostet als geplant, weil die Arbeiten nicht durch das Wetter aufgehalten wurden und die Firma auch am Wochenende gearbeitet hat.</p>';
    expect(extract(`<html lang="en"><h1>Brücke ist wieder offen</h1>${german.repeat(2)}`).inLanguage).toBe(
      'de',
    );
  });

  it('writes no script, handler or foreign scheme into the body', () => {
    const html = `<h1>A bridge opens again</h1><p onclick="x()">The <a href="javascript:x()">bridge</a> over <b onmouseover="y()">the lower river</b> opened &lt;script&gt; again on Friday, two weeks before the date.</p>`;
    expect(extract(html).articleBodyHtml).toBe(
      '<p>The bridge over <b>the lower river</b> opened &lt;script&gt; again on Friday, two weeks before the date.</p>',
    );
  });
});

describe('the lead of a story, however it is laid out', () => {
  const caption = 'Envoy Lena Ortiz and minister Paul Achebe shake hands.';
  const credit = 'REUTERS, Kevin Marsh';
  const first =
    'Vienna-U.S. envoy Lena Ortiz spoke on Monday with the minister about the water of the two rivers.';
  const rest =
    'Both sides said that the talks would go on, and that the dams would stay shut until they were over.';
  const image = '<img src="/p.jpg" width="600">';

  it.each([
    [
      'figure',
      `<p>Media ID: 4411</p><figure>${image}<figcaption>${caption} ${credit}</figcaption></figure><p>${first}</p><p>${rest}</p>`,
    ],
    [
      'paragraphs',
      `<p>Media ID: 4411</p><p>${image}</p><p>${caption} ${credit}</p><p>${first}</p><p>${rest}</p>`,
    ],
    [
      'divs',
      `<div>Media ID: 4411</div><div>${image}</div><div>${caption} ${credit}</div><div>${first}</div><div>${rest}</div>`,
    ],
    [
      'list',
      `<ul><li><b>Media ID:</b> 4411</li><li>${image}</li><li>${caption} ${credit}</li><li>${first}</li><li>${rest}</li></ul>`,
    ],
    [
      'line breaks',
      `<div>Media ID: 4411<br>${image}<br>${caption} ${credit}<br><br>${first}<br><br>${rest}</div>`,
    ],
    [
      'credit on a line after',
      `<p>Media ID: 4411</p>${image}<p>${caption}</p><p>${credit}</p><p>${first}</p><p>${rest}</p>`,
    ],
    [
      'credit on a line before',
      `<p>Media ID: 4411</p>${image}<p>${credit}</p><p>${caption}</p><p>${first}</p><p>${rest}</p>`,
    ],
    [
      'credit before in the figure',
      `<figure>${image}<figcaption><span class="credit">${credit}</span> <span>${caption}</span></figcaption></figure><p>Media ID: 4411</p><p>${first}</p><p>${rest}</p>`,
    ],
  ])('%s', (_, html) => {
    const article = extract(`<h1>Envoy and minister speak of water</h1><article>${html}</article>`);
    expect(article.articleBody).toBe(`${first.slice('Vienna-'.length)}\n${rest}`);
    expect(article).toMatchObject({ mediaId: '4411', byline: null, dateline: { place: 'Vienna' } });
    expect(article.image[0]).toMatchObject({
      caption,
      creditText: credit,
      creditAgency: 'Reuters',
      creditPhotographer: 'Kevin Marsh',
    });
  });
});

describe('XHTML', () => {
  const lines = Array.from(
    { length: 4 },
    (_, at) =>
      `<p>The ferry number ${at} left the northern quay at dawn with two hundred people on its upper deck.</p>`,
  );
  const page = `<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/><link rel="canonical" href="/a"/></head><body><h1>Ferry waits out the fog</h1><div class="clear"/>${lines.join('')}</body></html>`;

  it.each([
    ['by its type', page, 'application/xhtml+xml; charset=utf-8'],
    ['by its declaration', `<?xml version="1.0" encoding="utf-8"?>\n${page}`, 'text/html'],
  ])('reads elements that close themselves: %s', (_, text, contentType) => {
    const article = extractArticle({ bytes: Buffer.from(text), url: 'https://quay.example/b', contentType });
    expect(article.headline).toBe('Ferry waits out the fog');
    expect(article.articleBody.split('\n')).toHaveLength(4);
  });
});

it('takes alternative headlines and topics that JSON-LD states, and topics of the feed where the page has none', () => {
  const story =
    '<p>The ferry left the northern quay at dawn with two hundred people and a brass band on its upper deck.</p>'.repeat(
      3,
    );
  const read = (linked: object, categories: string[]) =>
    extractArticle({
      bytes: Buffer.from(
        `<html><head><script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Ferry waits out the fog', ...linked })}</script></head><body><h1>Ferry waits out the fog</h1>${story}</body></html>`,
      ),
      url: 'https://quay.example/c',
      contentType: 'text/html',
      feed: { ...noHints, categories },
    });
  const stated = {
    alternativeHeadline: 'Fog holds the ferry',
    keywords: [{ '@type': 'DefinedTerm', name: 'Ferries' }, 'Fog'],
  };
  expect(read(stated, ['Harbour'])).toMatchObject({
    alternativeHeadline: ['Fog holds the ferry'],
    keywords: ['Ferries', 'Fog'],
  });
  expect(read({}, ['Harbour'])).toMatchObject({
    keywords: ['Harbour'],
    provenance: { keywords: { source: 'feed' } },
  });
});
