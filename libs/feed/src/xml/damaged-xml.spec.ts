import { FeedError, parseFeed, type ParsedFeed } from '../index.js';

const read = (xml: string): Promise<ParsedFeed> =>
  parseFeed(Buffer.from(xml), { url: 'https://post.example.test/feed', headers: {} });

const NAMESPACES = `xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:quay="urn:quay"`;

const rssItem = (
  n: number,
): string => `<item><title>Ferry ${n}</title><link>https://post.example.test/${n}</link>
  <guid isPermaLink="false">g${n}</guid><pubDate>Mon, 0${n} Jan 2024 12:00:00 GMT</pubDate><dc:creator>Ada Quay</dc:creator>
  <category>Ports</category><description>Short &lt;b&gt;text&lt;/b&gt;</description>
  <content:encoded><![CDATA[<p>Long <a href="https://post.example.test/x">text</a></p>]]></content:encoded>
  <media:group><media:content url="https://post.example.test/${n}.jpg"><media:title>Quay</media:title></media:content></media:group>
  <quay:berth>4</quay:berth><enclosure url="https://post.example.test/${n}.mp3" type="audio/mpeg"></enclosure></item>`;

const RSS = `<rss version="2.0" ${NAMESPACES}><channel><title>Post</title><link>https://post.example.test/</link>
  <description>News of the port</description><language>en</language><itunes:owner><itunes:name>Ada</itunes:name></itunes:owner>
  <itunes:category text="News"><itunes:category text="Daily"></itunes:category></itunes:category><quay:port>North</quay:port>
  <image><url>https://post.example.test/i.png</url><title>Logo</title><link>https://post.example.test/</link></image>
  <textInput><title>Search</title><name>q</name><link>https://post.example.test/s</link></textInput>
  ${[1, 2, 3].map(rssItem).join('\n')}</channel></rss>`;

const atomEntry = (
  n: number,
): string => `<entry><title>Ferry ${n}</title><link href="https://post.example.test/${n}"></link>
  <id>g${n}</id><published>2024-01-0${n}T12:00:00Z</published><author><name>Ada Quay</name><uri>/ada</uri></author>
  <category term="Ports"></category><summary type="html">Short &lt;b&gt;text&lt;/b&gt;</summary>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long <b>text</b></p></div></content>
  <source><title>Wire</title><id>urn:wire</id></source></entry>`;

const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><subtitle>News</subtitle><id>urn:post</id>
  <author><name>Post</name><email>post@post.example.test</email></author><link href="https://post.example.test/"></link>
  <rights>all</rights>${[1, 2, 3].map(atomEntry).join('\n')}</feed>`;

const RDF = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://post.example.test/"><title>Post</title><items><rdf:Seq>
  <rdf:li rdf:resource="https://post.example.test/1"></rdf:li></rdf:Seq></items></channel>${[1, 2, 3]
    .map(
      (n) => `<item rdf:about="g${n}"><title>Ferry ${n}</title><link>https://post.example.test/${n}</link>
  <description>Short</description><dc:date>2024-01-0${n}T12:00:00Z</dc:date></item>`,
    )
    .join('')}</rdf:RDF>`;

const DOCUMENTS = { RSS, ATOM, RDF };

/** What an article cannot do without. */
const essence = ({ items }: ParsedFeed) =>
  items.map(({ title, url, id, published }) => ({ title, url, id, published }));

const WHOLE = [1, 2, 3].map((n) => ({
  title: `Ferry ${n}`,
  url: `https://post.example.test/${n}`,
  id: `g${n}`,
  published: `2024-01-0${n}T12:00:00.000Z`,
}));

type Damage = (document: string, tag: string, at: number) => string;
const behind =
  (text: string): Damage =>
  (document, tag, at) =>
    document.slice(0, at + tag.length) + text + document.slice(at + tag.length);
const insteadOf =
  (change: (tag: string) => string): Damage =>
  (document, tag, at) =>
    document.slice(0, at) + change(tag) + document.slice(at + tag.length);

const DAMAGES: Record<string, Damage> = {
  'an end tag is missing': insteadOf(() => ''),
  'an end tag is misspelt': insteadOf((tag) => tag.replace('>', 'x>')),
  'an end tag is typed as a start tag': insteadOf((tag) => tag.replace('/', '')),
  'an end tag lacks its bracket': insteadOf((tag) => tag.slice(0, -1)),
  'an end tag is in capitals': insteadOf((tag) => tag.toUpperCase()),
  'an unknown element is never closed': behind('<zap>'),
  'an element of another vocabulary is never closed': behind('<quay:sign xmlns:quay="urn:quay">7'),
  'an end tag belongs to nothing': behind('</b></zap>'),
  'a comment is never closed': behind('<!-- as it was >'),
};

