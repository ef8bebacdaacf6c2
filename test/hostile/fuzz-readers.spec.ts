import { normaliseUrl } from '@dateline/article';
import { fromCloudEventHeaders, toCloudEventHeaders } from '@dateline/contracts';
import { readMachineDate, readWholeDate } from '@dateline/dates';
import { extractArticle, ExtractionError } from '@dateline/extraction';
import { FeedError, parseSource, readFeedDate, readOutlines } from '@dateline/feed';
import { jest } from '@jest/globals';
import fc from 'fast-check';

/** The same seed and number make the same texts; a failure prints the shortest one that fails. `.ci/run fuzz` sets the number higher. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_303);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60);
/** No property is looked at for longer. */
const LONGEST_MS = 60_000;
jest.setTimeout(LONGEST_MS * 2);

/** `share`: how often, where a text costs more or less than most. */
async function holds<T>(texts: fc.Arbitrary<T>, check: (value: T) => void | Promise<void>, share = 1) {
  const property = fc.asyncProperty(texts, async (value) => check(value));
  const bounds = { seed: SEED, numRuns: Math.ceil(RUNS * share), interruptAfterTimeLimit: LONGEST_MS };
  await fc.assert(property, bounds);
}

/** Any text, with letters of all scripts, controls and unpaired surrogates. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const piece = (...words: string[]) => fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words) }, anyText);
const joined = (part: fc.Arbitrary<string>, between = '', most = 30) =>
  fc.array(part, { maxLength: most }).map((parts) => parts.join(between));

const isWellFormed = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.isWellFormed()
    : typeof value !== 'object' || value === null || Object.values(value).every(isWellFormed);

const bytes = (text: string) => new TextEncoder().encode(text);

const markup = joined(
  piece(
    ...[
      '<rss version="2.0">',
      '<channel>',
      '<item>',
      '</item>',
      '</channel>',
      '</rss>',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
    ],
    ...[
      '<entry>',
      '</entry>',
      '<title>',
      '</title>',
      '<link>',
      '<link href="',
      '"/>',
      '<guid isPermaLink="true">',
      '</guid>',
    ],
    ...[
      '<pubDate>Tue, 03 Mar 2026 09:05:07 GMT</pubDate>',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&#x1F6A2;',
      '&nosuch;',
      '<!--',
      '-->',
    ],
    ...[
      '<?xml version="1.0" encoding="utf-16"?>',
      '<urlset>',
      '<url>',
      '<loc>',
      '</loc>',
      'https://post.example.test/a',
      '{"items":[',
    ],
  ),
);

it('feeds: each document is read or refused with a FeedError, and nothing of it is counted twice', async () => {
  await holds(markup, async (text) => {
    try {
      const source = await parseSource(bytes(text), { url: 'https://post.example.test/feed', headers: {} });
      const handled = Object.values(source.dropped).reduce((sum, n) => sum + n, 0);
      expect(source.items.length + source.sitemaps.length + handled).toBeLessThanOrEqual(source.offered);
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
    }
  });
});

/** Entries at their places and at wrong ones: outside of channels, behind the end, in feeds within feeds, in fields without an end. */
const misplaced = fc
  .tuple(
    fc.constantFrom(
      '<rss version="2.0">',
      '<rss version="2.0"><channel>',
      '<channel>',
      '<feed>',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">',
    ),
    fc.array(
      fc.constantFrom(
        ...[
          '<channel>',
          '</channel>',
          '</rss>',
          '<rss>',
          '<feed>',
          '</feed>',
          '</rdf:RDF>',
          '<items>',
          '</items>',
        ],
        ...['<feed xmlns="http://www.w3.org/2005/Atom">', '<content type="xhtml">', '</content>', 'words'],
        ...[
          '<item>',
          '</item>',
          '<item/>',
          '<entry>',
          '</entry>',
          '<image>',
          '</image>',
          '<x>',
          '</x>',
          '<author>',
        ],
        ...['<title>', '</title>', '<description>', '</description>', '<source>', '</source>', '<urlset>'],
        '<item><title>Quay</title><link>https://post.example.test/a</link></item>',
        '<entry><title>Crane</title><link href="https://post.example.test/b"/></entry>',
        '<atom:entry xmlns:atom="http://www.w3.org/2005/Atom"><atom:title>Tide</atom:title></atom:entry>',
        '<x:item xmlns:x="urn:shop">',
      ),
      { maxLength: 12 },
    ),
  )
  .map(([root, parts]) => root + parts.join(''));

it('feeds: each entry that the bytes hold is read, or dropped with a reason, wherever it stands', async () => {
  await holds(
    misplaced,
    async (text) => {
      const options = { url: 'https://post.example.test/feed', headers: {} };
      const { items, dropped, offered } = await parseSource(bytes(text), options);
      const lost = Object.values(dropped).reduce((sum, n) => sum + n, 0);
      expect({ text, accounted: items.length + lost }).toEqual({ text, accounted: offered });
    },
    5,
  );
});

