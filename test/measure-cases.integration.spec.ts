import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../bench/quality/measure-cases.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'dateline-cases-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Writes a folder of cases and gives the lines that are printed for it. */
function judge(
  index: unknown,
  files: Record<string, string | Buffer>,
): { lines: string[][]; status: number | null } {
  const folder = join(root, String(Math.random()));
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { stdout, status } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
  return {
    lines: stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t')),
    status,
  };
}
const verdictsOf = (lines: string[][]) =>
  Object.fromEntries(lines.slice(0, -1).map(([said, slug]) => [slug, said]));
const jsonl = (...cases: object[]) => cases.map((line) => `${JSON.stringify(line)}\n`).join('');

const rss = (title: string) =>
  `<rss version="2.0"><channel><title>Quay</title><item><title>${title}</title><link>https://quay.example/1</link></item></channel></rss>`;

const text = Array.from(
  { length: 8 },
  (_, i) =>
    `<p>On evening ${i} the keeper of the north quay lit ${i * 7} lamps before the boats came home.</p>`,
).join('');

describe('cases of feeds', () => {
  const door = 'sanitiseFeed(await parseSource(bytes, { url, headers }))';
  const feed = { file: 'a.xml', door, url: 'https://quay.example/feed', value: 'items[0].title' };

  it('compares the value of an expression, a date, and the code of a refusal', () => {
    const { lines, status } = judge(
      [
        { ...feed, slug: 'title', expected: 'Lamps' },
        { ...feed, slug: 'absent', value: 'items[0].published', expected: null },
        { slug: 'day', file: 'day.txt', door: 'readFeedDate(text)', expected: '2026-03-05T00:00:00.000Z' },
        { ...feed, slug: 'refused', file: 'day.txt', expected: 'ERR not_a_feed' },
      ],
      { 'a.xml': rss('Lamps'), 'day.txt': '2026-03-05' },
    );
    expect(lines).toEqual([
      ['pass', 'title', 'Lamps', 'Lamps'],
      ['pass', 'absent', 'null', 'null'],
      ['pass', 'day', '2026-03-05T00:00:00.000Z', '2026-03-05T00:00:00.000Z'],
      ['pass', 'refused', 'ERR not_a_feed', 'ERR not_a_feed'],
      ['4 passed, 0 failed'],
    ]);
    expect(status).toBe(0);
  });

  it('fails a wrong value, an unknown door and a missing file, and leaves out what has no file', () => {
    const { lines, status } = judge(
      [
        { ...feed, slug: 'wrong', expected: 'Lamps\tand\noil' },
        { ...feed, slug: 'door', door: 'readCalendar(bytes)', expected: 1 },
        { ...feed, slug: 'missing', file: 'b.xml', expected: 1 },
        { ...feed, slug: 'expression', value: 'items[7].title', expected: 1 },
        { ...feed, slug: 'poll', file: null, expected: 1 },
      ],
      { 'a.xml': rss('Oil') },
    );
    expect(lines[0]).toEqual(['FAIL', 'wrong', String.raw`Lamps\tand\noil`, 'Oil']);
    expect(verdictsOf(lines)).toEqual({ wrong: 'FAIL', door: 'FAIL', missing: 'FAIL', expression: 'FAIL' });
    expect(lines.at(-1)).toEqual(['0 passed, 4 failed']);
    expect(status).toBe(1);
  });
});

