import { extractArticle } from '../extract-article.js';
import { weighBody, type BodyCase } from './weigh-body.js';

const LINES = [
  'The ferry left the northern quay at dawn with two hundred people and a brass band on its upper deck.',
  'Nobody on board had expected the fog, which rolled in from the west and hid the whole sound for an hour.',
  'The captain slowed to walking pace, sounded the horn every minute, and waited until the beacon came in sight.',
  'By noon the fog was gone, and the ferry went on to the islands with its brass band and all of its passengers.',
  'The harbour master praised the captain, and said that a second beacon would be built on the western skerry.',
  'Two other ships had turned back, and a third lay at anchor off the lighthouse until the afternoon was clear.',
];
const WHOLE: BodyCase = {
  text: LINES.join('\n'),
  linkShare: 0,
  pageShare: 0.9,
  witnesses: ['Ferry waits out the fog in the northern sound'],
  twin: '',
  isAccessibleForFree: null,
};
const read = (body: string, linked: Record<string, unknown> = {}) =>
  extractArticle({
    bytes: Buffer.from(
      `<html><head><script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Ferry waits out the fog', ...linked })}</script></head><body>${body}</body></html>`,
    ),
    url: 'https://quay.example/a',
    contentType: 'text/html',
  });

describe('weighBody', () => {
  const confidence = (change: Partial<BodyCase>) => weighBody({ ...WHOLE, ...change }).confidence;

  it('trusts a whole text, and less each time that something speaks against it', () => {
    expect(confidence({})).toBeGreaterThan(0.7);
    for (const change of [
      { text: LINES[0] ?? '' },
      { linkShare: 0.5 },
      { pageShare: 0.1 },
      { witnesses: ['Parliament votes about taxes on imported machinery'] },
      { twin: LINES.join(' ').repeat(3) },
      { text: `${WHOLE.text} Read more…` },
    ])
      expect(confidence(change)).toBeLessThan(confidence({}));
  });

  it('names what speaks against it', () => {
    expect(weighBody({ ...WHOLE, text: 'The ferry left.' }).flags).toContain('short');
    expect(weighBody({ ...WHOLE, text: `${WHOLE.text} (…)` }).flags).toContain('cut_short');
    expect(weighBody({ ...WHOLE, isAccessibleForFree: false }).flags).toContain('paywalled');
    expect(weighBody(WHOLE).flags).toEqual([]);
  });

  it('weighs words of scripts without spaces by pairs of letters', () => {
    const text = '船は夜明けに北の港を出た。霧が西から流れ込み、一時間のあいだ海峡を隠した。'.repeat(20);
    expect(confidence({ text, witnesses: ['霧の海峡で船が待つ'] })).toBeGreaterThan(
      confidence({ text, witnesses: ['国会は税制について議論した'] }),
    );
  });
});

it('takes the text of JSON-LD where the page is a shell, in its paragraphs', () => {
  const article = read('<div id="app">Loading</div>', { articleBody: LINES.join('\n\n') });
  expect(article.articleBody.split('\n')).toEqual(LINES);
  expect(article.provenance['articleBody']).toMatchObject({ source: 'json-ld' });
  expect(article.articleBodyHtml).toContain(`<p>${LINES[1]}</p>`);
});

it('keeps what the page shows where it is the whole text', () => {
  const shown = LINES.map((line) => `<p>${line}</p>`).join('');
  const article = read(`<article><h1>Ferry waits out the fog</h1>${shown}</article>`, {
    articleBody: LINES.join(' ').slice(0, 300),
  });
  expect(article.articleBody.split('\n')).toEqual(LINES);
  expect(article).toMatchObject({ bodyFlags: [], provenance: { articleBody: { source: 'page' } } });
});

it('marks a text that goes past the bounds', () => {
  const line = `<p>${LINES[0]}</p>`;
  const article = read(line.repeat(6000));
  expect(article.bodyFlags).toContain('truncated');
  expect(article.articleBody.length).toBeLessThanOrEqual(510_000);
});