const opml = joined(
  piece(
    '<opml version="2.0">',
    '<body>',
    '<outline text="',
    '" xmlUrl="',
    '"/>',
    '">',
    '</outline>',
    '</body>',
    'https://a.example/rss',
    'file:///etc/passwd',
  ),
);

it('OPML: each document is read or refused with a FeedError', async () => {
  await holds(opml, (text) => {
    try {
      expect(Array.isArray(readOutlines(text))).toBe(true);
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
    }
  });
});

const url = joined(
  piece(
    'http://',
    'https://',
    '//',
    'a.example',
    'www.',
    '127.0.0.1',
    '[::1]',
    ':',
    '443',
    '@',
    '/',
    '..',
    '.',
    '%2F',
    '%',
    '%E4',
    '?',
    '&',
    'utm_source=x',
    '=',
    '#',
    ';',
    'ü',
    'xn--',
    ' ',
    '\\',
  ),
  '',
  14,
);

it('URLs: the identity form of an address is its own identity form, and an address that programs read', async () => {
  await holds(
    url,
    (text) => {
      const once = normaliseUrl(text);
      if (once === null) return;
      expect(URL.canParse(once)).toBe(true);
      expect(normaliseUrl(once)).toBe(once);
    },
    10,
  );
});

const date = joined(
  piece(
    '2026',
    '-',
    '/',
    '.',
    '03',
    '13',
    '31',
    '29',
    'Feb',
    'März',
    'Tue, ',
    'T',
    '09:05:07',
    '24:00',
    ' ',
    'GMT',
    '+05:30',
    'Z',
    'pm',
    '١٤',
    '昨日',
    '年',
    '1e9',
    '99999999999999',
  ),
  '',
  10,
);

it('dates: each text gives an instant that can be written, or none', async () => {
  await holds(
    date,
    (text) => {
      const read = readFeedDate(text);
      if (read !== null) expect(() => read.toISOString()).not.toThrow();
      const machine = readMachineDate(text);
      if (machine !== null) expect(readWholeDate(text)?.iso).toBe(machine.toISOString());
    },
    10,
  );
});

const page = joined(
  piece(
    ...[
      '<html>',
      '<head>',
      '<title>',
      '</title>',
      '<meta property="og:title" content="',
      '">',
      '<script type="application/ld+json">',
    ],
    ...[
      '{"@type":"NewsArticle","headline":"',
      '"}',
      '</script>',
      '<body>',
      '<article>',
      '<h1>',
      '</h1>',
      '<p>',
      '</p>',
      '<time datetime="',
    ],
    ...[
      'The harbour of the town opens on Monday, said the mayor. ',
      '<div class="byline">By Ada Moss</div>',
      '<svg>',
      '<template>',
      '<a href="',
    ],
  ),
);

it('pages: each is read as an article of well-formed text, or refused with an ExtractionError', async () => {
  await holds(
    page,
    (text) => {
      const input = { bytes: bytes(text), contentType: 'text/html', url: 'https://post.example.test/a' };
      try {
        expect(isWellFormed(extractArticle({ ...input, fetchedAt: '2026-03-05T12:00:00.000Z' }))).toBe(true);
      } catch (error) {
        if (!(error instanceof ExtractionError)) throw error;
      }
    },
    0.5,
  );
});

const header = fc.oneof(
  fc.constantFrom(
    '1.0',
    'e1',
    '2026-03-03T09:05:07Z',
    '2026-03-03T09:05:07.1234567890Z',
    '2026-02-30',
    'yesterday',
    '1772528707',
  ),
  anyText,
  fc.integer({ min: 0, max: 60_000 }).map((length) => 'x'.repeat(length)),
);

it('headers of events: whatever is taken fits its bounds, has a time, and is written back as it came', async () => {
  const names = ['specversion', 'id', 'type', 'source', 'time', 'subject'].map((name) => `ce_${name}`);
  const headers = fc
    .tuple(...names.map(() => header))
    .map((values) => Object.fromEntries(names.map((name, i) => [name, values[i]])));
  await holds(
    headers,
    (given) => {
      const read = fromCloudEventHeaders(given);
      if (!('attributes' in read)) return;
      const { attributes } = read;
      expect(Number.isNaN(Date.parse(attributes.time))).toBe(false);
      expect(attributes.id.length).toBeLessThanOrEqual(200);
      expect(attributes.subject.length).toBeLessThanOrEqual(8_192);
      expect(toCloudEventHeaders({ ...attributes, data: null })).toEqual(given);
    },
    10,
  );
});