describe('cases of pages', () => {
  const page = `<!doctype html><html lang="en"><head><title>Lamps on the quay</title><meta property="og:type" content="article"><meta property="article:published_time" content="2026-03-05T23:30:00-05:00"><meta name="author" content="Mia Lind"></head><body><article><h1>Lamps on the quay</h1>${text}</article></body></html>`;
  const url = 'https://quay.example/lamps';
  const right = {
    has: ['the keeper of the NORTH quay lit 7 lamps'],
    hasnot: ['a lighthouse'],
    headline: 'Lamps on the Quay',
    authors: ['Mia Lind'],
    date: '2026-03-05',
    imagenot: 'logo',
  };
  const wrong: [object, string][] = [
    [{ has: ['a lighthouse'] }, 'body lacks "a lighthouse"'],
    [{ hasnot: ['lit 7 lamps'] }, 'body has "lit 7 lamps"'],
    [{ has: ['of the north quay'], once: 1 }, 'not once: "of the north quay"'],
    [{ headline: 'Oil' }, 'headline "Lamps on the quay"'],
    [{ authors: [] }, 'authors ["Mia Lind"]'],
    [{ date: '2026-03-06' }, 'date 2026-03-05'],
    [{ image: 'https://quay.example/a.jpg' }, 'image undefined'],
    [{ smell: 'salt' }, 'unknown kind of expectation: smell'],
  ];

  it('passes what is right, the day on the publisher’s calendar, and says what is wrong', () => {
    const expected = [right, { has: ['lit 14 lamps'], once: 1 }, ...wrong.map(([said]) => said)];
    const index = Object.fromEntries(expected.map((said, i) => [`page-${i}`, { url, expected: said }]));
    const files = Object.fromEntries(expected.map((_, i) => [`page-${i}.html`, page]));
    const { lines } = judge({ ...index, gone: { url, expected: right } }, files);
    expect(lines.map(([said, , , got]) => [said, got])).toEqual([
      ['pass', 'as expected'],
      ['pass', 'as expected'],
      ...wrong.map(([, got]) => ['FAIL', got]),
      ['FAIL', 'ERR ENOENT'],
      ['2 passed, 9 failed', undefined],
    ]);
    expect(lines[3]?.slice(1, 3)).toEqual(['page-3', JSON.stringify(wrong[1]?.[0])]);
  });
});

