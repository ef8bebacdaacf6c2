import { FeedError } from '@dateline/feed';
import type { NewFeed } from '@dateline/storage';
import { importOpml, OpmlBrokenOff } from './import-opml.js';
import { OpmlTooLarge, readOpmlParts, UnknownCharset } from './read-opml-parts.js';

const OPTIONS = {
  origin: { type: 'opml' as const, ref: null },
  intervalSeconds: 3_600,
  now: new Date('2026-03-03T12:00:00Z'),
  maxFeeds: 25_000,
  reach: { FETCH_ALLOWED_NETWORKS: [], FETCH_ALLOWED_PORTS: ['80', '443'] },
};
const outline = (url: string) => `<outline type="rss" xmlUrl="${url}"/>`;
const feed = (n: number) => outline(`https://outlet-${n}.example/rss`);

/** Feeds by address, of which the second of each ten is there already. */
function store() {
  const rounds: NewFeed[][] = [];
  const addAll = (feeds: readonly NewFeed[]) => {
    rounds.push([...feeds]);
    const created = (url: string) => !/-\d*1\.example/.test(url);
    return Promise.resolve(feeds.map(({ url }) => ({ feedId: `id ${url}`, url, created: created(url) })));
  };
  return { rounds, feeds: { addAll } };
}

async function* bytesOf(text: string, size = 1_000, read: number[] = []): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    read.push(at);
    yield bytes.subarray(at, at + size);
  }
}
const parts = (text: string, maxBytes = 1e9) => readOpmlParts(bytesOf(text), { maxBytes });

it('adds the feeds of a long list in rounds, and accounts for every outline', async () => {
  const { rounds, feeds } = store();
  const lines = Array.from({ length: 3_000 }, (_, n) => feed(n));
  const text = `<opml><body>${[...lines, feed(7), outline('file:///etc/passwd'), outline('')].join('')}</body></opml>`;
  const told: number[] = [];
  const report = await importOpml(feeds, parts(text), { ...OPTIONS, progress: (done) => told.push(done) });
  expect([report.added.length, report.known.length]).toEqual([2_700, 301]);
  expect(report.known.at(-1)).toEqual({
    feedId: 'id https://outlet-7.example/rss',
    url: 'https://outlet-7.example/rss',
  });
  expect(report.refused.map(({ url }) => url)).toEqual(['file:///etc/passwd', '']);
  expect(Math.max(...rounds.map(({ length }) => length))).toBe(500);
  expect(told.at(-1)).toBe(3_003);
  expect(told.length).toBeGreaterThan(5);
});

it('adds while it reads, and takes no more bytes meanwhile', async () => {
  const read: number[] = [];
  const readAt: number[] = [];
  const lines = Array.from({ length: 1_500 }, (_, n) => feed(n));
  const addAll = (feeds: readonly NewFeed[]) => {
    readAt.push(read.length);
    return Promise.resolve(feeds.map(({ url }) => ({ feedId: url, url, created: true })));
  };
  const bytes = bytesOf(`<opml>${lines.join('')}</opml>`, 1_000, read);
  await importOpml({ addAll }, readOpmlParts(bytes, { maxBytes: 1e9 }), OPTIONS);
  expect(readAt[0]).toBeLessThan(read.length / 2);
});

it('names the feeds beyond the limit', async () => {
  const { feeds } = store();
  const text = `<opml>${[feed(2), feed(3), feed(4), feed(2)].join('')}</opml>`;
  const report = await importOpml(feeds, parts(text), { ...OPTIONS, maxFeeds: 2 });
  expect([report.added.length, report.known.length]).toEqual([2, 1]);
  expect(report.refused).toEqual([
    { url: 'https://outlet-4.example/rss', problem: 'is beyond the 2 feeds of one import' },
  ]);
});

it.each([
  ['is no OPML', { text: '<rss/>', maxBytes: 1e9, cause: FeedError, done: 0 }],
  [
    'is too large',
    { text: `<opml>${feed(2)}${feed(3)}${' '.repeat(2_000)}`, maxBytes: 1_500, cause: OpmlTooLarge, done: 2 },
  ],
  [
    'nests too deep',
    { text: `<opml>${feed(2)}${'<outline>'.repeat(500)}`, maxBytes: 1e9, cause: FeedError, done: 1 },
  ],
])('keeps what was read of a document that %s', async (_what, { text, maxBytes, cause, done }) => {
  const { rounds, feeds } = store();
  const ended = await importOpml(feeds, parts(text, maxBytes), OPTIONS).catch((error: unknown) => error);
  expect(ended).toBeInstanceOf(OpmlBrokenOff);
  expect(ended).toMatchObject({ done, cause: expect.any(cause) });
  expect(rounds.flat()).toHaveLength(done);
});

it('reads other charsets, and says which it does not know', async () => {
  const { rounds, feeds } = store();
  const bytes = Buffer.from(
    '<opml><outline text="Caf\u00e9" xmlUrl="https://a.example/f"/></opml>',
    'latin1',
  );
  const given = (async function* () {
    await Promise.resolve();
    yield bytes;
  })();
  await importOpml(feeds, readOpmlParts(given, { maxBytes: 1e9, charset: 'iso-8859-1' }), OPTIONS);
  expect(rounds.flat()).toMatchObject([{ title: 'Caf\u00e9' }]);
  const unknown = readOpmlParts(bytesOf('<opml/>'), { maxBytes: 1e9, charset: 'x-none' });
  await expect(importOpml(feeds, unknown, OPTIONS)).rejects.toThrow(UnknownCharset);
});