describe.each(Object.entries(DOCUMENTS))('%s', (_name, document) => {
  it('is whole without damage', async () => {
    expect(essence(await read(document))).toEqual(WHOLE);
  });

  it.each(Object.entries(DAMAGES))('keeps every item wherever %s', async (_what, damage) => {
    const ends = [...document.matchAll(/<\/[\w:]+>/g)].filter(({ index }) => index < document.length - 30);
    expect(ends.length).toBeGreaterThan(15);
    for (const { 0: tag, index } of ends) {
      const items = essence(await read(damage(document, tag, index)));
      expect({ tag, index, items }).toEqual({ tag, index, items: WHOLE });
    }
  });

  it('keeps every item where no element of a name is ever closed', async () => {
    const names = new Set(Array.from(document.matchAll(/<\/([\w:]+)>/g), ([, name = '']) => name));
    for (const name of [...names].filter((each) => !/^(?:rss|channel|feed|rdf:RDF)$/.test(each))) {
      const items = essence(await read(document.replaceAll(`</${name}>`, '')));
      expect({ name, items }).toEqual({ name, items: WHOLE });
    }
  });

  it.each(['items', 'list', 'x:items'])('finds the items inside an unknown %s', async (wrapper) => {
    const wrapped = document.replace(
      /<(item|entry)[ >][^]*<\/\1>/,
      (items) => `<${wrapper}>${items}</${wrapper}>`,
    );
    expect(essence(await read(wrapped))).toEqual(WHOLE);
  });
});

const item = (fields: string): string =>
  `<rss version="2.0" ${NAMESPACES}><channel><title>Post</title><item>${fields}</item></channel></rss>`;

describe('what is inside an entry stays inside', () => {
  it('escaped markup, XHTML and other XML in an Atom content', async () => {
    const { items } = await read(`<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
      <entry><title>a</title><summary>&lt;item&gt;no&lt;/item&gt;</summary>
        <content type="xhtml"><div><title>no</title><item>no</item></div></content></entry>
      <entry><title>b</title><content type="application/xml"><entry><title>no</title></entry></content></entry></feed>`);
    expect(items.map(({ title }) => title)).toEqual(['a', 'b']);
    expect(items[0]?.summaryHtml).toBe('&lt;item&gt;no&lt;/item&gt;');
    expect(items[0]?.contentHtml).toContain('<item>no</item>');
  });

  it('raw HTML in a description, and the address of an author', async () => {
    const { items } = await read(
      item(`<description>Read <video><source src="/v.mp4"></video> <title>no</title></description><title>yes</title>
        <author><name>Ada</name><link>https://else.example.test/</link></author><link>https://post.example.test/a</link>`),
    );
    expect(items[0]).toMatchObject({ title: 'yes', url: 'https://post.example.test/a', source: null });
  });

  it('items and titles of a related thing', async () => {
    const { items } = await read(
      item(`<title>yes</title><related><item><title>no</title><category>no</category></item></related>
        <quay:berth><title>no</title><category>no</category></quay:berth><category>Ports</category>`),
    );
    expect(items.map(({ title, categories }) => ({ title, categories }))).toEqual([
      { title: 'yes', categories: ['Ports'] },
    ]);
  });
});

it('reads categories, enclosures and authors in a wrapper that is named for them', async () => {
  const { items } = await read(
    item(`<categories><category>Ports</category><category>Ferries</category></categories><authors><author>Ada</author></authors>
      <enclosures><enclosure url="https://post.example.test/a.mp3"/></enclosures><tags><category>Tides</category></tags>`),
  );
  expect(items[0]).toMatchObject({ categories: ['Ports', 'Ferries', 'Tides'], authors: [{ name: 'Ada' }] });
  expect(items[0]?.enclosures).toHaveLength(1);
});

it('reads entries that name their vocabulary under a feed that does not', async () => {
  const { items } = await read(`<feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:title>t</atom:title>
    <atom:entry><atom:title>a</atom:title><atom:link href="https://post.example.test/a"/><atom:id>1</atom:id></atom:entry></feed>`);
  expect(items[0]).toMatchObject({ title: 'a', url: 'https://post.example.test/a', id: '1' });
});

describe('CDATA', () => {
  it.each([
    [
      'with a section behind it',
      '<item><title>b</title><description><![CDATA[x]]></description></item>',
      ['a', 'b'],
    ],
    ['with none', '<item><title>b</title></item>', ['a', 'b']],
  ])('without its end stops at its element’s end tag, %s', async (_what, next, titles) => {
    const { items } = await read(
      `<rss><channel><item><description><![CDATA[tide</description><title>a</title></item>${next}</channel></rss>`,
    );
    expect(items.map(({ title }) => title)).toEqual(titles);
    expect(items[0]?.summaryHtml).toBe('tide');
  });

  it('may show the markup of a feed', async () => {
    const { items } = await read(
      item(
        '<description><![CDATA[Write <description>so</description> there]]></description><title>a</title>',
      ),
    );
    expect(items[0]).toMatchObject({ title: 'a' });
    expect(items[0]?.summaryHtml).toContain('</description> there');
  });
});