describe('cases of identity', () => {
  const address = {
    id: 'tracking',
    a: 'https://quay.example/a?utm_source=x',
    b: 'https://quay.example/a',
    expected: 'equal',
  };
  const body = Buffer.from('<p>Lamps</p>');
  const response = Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`),
    body,
  ]);
  const story = {
    url: 'https://quay.example/a',
    headline: 'Lamps go out on the quay',
    body: 'The lamps went out.',
  };
  const killed = (url: string) => ({
    url,
    headline: `KILL: ${story.headline}`,
    articleBody: 'Please kill this story.',
  });
  const html = `<!doctype html><title>Lamps on the quay</title><meta property="og:type" content="article"><article><h1>Lamps on the quay</h1>${text}</article>`;
  const event = { feedId: 'f', guid: '1', canonicalUrl: null, title: 'Lamps on the quay', text };
  const kinds: Record<string, object[]> = {
    'addresses-that-are-one': [address, { ...address, id: 'other', b: 'https://quay.example/b' }],
    'charset-of-pages': [
      { id: 'utf-8', contentType: null, bytesBase64: Buffer.from('<p>Øre lit lamps</p>').toString('base64'), expected: { textContains: 'Øre' } },
      { id: 'wrong', contentType: null, bytesBase64: Buffer.from('<p>Øre</p>').toString('base64'), expected: { textContains: 'ore' } },
    ],
    'charset-of-feeds': [
      { id: 'utf-8', contentType: null, bytesBase64: Buffer.from(rss('Øre')).toString('base64'), expected: { textContains: 'Øre' } },
    ],
    'dates-in-text': [
      { id: 'page', reader: 'page', text: '5 March 2026', expected: '2026-03-05' },
      { id: 'feed', reader: 'feed', text: '2026-03-05T10:30:00Z', expected: '2026-03-05T10:30' },
      { id: 'wrong', reader: 'feed', text: '2026-03-05', expected: '2026-03-06' },
      { id: 'no-reader', reader: 'clock', text: '2026-03-05', expected: '2026-03-05' },
    ],
    'undeclared-language': [{ id: 'en', url: story.url, html, expected: { inLanguage: 'en' } }],
    'declared-language-overruled': [{ id: 'en', url: story.url, html, expected: { inLanguage: 'fr' } }],
    'http-responses-browsers-read': [
      { id: 'plain', responseBase64: response.toString('base64'), bodyBase64: body.toString('base64') },
      { id: 'other', responseBase64: response.toString('base64'), bodyBase64: Buffer.from('x').toString('base64') },
    ],
    'cookie-and-redirect': [
      { id: 'redirect', steps: [{ path: '/a', without: '302 Location: /b' }, { path: '/b', always: '302 Location: /c' }], expected: 302 },
    ],
    'http-dates': [
      { id: 'in-zone', headers: { 'retry-after': 'Mon, 30 Nov 2026 12:02:00 GMT' }, expected: 120 },
      { id: 'wrong', headers: { 'retry-after': '60' }, expected: 120 },
    ],
    robots: [
      { id: 'text', robots: 'User-agent: *\nDisallow: /private', agent: 'lampbot', url: 'https://quay.example/private/a', expected: { allowed: false } },
      { id: 'bytes', robotsBase64: Buffer.from('User-agent: *\nDisallow: /').toString('base64'), agent: 'lampbot', url: 'https://quay.example/a', expected: { allowed: false } },
      { id: 'wrong', robots: '', agent: 'lampbot', url: 'https://quay.example/a', expected: { allowed: false } },
    ],
    'ids-under-tracking-names': [
      { id: 'one', feedUrl: 'https://quay.example/feed', xml: rss('Lamps'), expected: { entries: 1, articleIds: 1 } },
    ],
    'kill-notice-from-another-outlet': [
      { id: 'own', story, notice: killed('https://quay.example/kill'), expected: { withdraws: 'V' } },
      { id: 'other', story, notice: killed('https://dock.example/kill'), expected: { withdraws: 'V' } },
    ],
    'republished-after-the-window': [
      { id: 'again', events: [{ ...event, eventId: '1', url: 'https://quay.example/1' }, { ...event, eventId: '2', url: 'https://m.quay.example/1' }], expected: ['new', 'revision or duplicate'] },
      { id: 'short', events: [{ ...event, eventId: '1', url: 'https://quay.example/1' }], expected: ['new', 'duplicate'] },
    ],
    'lamp-oil': [{ id: 'unknown', expected: 1 }],
  }; // prettier-ignore

  it('judges each kind by its own door, and fails what it does not know or cannot read', () => {
    const index = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, { file: `${kind}.jsonl` }]));
    const files = Object.fromEntries(
      Object.entries(kinds).map(([kind, cases]) => [`${kind}.jsonl`, jsonl(...cases)]),
    );
    files['lamp-oil.jsonl'] += '{"id":\n';
    const gone = { file: 'gone.jsonl', expected: { first: 1, second: 2 } };
    const { lines, status } = judge({ ...index, gone }, files);
    const said = verdictsOf(lines);
    const failing = Object.keys(said).filter((slug) => said[slug] !== 'pass');
    expect(failing).toEqual([
      'addresses-that-are-one/other',
      'charset-of-pages/wrong',
      'dates-in-text/wrong',
      'dates-in-text/no-reader',
      'declared-language-overruled/en',
      'http-responses-browsers-read/other',
      'cookie-and-redirect/redirect',
      'http-dates/wrong',
      'robots/wrong',
      'kill-notice-from-another-outlet/other',
      'republished-after-the-window/short',
      'lamp-oil/unknown',
      'lamp-oil/line-2',
      'gone/first',
      'gone/second',
    ]);
    expect(lines.at(-1)).toEqual([
      `${Object.keys(said).length - failing.length} passed, ${failing.length} failed`,
    ]);
    expect(status).toBe(1);
  });
});
