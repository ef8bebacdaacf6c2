import type { FeedEntry, ParsedFeed } from '@dateline/feed';
import { feedCheck, said } from './feed-check.ts';
import { stringOf } from './source-text.ts';
import type { Check, Repository, Suite } from './suite.ts';

const YARR_ENTRY: Record<string, (entry: FeedEntry | undefined) => unknown> = {
  Title: (entry) => entry?.title,
  URL: (entry) => entry?.url,
  GUID: (entry) => entry?.id,
  Content: (entry) => entry?.contentHtml ?? entry?.summaryHtml,
};
const YARR_FEED: Record<string, (feed: ParsedFeed) => unknown> = {
  Title: ({ feed }) => feed.title,
  SiteURL: ({ feed }) => feed.link,
};

/** yarr: documents that begin with a comment of expectations, `@ feed.Items[0].Title == "one"`. */
function yarr({ list, text }: Repository): Check[] {
  return list('src/parser/fixtures').flatMap((path) => {
    const whole = text(path);
    const input = whole
      .slice(/-->\s*|\*\/\s*/.exec(whole)?.[0] ? whole.search(/-->|\*\//) : 0)
      .replace(/^(?:-->|\*\/)\s*/, '');
    return Array.from(whole.matchAll(/^@ (.+?) == (.+)$/gm)).flatMap(([, asked = '', written = '']) => {
      const expected = /^\d+$/.test(written) ? written : stringOf(written);
      const [, index, field = ''] = /^feed\.(?:Items\[(\d+)\]\.)?(\w+)$/.exec(asked) ?? [];
      const isCount = asked === 'len(feed.Items)';
      const ofEntry = index === undefined ? undefined : YARR_ENTRY[field];
      const ofFeed = index === undefined ? YARR_FEED[field] : undefined;
      if (expected === undefined || (!isCount && !ofEntry && !ofFeed)) return [];
      const read = (feed: ParsedFeed) =>
        isCount ? feed.items.length : ofEntry ? ofEntry(feed.items[Number(index)]) : ofFeed?.(feed);
      const name = `${path.slice('src/parser/fixtures/'.length)} ${asked}`;
      return [feedCheck({ name, expected }, { input, url: 'https://example.com/feed' }, read)];
    });
  });
}

const SWIFT = 'Modules/RSParser/Tests/RSParserTests';
const SWIFT_ENTRY: Record<string, (entry: FeedEntry) => unknown> = {
  title: (entry) => entry.title,
  contentHTML: (entry) => entry.contentHtml ?? entry.summaryHtml,
  authors: (entry) => entry.authors[0],
  attachments: (entry) => entry.enclosures[0],
};

/** NetNewsWire: a file, then what holds of the feed or of each of its articles. */
function netNewsWire({ text, bytes }: Repository): Check[] {
  return [
    'XML/AtomParserTests',
    'XML/RSSParserTests',
    'JSON/JSONFeedParserTests',
    'JSON/RSSInJSONParserTests',
  ].flatMap((file) =>
    text(`${SWIFT}/Feeds/${file}.swift`)
      .split(/@Test func /)
      .slice(1)
      .flatMap((test) => {
        const [, name = '', extension = '', url = ''] =
          /parserData\("([^"]+)", "([^"]+)", "([^"]+)"\)/.exec(test) ?? [];
        if (name === '') return [];
        const input = bytes(`${SWIFT}/Resources/${name}.${extension}`);
        return Array.from(test.matchAll(/#expect\(([^\n]+)\)/g)).flatMap(([, what = '']) => {
          const expectation = swiftExpectation(what);
          return expectation
            ? [
                feedCheck({ name: `${name}: ${what}`, expected: 'yes' }, { input, url }, (feed) =>
                  expectation(feed) ? 'yes' : 'no',
                ),
              ]
            : [];
        });
      }),
  );
}

function swiftExpectation(what: string): ((feed: ParsedFeed) => boolean) | null {
  const count = /^parsedFeed\.items\.count == (\d+)$/.exec(what)?.[1];
  if (count) return ({ items }) => items.length === Number(count);
  const [, feedField = '', value = ''] = /^parsedFeed\.(title|language) == (".*")$/.exec(what) ?? [];
  if (feedField) return ({ feed }) => said(feed[feedField as 'title' | 'language']) === said(stringOf(value));
  const [, field = '', is = ''] = /^article\.(\w+) (==|!=) nil$/.exec(what) ?? [];
  const of = SWIFT_ENTRY[field];
  return of ? ({ items }) => items.every((item) => ((of(item) ?? null) === null) === (is === '==')) : null;
}

export const FIXTURE_SUITES: Record<string, Suite> = {
  yarr: { checks: yarr, form: said },
  netnewswire: { checks: netNewsWire, form: said },
};
