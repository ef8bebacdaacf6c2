// Usage: node bench-feeds.ts   Throughput of the feed readers on RSS 2.0 of full texts, in MB of input a second; best of several runs.
// rss-parser and feedsmith on a plain string are the yardsticks: `parseFeed` decodes, repairs, maps and marks besides, and may not be
// slower than the first; the last lines show it as a share of each in CPU time, round by round, which what else runs disturbs least.
import { parseFeed, sanitiseFeed } from '@dateline/feed';
import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import Parser from 'rss-parser';

const WORDS =
  'harbour council tide market winter bridge library season river engine garden letter station budget night'.split(
    ' ',
  );

function paragraph(seed: number): string {
  const words = Array.from(
    { length: 45 },
    (_, i) => WORDS[(seed * 7 + i * i * 3 + i * 11) % WORDS.length] ?? '',
  );
  return `<p>${words.join(' ')} <a href="https://post.example/topic/${seed}">${words[3]}</a> caf\u00e9.</p>`;
}

/** A feed of full texts in CDATA, 2.4 kB an item. */
function sampleFeed(items: number): Buffer {
  const body = (i: number) => Array.from({ length: 5 }, (_, k) => paragraph(i * 5 + k)).join('\n');
  const item = (
    i: number,
  ) => `<item><title>Harbour note ${i} &amp; more</title><link>https://post.example/a/${i}</link>
<guid isPermaLink="false">note-${i}</guid><pubDate>Tue, 03 Feb 2026 09:30:00 GMT</pubDate><dc:creator>Ana Quill</dc:creator>
<category>Harbour</category><description>Short &lt;b&gt;text&lt;/b&gt; of ${i}</description>
<content:encoded><![CDATA[${body(i)}]]></content:encoded></item>`;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Post</title><link>https://post.example/</link>
<description>Invented</description>${Array.from({ length: items }, (_, i) => item(i)).join('\n')}</channel></rss>`);
}

interface ReadFeed {
  items?: readonly unknown[] | undefined;
}

const options = { url: 'https://post.example/feed', headers: { 'content-type': 'application/rss+xml' } };
const READERS: Record<string, (bytes: Buffer) => ReadFeed | Promise<ReadFeed>> = {
  'rss-parser on a string': (bytes) => new Parser().parseString(bytes.toString('utf8')),
  'feedsmith on a string': (bytes) => parseWithFeedsmith(bytes.toString('utf8')).feed as ReadFeed,
  'parseFeed (own)': (bytes) => parseFeed(bytes, options),
  'parseFeed (rss-parser)': (bytes) => parseFeed(bytes, { ...options, reader: 'rss-parser' }),
  'parseFeed (own) + sanitiseFeed': async (bytes) => sanitiseFeed(await parseFeed(bytes, options)),
};

/** Megabytes a second, and a second of CPU time of this process with its threads. */
async function speedsOf(
  read: (bytes: Buffer) => ReadFeed | Promise<ReadFeed>,
  bytes: Buffer,
): Promise<{ byClock: number; byCpu: number }> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const { items } = await read(bytes);
  const { user, system } = process.cpuUsage(before);
  if (!items?.length) throw new Error('no items');
  return { byClock: bytes.length / 1e3 / (performance.now() - start), byCpu: bytes.length / (user + system) };
}

const sizes = [40, 400, 3_000];
type Columns = Record<string, number>;
const rows: Record<string, Columns> = {};
const shares: Record<string, Columns> = {};
const PEERS = ['rss-parser on a string', 'feedsmith on a string'];
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
for (const count of sizes) {
  const bytes = sampleFeed(count);
  const column = `${count} items, ${(bytes.length / 1e6).toFixed(2)} MB`;
  const rounds = Math.max(6, Math.round(800 / Math.sqrt(count)));
  // The readers take turns, so that what else runs on the machine disturbs them alike.
  const ratios = PEERS.map((peer) => ({ peer, values: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    const speeds: Record<string, number> = {};
    for (const [name, read] of Object.entries(READERS)) {
      const { byClock, byCpu } = await speedsOf(read, bytes);
      speeds[name] = byCpu;
      const row = (rows[name] ??= {});
      row[column] = Math.max(row[column] ?? 0, Number(byClock.toFixed(1)));
    }
    for (const { peer, values } of ratios)
      values.push((speeds['parseFeed (own)'] ?? NaN) / (speeds[peer] ?? NaN));
  }
  for (const { peer, values } of ratios)
    (shares[`parseFeed (own) to ${peer}`] ??= {})[column] = Number(median(values).toFixed(2));
}
console.table(rows);
console.table(shares);
const megabyte = (name: string) => Object.values(rows[name] ?? {})[1] ?? NaN;
if (megabyte('parseFeed (own)') < megabyte('rss-parser on a string')) {
  console.error('parseFeed is slower than rss-parser on 1 MB');
  process.exitCode = 1;
}
