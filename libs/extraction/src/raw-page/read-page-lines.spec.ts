import { gzipSync } from 'node:zlib';
import { readPageLines, type PageLinesJob } from './read-page-lines.js';

const FIRST = 'The ferry to the outer islands stays in harbour until the storm has passed.';
const SECOND = 'Its owner says that nobody was hurt when “the Marit” struck the pier.';

const job = (html: string | Uint8Array, taken: readonly string[]): PageLinesJob => ({
  gzip: gzipSync(html),
  maxBytes: 1_000_000,
  contentType: 'text/html; charset=utf-8',
  url: 'https://harbour.example/ferry',
  taken,
});
const linesOf = (html: string, ...taken: string[]) =>
  readPageLines(job(html, taken)).lines.map(({ tag, text, taken: isTaken }) => [tag, isTaken, text]);

it('gives all lines of a page in their order, and marks those that the record has', () => {
  const page = `<html><head><title>Ferry</title></head><body><nav><ul><li>News</li><li>Sport</li></ul></nav>
    <h1>Ferry stays in harbour</h1><article><p>${FIRST}</p><script>let a = 1</script>
    <p>Its owner says that <b>nobody</b> was hurt when "the Marit" struck the pier.</p>
    <p>A paragraph that the reader of pages overlooked, and that an operator wants to see.</p></article></body></html>`;
  expect(linesOf(page, `${FIRST}\n${SECOND}`, 'Ferry stays in harbour')).toEqual([
    ['li', false, 'News'],
    ['li', false, 'Sport'],
    ['h1', true, 'Ferry stays in harbour'],
    ['p', true, FIRST],
    ['p', true, 'Its owner says that nobody was hurt when "the Marit" struck the pier.'],
    ['p', false, 'A paragraph that the reader of pages overlooked, and that an operator wants to see.'],
  ]);
});

it('does not take a menu entry for a line of the text because its word stands in it', () => {
  expect(linesOf('<ul><li>harbour</li></ul><p>harbour</p>', FIRST)).toEqual([
    ['li', false, 'harbour'],
    ['p', false, 'harbour'],
  ]);
});

it('takes a line of which a word was changed, and not one of which half was left out', () => {
  const changed = FIRST.replace('storm', 'gale');
  const half = `${FIRST} Passengers who hold a ticket for this week get their money back at any counter.`;
  expect(linesOf(`<p>${changed}</p><p>${half}</p>`, FIRST).map(([, isTaken]) => isTaken)).toEqual([
    true,
    false,
  ]);
});

it('begins a new line at a break and at a block inside a run', () => {
  expect(linesOf('<div>One<br>two <i>three</i><p>four</p>five</div>').map(([, , text]) => text)).toEqual([
    'One',
    'two three',
    'four',
    'five',
  ]);
});

it('reads a page in its own charset, and texts without spaces', () => {
  const text = '沿岸の漁港では、嵐が過ぎるまで渡し船の運航を見合わせると発表した。';
  const bytes = Buffer.from(`<meta charset=utf-8><p>${text}</p><p>広告のお知らせ</p>`);
  const { charset, lines } = readPageLines(job(bytes, [text]));
  expect(charset).toBe('utf-8');
  expect(lines.map(({ taken }) => taken)).toEqual([true, false]);
});

it('says that it gave a part of an endless page, and cuts endless lines', () => {
  const { lines, cut } = readPageLines(job(`<p>${'a '.repeat(9000)}</p>${'<p>x</p>'.repeat(6000)}`, []));
  expect([lines.length, cut, (lines[0]?.text.length ?? 0) <= 4000]).toEqual([5000, true, true]);
});

it('refuses a page that unpacks to more than is allowed', () => {
  expect(() => readPageLines({ ...job('a'.repeat(5000), []), maxBytes: 100 })).toThrow(
    'larger than 100 bytes',
  );
});
