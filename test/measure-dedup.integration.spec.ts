import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const bench = fileURLToPath(new URL('../bench/quality/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dateline-measure-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const STORY = Array.from(
  { length: 12 },
  (_, i) => `In part ${i} the lamp keeper of harbour ${i * 7} counted ${i * 31} sails before the fog came.`,
).join(' ');
const OTHER = Array.from(
  { length: 12 },
  (_, i) =>
    `Oven ${i * 5} of the night bakery gave ${i * 13} loaves, and row ${i} of the market was fed by dawn.`,
).join(' ');

const fileOf = (bytes: Buffer | string): string => {
  const file = join(folder, 'input');
  writeFileSync(file, bytes);
  return file;
};
const run = (command: string, bytes: Buffer | string): string =>
  execFileSync(process.execPath, [`${bench}measure-${command}.ts`, fileOf(bytes)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
const jsonl = (rows: readonly object[], end = '\n') => rows.map((row) => JSON.stringify(row) + end).join('');
const clustersOf = (bytes: Buffer | string) =>
  new Map(Object.entries(JSON.parse(run('dedup', bytes)) as Record<string, string>));

const doc = (id: string, text: string, more: object = {}) => ({
  id,
  outlet: 'quay',
  lang: 'en',
  url: '',
  ts: 1_700_000_000,
  title: `Title of ${id}`,
  text,
  ...more,
});

describe('measure-dedup', () => {
  it('names every document once, whatever its id, its outlet and what it lacks', () => {
    const rows = [
      doc('a', STORY),
      doc('a#1', STORY, { outlet: 'The Río Post' }),
      doc('A', OTHER),
      doc('__proto__', '', { title: '' }),
      doc('7', '', { title: '', outlet: '' }),
      { id: 'bare' },
      doc('null', STORY, { text: null, title: null, outlet: null, ts: null }),
      doc('a', STORY),
      doc('long', `${STORY} ${'x'.repeat(2_000_000)}`),
    ];
    const clusters = clustersOf(gzipSync(jsonl(rows)));
    expect([...clusters.keys()].sort()).toEqual(['7', 'A', '__proto__', 'a', 'a#1', 'bare', 'long', 'null']);
    expect(clusters.get('a#1')).toBe(clusters.get('a'));
    expect(new Set(['A', '__proto__', '7', 'bare', 'null'].map((id) => clusters.get(id))).size).toBe(5);
    expect(clusters.get('A')).not.toBe(clusters.get('a'));
  });

  it('reads several gzip members, carriage returns, empty lines, a byte order mark, line separators in a text, and what is not compressed', () => {
    const first = `\ufeff${jsonl([doc('a', `\u2028${STORY}`)], '\r\n')}\r\n  \n`;
    const second = JSON.stringify(doc('b', STORY));
    const members = Buffer.concat([gzipSync(first), gzipSync(`${second}\n\n`), gzipSync('')]);
    expect([...clustersOf(members)]).toEqual([
      ['a', 'a'],
      ['b', 'a'],
    ]);
    expect([...clustersOf(first + second)]).toEqual([
      ['a', 'a'],
      ['b', 'a'],
    ]);
    expect(run('dedup', '')).toBe('{}\n');
  });

  it('ends with the line that it cannot read', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [`${bench}measure-dedup.ts`, fileOf(`${JSON.stringify(doc('a', STORY))}\n{"id":`)],
      { encoding: 'utf8' },
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/input:2: /);
  });
});

describe('measure-events', () => {
  it('decides every event, with an address that is none, without title, text or guid', () => {
    const at = { feedId: 'f', canonicalUrl: null, title: 'The lamp keeper counts the sails' };
    const rows = [
      { eventId: 'e1', guid: 'g', url: 'https://quay.example/a', ...at, text: STORY, fetchedAt: 1_700_000_000 },
      { eventId: 'e2', guid: 'g', url: 'tag:quay,2024:1', ...at, text: STORY, fetchedAt: 1_700_000_060 },
      { eventId: 'e3', url: null },
      { eventId: 'e4', feedId: 'f', guid: '', url: 'mailto:x', canonicalUrl: '', title: null, text: '', fetchedAt: '?' },
      { eventId: 'e5', guid: 'g', url: 'https://m.quay.example/a?utm_source=x', ...at, text: `${STORY} And more.`, fetchedAt: '2023-11-14T23:00:00Z' },
      { eventId: 'e6', guid: 'h', url: 'https://other.example/b', ...at, feedId: 'h', title: 'Lamps', text: STORY },
    ]; // prettier-ignore
    expect(run('events', gzipSync(jsonl(rows, '\r\n')))).toBe(
      [
        'e1\tnew\t',
        'e2\tduplicate\te1',
        'e3\tnew\t',
        'e4\tnew\t',
        'e5\trevision\te1',
        'e6\tnear_duplicate\te5',
        '',
      ].join('\n'),
    );
  });
});

describe('measure-urls', () => {
  it('gives a key to every line, and never one key to two addresses that are none', () => {
    const urls = [
      'HTTPS://WWW.quay.example/a?utm_source=x',
      'mailto:a@quay.example',
      'not an address',
      '',
      ' \t',
    ];
    const lines = run('urls', `${jsonl(urls.map((url) => ({ url, group: 'g', topic: 't', key: '' })))}\n\n`)
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(lines.map(([url]) => JSON.parse(url ?? '') as string)).toEqual(urls);
    expect(lines[0]?.[1]).toBe('https://quay.example/a');
    expect(new Set(lines.map(([, key]) => key)).size).toBe(urls.length);
    expect(lines.every((parts) => parts.length === 2)).toBe(true);
  });
});
