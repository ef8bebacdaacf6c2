import type { FeedEntry, ParsedFeed } from '@dateline/feed';
import { feedCheck, said } from './feed-check.ts';
import { statementsOf, stringOf } from './source-text.ts';
import type { Check, Repository, Suite } from './suite.ts';

type EntryField = (entry: FeedEntry | undefined) => unknown;
type FeedField = (feed: ParsedFeed) => unknown;

const FEED_FIELDS: Record<string, FeedField> = {
  Title: ({ feed }) => feed.title,
  Description: ({ feed }) => feed.description,
  Link: ({ feed }) => feed.link,
  SiteUrl: ({ feed }) => feed.link,
  Language: ({ feed }) => feed.language,
  Logo: ({ feed }) => feed.image,
  Generator: ({ feed }) => feed.generator,
};

const nameOf: EntryField = (entry) => entry?.authors[0]?.name ?? entry?.authors[0]?.email;
const seconds = (date: string | null | undefined) => (date ? String(Date.parse(date) / 1000) : '');

const PICOFEED: Record<string, EntryField> = {
  Title: (entry) => entry?.title,
  Url: (entry) => entry?.url,
  Author: nameOf,
  Content: (entry) => entry?.contentHtml ?? entry?.summaryHtml,
  PublishedDate: (entry) => seconds(entry?.published),
  UpdatedDate: (entry) => seconds(entry?.updated),
  EnclosureUrl: (entry) => entry?.enclosures[0]?.url,
  EnclosureType: (entry) => entry?.enclosures[0]?.type,
  Language: (entry) => entry?.language,
};

const LAMINAS: Record<string, EntryField> = {
  Title: (entry) => entry?.title,
  Id: (entry) => entry?.id,
  Link: (entry) => entry?.url,
  Permalink: (entry) => entry?.url,
  Content: (entry) => entry?.contentHtml ?? entry?.summaryHtml,
  Description: (entry) => entry?.summaryHtml ?? entry?.contentHtml,
  CommentLink: (entry) => entry?.commentsUrl,
};

interface PhpSuite {
  /** The test file and the folder of the samples that its paths leave out. */
  files: readonly (readonly [file: string, samples: string])[];
  entry: Record<string, EntryField>;
}

/** A document that a test reads from a file, then assertions of what getters of the feed and its entries give. */
function phpChecks({ text, bytesIfThere }: Repository, { files, entry }: PhpSuite): Check[] {
  return files.flatMap(([file, samples]) => {
    let sample = '';
    let url = 'https://example.org/';
    return statementsOf(text(file)).flatMap((statement) => {
      const read =
        /file_get_contents\(\s*(?:\$this->feedSamplePath \. |dirname\(__FILE__\)\s*\.\s*)?'([^']+)'\s*\)/.exec(
          statement,
        );
      if (read) {
        sample = `${samples}${read[1]}`;
        url = /,\s*'[^']*',\s*'(https?:[^']+)'\)$/.exec(statement)?.[1] ?? 'https://example.org/';
      }
      const input = sample === '' ? null : bytesIfThere(sample);
      const check = input && checkOf(statement, entry);
      return check
        ? [
            feedCheck(
              { name: `${sample.slice(samples.length)} ${check.name}`, expected: check.expected },
              { input, url },
              check.read,
            ),
          ]
        : [];
    });
  });
}

function checkOf(statement: string, fields: Record<string, EntryField>) {
  const count = /assertCount\((\d+), \$feed->items\)/.exec(statement)?.[1];
  if (count) return { name: 'items', expected: count, read: ({ items }: ParsedFeed) => items.length };
  const match =
    /assertEquals\(([^]*),\s*\$(feed|entry)(?:->items\[(\d+)\])?->get(\w+)\(\)(?:->getTimestamp\(\))?\)$/.exec(
      statement,
    );
  const [, written = '', of = '', index, getter = ''] = match ?? [];
  const expected = /^(?:null|''|"")$/.test(written.trim())
    ? ''
    : /^\d+$/.test(written.trim())
      ? written.trim()
      : stringOf(written);
  const isEntry = of === 'entry' || index !== undefined;
  const ofEntry = isEntry ? fields[getter] : undefined;
  const ofFeed = isEntry ? undefined : FEED_FIELDS[getter];
  if (expected === undefined || (!ofEntry && !ofFeed)) return null;
  const read = (feed: ParsedFeed) => (ofEntry ? ofEntry(feed.items[Number(index ?? 0)]) : ofFeed?.(feed));
  return { name: `${isEntry ? `item ${index ?? 0} ` : ''}${getter}`, expected, read };
}

const laminas = (source: Repository): Check[] =>
  phpChecks(source, {
    files: [
      ['test/Reader/Entry/RssTest.php', 'test/Reader/Entry/_files/Rss'],
      ['test/Reader/Entry/AtomTest.php', 'test/Reader/Entry/_files/Atom'],
      ['test/Reader/Feed/RssTest.php', 'test/Reader/Feed/_files/Rss'],
      ['test/Reader/Feed/AtomTest.php', 'test/Reader/Feed/_files/Atom'],
    ],
    entry: LAMINAS,
  });

const picofeed = (source: Repository): Check[] =>
  phpChecks(source, {
    files: ['Atom', 'Rss10', 'Rss20', 'Rss91', 'Rss92'].map(
      (format) => [`tests/Parser/${format}ParserTest.php`, ''] as const,
    ),
    entry: PICOFEED,
  });

export const PHP_SUITES: Record<string, Suite> = {
  laminas: { checks: laminas, form: said },
  picofeed: { checks: picofeed, form: said },
};
