import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import RssParser from 'rss-parser';
import { decodeFeed, FeedError, parseFeed, sanitiseFeed, type ParsedFeed } from './index.js';

const CORPUS = join(import.meta.dirname, '../../../../shared/corpora/feeds');
const FIXTURES = join(import.meta.dirname, 'fixtures');

interface FeedCase {
  id: string;
  group: string;
  url: string | null;
  headers: Record<string, string> | null;
  gen?: object;
}
interface Kit {
  loadCases(folder: string): FeedCase[];
  bytesOf(feedCase: FeedCase): Uint8Array;
}
interface Score {
  groups: Record<string, { cases: number; passed: number }>;
  total: { cases: number; passed: number };
}
interface Evaluate {
  score(cases: FeedCase[], results: Record<string, object>): Score;
}

const found = existsSync(CORPUS);
if (!found) console.info('feed corpus not beside the repository: its tests are left out');
const onCorpus = found ? it : it.skip;

async function loadCorpus(): Promise<{ kit: Kit; evaluate: Evaluate; cases: FeedCase[] }> {
  const kit = (await import(pathToFileURL(join(CORPUS, 'kit.mjs')).href)) as Kit;
  const evaluate = (await import(pathToFileURL(join(CORPUS, 'evaluate.mjs')).href)) as Evaluate;
  return { kit, evaluate, cases: kit.loadCases(join(CORPUS, 'cases')) };
}

const optionsOf = ({ url, headers }: FeedCase) => ({ url: url ?? '', headers: headers ?? {} });

describe('the feed corpus', () => {
  onCorpus(
    'is read to 98 %, sanitised; all of what to refuse, to survive, to decode and to make safe',
    async () => {
      const { kit, evaluate, cases } = await loadCorpus();
      const results: Record<string, object> = {};
      for (const feedCase of cases) results[feedCase.id] = await run(kit.bytesOf(feedCase), feedCase);
      const { groups, total } = evaluate.score(cases, results);
      expect(total.cases).toBeGreaterThan(1_000);
      expect(total.passed / total.cases).toBeGreaterThanOrEqual(0.98);
      const rates = Object.entries(groups).map(([name, { cases: n, passed }]) => ({
        name,
        n,
        rate: passed / n,
      }));
      expect(rates.filter(({ n, rate }) => n > 20 && rate < 0.9)).toEqual([]);
      expect(rates.filter(({ name, rate }) => /refuse|hostile|safe|encoding/.test(name) && rate < 1)).toEqual(
        [],
      );
    },
    120_000,
  );
});

describe('rss-parser as the oracle', () => {
  const fixtures = readdirSync(FIXTURES).filter((name) => name.endsWith('.xml'));

  it.each(fixtures)('gives the same feed behind the door for %s', async (name) => {
    const bytes = readFileSync(join(FIXTURES, name));
    const options = { url: 'https://post.example.test/feeds/rss.xml', headers: {} };
    const [own, theirs] = [
      await parseFeed(bytes, options),
      await parseFeed(bytes, { ...options, reader: 'rss-parser' }),
    ];
    // It has no notion of a channel in a channel.
    const items = name === 'cdf.xml' ? own.items.slice(0, 1) : own.items;
    expect(theirs).toEqual({ ...own, items });
  });

  onCorpus(
    'gives the same feed behind the door for all that is well formed',
    async () => {
      const { read, differing } = await compareReaders();
      expect(read).toBeGreaterThan(900);
      expect(differing).toEqual([]);
    },
    120_000,
  );

  onCorpus(
    'reads the same items from the bare text of every real-looking feed that it can read',
    async () => {
      const { kit, cases } = await loadCorpus();
      const differing: string[] = [];
      let read = 0;
      for (const feedCase of cases) {
        // Titles escaped twice are ours alone to decode.
        if (feedCase.gen || /title-(?:double|cdata-entity)/.test(feedCase.id)) continue;
        const bytes = kit.bytesOf(feedCase);
        const own = await parseFeed(bytes, optionsOf(feedCase)).catch(() => null);
        if (!own || own.kind === 'jsonfeed' || !looksReal(own)) continue;
        const theirs = await readPlain(bytes, feedCase);
        if (!theirs) continue;
        read += 1;
        if (JSON.stringify(theirs) !== JSON.stringify(own.items.map(({ title }) => plain(title))))
          differing.push(feedCase.id);
      }
      expect(read).toBeGreaterThan(150);
      expect(differing).toEqual([]);
    },
    120_000,
  );
});

async function compareReaders(): Promise<{ read: number; differing: string[] }> {
  const { kit, cases } = await loadCorpus();
  const differing: string[] = [];
  let read = 0;
  for (const feedCase of cases.filter(({ gen }) => !gen)) {
    const bytes = kit.bytesOf(feedCase);
    const own = await parseFeed(bytes, optionsOf(feedCase)).catch(() => null);
    if (!own || own.illFormed || own.kind === 'jsonfeed') continue;
    const theirs = await parseFeed(bytes, { ...optionsOf(feedCase), reader: 'rss-parser' });
    read += 1;
    if (JSON.stringify(own) !== JSON.stringify(theirs)) differing.push(feedCase.id);
  }
  return { read, differing };
}

/** Control characters are dropped by our reader and kept by theirs. */
const plain = (title: string | null | undefined): string =>
  (title ?? '')
    .replace(/[\u0000-\u001f]/g, ' ')
    .replace(/\s+/g, '')
    .trim();

const looksReal = ({ feed, items }: ParsedFeed): boolean =>
  feed.title !== null && items.length > 0 && items.every(({ title }) => title !== null);

async function readPlain(bytes: Uint8Array, feedCase: FeedCase): Promise<string[] | null> {
  const { text } = decodeFeed(bytes, feedCase.headers?.['content-type'] ?? null);
  try {
    return (await new RssParser().parseString(text)).items.map(({ title }) => plain(title));
  } catch {
    return null;
  }
}

async function run(bytes: Uint8Array, feedCase: FeedCase): Promise<object> {
  try {
    const { feed, items } = sanitiseFeed(await parseFeed(bytes, optionsOf(feedCase)));
    return { ok: true, ms: 0, feed, items };
  } catch (error) {
    const word = error instanceof FeedError ? error.code : 'CRASH';
    return { ok: false, ms: 0, error: word };
  }
}
