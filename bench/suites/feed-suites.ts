import type { FeedEntry, ParsedFeed } from '@dateline/feed';
import { feedCheck, said } from './feed-check.ts';
import type { Check, Repository, Suite } from './suite.ts';

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

function simplepie({ text }: Repository): Check[] {
  const source = text('tests/Unit/ItemTest.php');
  return Object.entries(SIMPLEPIE).flatMap(([field, of]) => {
    const from = source.indexOf(`function get${field}DataProvider`);
    const provider = source.slice(from, source.indexOf('public function test', from));
    const rows = provider.matchAll(
      /'(Test [^']+)'\s*=>\s*\[\s*<<<'?XML'?\n([^]*?)\nXML\s*,\s*'((?:[^'\\]|\\.)*)'/g,
    );
    return Array.from(rows, ([, name = '', input = '', expected = '']) =>
      feedCheck(
        { name: `${field}: ${name}`, expected: expected.replace(/\\'/g, "'") },
        { input, url: 'http://example.com/feed/' },
        ({ items }) => of(items[0]),
      ),
    );
  });
}

const MINIFLUX: Record<string, (entry: FeedEntry | undefined) => string | number | null | undefined> = {
  Title: (entry) => entry?.title,
  URL: (entry) => entry?.url,
  Author: names,
  CommentsURL: (entry) => entry?.commentsUrl,
};

function miniflux({ text }: Repository): Check[] {
  return ['atom/atom_03', 'atom/atom_10', 'rss/parser', 'rdf/parser', 'json/parser'].flatMap((format) =>
    text(`internal/reader/${format}_test.go`)
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
        ? [
            feedCheck({ name: `${name} ${field}`, expected: value }, { input, url }, ({ items }) =>
              of(items[index]),
            ),
          ]
        : [];
    }),
    ...counts.map(({ isEnclosures, expected }) =>
      feedCheck(
        { name: `${name} ${isEnclosures ? 'enclosures' : 'entries'}`, expected },
        { input, url },
        ({ items }) => (isEnclosures ? items[0]?.enclosures.length : items.length),
      ),
    ),
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

function feedjira({ text, list }: Repository): Check[] {
  const files = new Map(
    Array.from(
      text('spec/sample_feeds.rb').matchAll(/(sample_\w+): "([^"]+)"/g),
      ([, name = '', file = '']) => [name, file],
    ),
  );
  const specs = list('spec/feedjira/parser');
  return specs.flatMap((spec) => {
    let sample = '';
    const checks: Check[] = [];
    for (const line of text(spec).split('\n')) {
      // A line that assigns changes what it reads next.
      if (/(?:\]|\.\w+) = "/.test(line)) sample = '';
      sample = /(?:parse|sample = )[ (]*(sample_\w+)/.exec(line)?.[1] ?? sample;
      const match = /expect\(@?((?:feed|entry)[\w.]*)\)\.to eq "((?:[^"\\#]|\\.)*)"/.exec(line);
      const size = /expect\(@?(feed\.entries\.size)\)\.to eq (\d+)/.exec(line);
      const [, field = '', expected = ''] = match ?? size ?? [];
      const read = FEEDJIRA[field];
      const file = files.get(sample);
      if (read && file)
        checks.push(
          feedCheck(
            { name: `${spec.split('/').at(-1)}: ${file} ${field}`, expected },
            { input: text(`spec/sample_feeds/${file}`), url: 'https://example.org/' },
            read,
          ),
        );
    }
    return checks;
  });
}

export const FEED_SUITES: Record<string, Suite> = {
  simplepie: { checks: simplepie, form: said },
  miniflux: { checks: miniflux, form: said },
  feedjira: { checks: feedjira, form: said },
};
