// Usage: node measure-feed-suites.ts <simplepie|miniflux|feedjira> <git directory>   Runs the inputs of a peer's own tests, read from a
// bare repository, and prints how many of their expectations `parseFeed` meets, and each that it does not.
import { execFileSync } from 'node:child_process';
import { parseFeed, type FeedEntry, type ParsedFeed } from '@dateline/feed';

interface Check {
  name: string;
  input: string;
  url: string;
  field: string;
  expected: string;
  read: (feed: ParsedFeed) => string | number | null | undefined;
}

const [suite = '', repository = ''] = process.argv.slice(2);
const git = (...args: string[]): string =>
  execFileSync('git', ['--git-dir', repository, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
const show = (path: string): string => git('show', `HEAD:${path}`);

const names = (entry: FeedEntry | undefined): string =>
  (entry?.authors ?? []).map(({ name, email }) => name ?? email).join(', ');

/** Methods of SimplePie's items whose providers give one string for one document. */
const SIMPLEPIE: Record<string, (entry: FeedEntry | undefined) => string | null | undefined> = {
  // SimplePie gives titles as HTML.
  Title: (entry) => entry?.title?.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  Description: (entry) => entry?.summaryHtml ?? entry?.contentHtml,
  Content: (entry) => entry?.contentHtml ?? entry?.summaryHtml,
  Id: (entry) => entry?.id ?? entry?.url,
  Permalink: (entry) => entry?.url ?? entry?.enclosures[0]?.url,
};

function simplepie(): Check[] {
  const source = show('tests/Unit/ItemTest.php');
  return Object.entries(SIMPLEPIE).flatMap(([field, of]) => {
    const from = source.indexOf(`function get${field}DataProvider`);
    const provider = source.slice(from, source.indexOf('public function test', from));
    const rows = provider.matchAll(
      /'(Test [^']+)'\s*=>\s*\[\s*<<<'?XML'?\n([^]*?)\nXML\s*,\s*'((?:[^'\\]|\\.)*)'/g,
    );
    return Array.from(rows, ([, name = '', input = '', expected = '']) => ({
      name: `${field}: ${name}`,
      input,
      url: 'http://example.com/feed/',
      field,
      expected: expected.replace(/\\'/g, "'"),
      read: ({ items }: ParsedFeed) => of(items[0]),
    }));
  });
}

const MINIFLUX: Record<string, (entry: FeedEntry | undefined) => string | number | null | undefined> = {
  Title: (entry) => entry?.title,
  URL: (entry) => entry?.url,
  Author: names,
  CommentsURL: (entry) => entry?.commentsUrl,
};

function miniflux(): Check[] {
  return ['atom/atom_03', 'atom/atom_10', 'rss/parser', 'rdf/parser', 'json/parser'].flatMap((format) =>
    show(`internal/reader/${format}_test.go`)
      .split(/\nfunc (?=Test)/)
      .slice(1)
      .flatMap((test) => checksOfGoTest(format, test)),
  );
}

function checksOfGoTest(format: string, test: string): Check[] {
  const inputs = test.match(/:?= `[^`]*`/g) ?? [];
  const input = inputs[0]?.replace(/^:?= `|`$/g, '') ?? '';
  // A test of several documents says of each what it expects in a way of its own.
  if (inputs.length !== 1 || !/[<{]/.test(input)) return [];
  const url = /Parse\(\s*"([^"]+)"/.exec(test)?.[1] ?? 'https://example.org/';
  const name = `${format}: ${/^\w+/.exec(test)?.[0] ?? ''}`;
  const ofEntries = Array.from(
    test.matchAll(/feed\.Entries\[(\d+)\]\.(\w+) != "((?:[^"\\]|\\.)*)"/g),
    ([, index = '0', field = '', expected = '']) => ({ index: Number(index), field, expected }),
  );
  const counts = Array.from(test.matchAll(/len\(feed\.Entries(\[0\]\.Enclosures)?\) != (\d+)/g), (match) => ({
    isEnclosures: match[1] !== undefined,
    expected: match[2] ?? '',
  }));
  return [
    ...ofEntries.flatMap(({ index, field, expected }) => {
      const of = MINIFLUX[field];
      const value = JSON.parse(`"${expected.replace(/\\'/g, "'")}"`) as string;
      return of
        ? [{ name, input, url, field, expected: value, read: ({ items }: ParsedFeed) => of(items[index]) }]
        : [];
    }),
    ...counts.map(({ isEnclosures, expected }) => ({
      name,
      input,
      url,
      field: isEnclosures ? 'enclosures' : 'entries',
      expected,
      read: ({ items }: ParsedFeed) => (isEnclosures ? items[0]?.enclosures.length : items.length),
    })),
  ];
}

const FEEDJIRA: Record<string, (feed: ParsedFeed) => string | number | null | undefined> = {
  'feed.title': ({ feed }) => feed.title,
  'feed.url': ({ feed }) => feed.link,
  'feed.description': ({ feed }) => feed.description,
  'feed.language': ({ feed }) => feed.language,
  'feed.entries.size': ({ items }) => items.length,
  'entry.title': ({ items }) => items[0]?.title,
  'entry.url': ({ items }) => items[0]?.url,
  'entry.author': ({ items }) => names(items[0]),
  'entry.id': ({ items }) => items[0]?.id,
  'entry.entry_id': ({ items }) => items[0]?.id,
};

function feedjira(): Check[] {
  const files = new Map(
    Array.from(
      show('spec/sample_feeds.rb').matchAll(/(sample_\w+): "([^"]+)"/g),
      ([, name = '', file = '']) => [name, file],
    ),
  );
  const specs = git('ls-tree', '--name-only', 'HEAD', 'spec/feedjira/parser/').split('\n').filter(Boolean);
  return specs.flatMap((spec) => {
    let sample = '';
    const checks: Check[] = [];
    for (const line of show(spec).split('\n')) {
      // A line that assigns changes what it reads next.
      if (/(?:\]|\.\w+) = "/.test(line)) sample = '';
      sample = /(?:parse|sample = )[ (]*(sample_\w+)/.exec(line)?.[1] ?? sample;
      const match = /expect\(@?((?:feed|entry)[\w.]*)\)\.to eq "((?:[^"\\#]|\\.)*)"/.exec(line);
      const size = /expect\(@?(feed\.entries\.size)\)\.to eq (\d+)/.exec(line);
      const [, field = '', expected = ''] = match ?? size ?? [];
      const read = FEEDJIRA[field];
      const file = files.get(sample);
      if (read && file)
        checks.push({
          name: `${spec.split('/').at(-1)}: ${file}`,
          input: show(`spec/sample_feeds/${file}`),
          url: 'https://example.org/',
          field,
          expected,
          read,
        });
    }
    return checks;
  });
}

const SUITES: Record<string, () => Check[]> = { simplepie, miniflux, feedjira };
const collect = SUITES[suite];
if (!collect || repository === '') {
  process.stderr.write('usage: measure-feed-suites.ts <simplepie|miniflux|feedjira> <git directory>\n');
  process.exit(2);
}

/** Texts are compared by what they say: escaping and white space are form. */
const said = (value: unknown): string =>
  String(value ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/^(https?:\/\/[^/]+)\/$/, '$1')
    .trim();

const checks = collect();
let agreed = 0;
for (const check of checks) {
  let got: unknown;
  try {
    got = check.read(await parseFeed(Buffer.from(check.input), { url: check.url, headers: {} }));
  } catch (error) {
    got = error instanceof Error ? `refused: ${error.message}` : error;
  }
  if (said(got) === said(check.expected)) agreed++;
  else
    process.stdout.write(
      `${check.name} ${check.field}: ${JSON.stringify(check.expected)} <- ${JSON.stringify(got)}\n`,
    );
}
process.stdout.write(`${suite}: ${agreed} of ${checks.length} checks agree\n`);