it.each([
  [
    'a bracket that opens nothing',
    '<title>I <3 ports, a < b and c <d e</title>',
    'I <3 ports, a < b and c <d e',
  ],
  ['a tag cut off by the next', '<category <title>Ferry</title>', 'Ferry'],
  [
    'a quote that is never closed',
    '<quay:a b="x><title>Ferry</title><enclosure url="https://a.test/1"/>',
    'Ferry',
  ],
  [
    'a source without an end',
    '<source url="https://wire.example.test/feed">Wire <title>Ferry</title>',
    'Ferry',
  ],
  ['a picture without an end', '<image><url>/i.png</url><title>Ferry</title>', 'Ferry'],
  ['a section in small letters', '<title><![cdata[Ferry]]></title>', 'Ferry'],
  ['the end of a section alone', '<title>Ferry]]></title>', 'Ferry'],
  ['a word behind a bare sign', '<title>Ferry <quay</title>', 'Ferry <quay'],
])('reads %s', async (_what, fields, title) => {
  const { items } = await read(item(`${fields}<link>https://post.example.test/a</link>`));
  expect(items[0]).toMatchObject({ title, url: 'https://post.example.test/a' });
});

it.each([
  ['unclosed elements', '<title>a'.repeat(100_000)],
  [
    'unclosed elements of a name each',
    Array.from({ length: 20_000 }, (_, i) => `<a${i}><title>a</title></a${i + 1}>`).join(''),
  ],
  ['quotes', '<a b="'.repeat(100_000)],
  ['quotes around tags', '<a b="<a" c '.repeat(50_000)],
  ['sections', '<description><![CDATA[x</description>'.repeat(30_000)],
  ['comments', '<!-- '.repeat(100_000)],
  ['stray end tags', '<title>a</title></zap>'.repeat(50_000)],
])(
  'is not held up by %s',
  async (_what, fields) => {
    const body = `<rss><channel><item><title>first</title></item><item>${fields}</item></channel></rss>`;
    const outcome = await read(body).then(
      ({ items }) => items[0]?.title,
      (error: unknown) => error instanceof FeedError && error.code,
    );
    expect(['first', 'too_complex']).toContain(outcome);
  },
  10_000,
);

describe('entries are read wherever they stand', () => {
  const one = '<item><title>Quay</title><link>/q</link></item>';
  const two = '<entry><title>Crane</title><link href="/c"/></entry>';
  const three =
    '<a:entry xmlns:a="http://www.w3.org/2005/Atom"><a:title>Tide</a:title><a:link href="/t"/></a:entry>';
  const titles = async (xml: string) => (await read(xml)).items.map(({ title }) => title);

  it.each([
    ['behind the end of a channel that is the root', `<channel></channel>${two}${one}`, ['Crane', 'Quay']],
    ['behind the end of the feed', `<rss><channel>${one}</channel></rss>${two}`, ['Quay', 'Crane']],
    [
      'outside of any channel',
      `<rss>${one}<channel><title>Post</title></channel>${two}</rss>`,
      ['Quay', 'Crane'],
    ],
    [
      'in the root of another vocabulary',
      `<feed xmlns="http://www.w3.org/2005/Atom">${one}${two}</feed>`,
      ['Quay', 'Crane'],
    ],
    [
      'in a feed within a channel',
      `<rss><channel>${one}<feed xmlns="http://www.w3.org/2005/Atom">${two}</feed></channel></rss>`,
      ['Quay', 'Crane'],
    ],
    ['with a prefix of their own', `<rss><channel>${one}${three}</channel></rss>`, ['Quay', 'Tide']],
    [
      'in a second document',
      `<rss><channel>${one}</channel></rss><rss><channel><title>Other</title>${two}</channel></rss>`,
      ['Quay', 'Crane'],
    ],
  ])('%s', async (_name, xml, expected) => {
    expect(await titles(xml)).toEqual(expected);
    const { truncated, dropped } = await read(xml);
    expect({ truncated, dropped }).toEqual({ truncated: false, dropped: {} });
  });

  it('what else stands behind the end is no part of the feed', async () => {
    const { feed, items } = await read(
      `<rss><channel>${one}</channel></rss><title>Junk</title><link>/junk</link>`,
    );
    expect([feed.title, feed.link, items.length]).toEqual([null, null, 1]);
  });

  it('an entry where none can be is dropped as malformed', async () => {
    const xml = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Quay</title><content type="xhtml">${two}</content></entry></feed>`;
    expect(await read(xml)).toMatchObject({ items: [{ title: 'Quay' }], dropped: { malformed: 1 } });
  });
});
