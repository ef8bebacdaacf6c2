// Usage: node measure-feeds.ts <cases folder>   Prints the results object that evaluate.mjs beside the folder reads.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FeedError, parseFeed, sanitiseFeed, type FeedReaderName } from '@dateline/feed';

interface FeedCase {
  id: string;
  url?: string;
  headers?: Record<string, string>;
}

const [path] = process.argv.slice(2);
if (!path) {
  process.stderr.write('usage: measure-feeds.ts <cases folder>\n');
  process.exit(2);
}
const folder = resolve(path);
const reader: FeedReaderName = process.env['FEED_PARSER'] === 'rss-parser' ? 'rss-parser' : 'own';
const { bytesOf } = (await import(pathToFileURL(join(dirname(folder), 'kit.mjs')).href)) as {
  bytesOf: (feedCase: FeedCase) => Uint8Array;
};
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.jsonl'))
  .sort()
  .flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as FeedCase),
  );

const results: Record<string, object> = {};
for (const feedCase of cases) {
  const bytes = bytesOf(feedCase);
  const start = performance.now();
  const took = () => Math.round((performance.now() - start) * 100) / 100;
  try {
    const options = { url: feedCase.url ?? '', headers: feedCase.headers ?? {}, reader };
    const { feed, items } = sanitiseFeed(await parseFeed(bytes, options));
    results[feedCase.id] = { ok: true, ms: took(), feed, items };
  } catch (error) {
    results[feedCase.id] = {
      ok: false,
      ms: took(),
      error: error instanceof FeedError ? error.code : `CRASH ${error}`,
    };
  }
}
process.stdout.write(JSON.stringify(results));
