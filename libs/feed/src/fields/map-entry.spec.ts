import { parseFeed } from '../parse-feed.js';
import type { FeedEntry } from '../feed.types.js';

const NAMESPACES = `xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:foo="https://purl.org/dc/elements/1.1/" xmlns:a="http://purl.org/atom/ns#" xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"`;

async function entryOf(fields: string): Promise<FeedEntry | undefined> {
  const xml = `<rss ${NAMESPACES}><channel><title>Post</title><item>${fields}</item></channel></rss>`;
  return (await parseFeed(Buffer.from(xml), { url: 'https://post.example.test/feed', headers: {} })).items[0];
}

it('reads what video hosts say of a clip in its group', async () => {
  const entry = await entryOf(
    `<media:group><media:title>Ferry &amp; crane</media:title><media:content url="https://v.test/1"/>
     <media:thumbnail url="https://v.test/1.jpg"/><media:description>Tides &amp; more &lt; 5 m</media:description></media:group>`,
  );
  expect(entry).toMatchObject({
    title: 'Ferry & crane',
    summaryHtml: 'Tides &amp; more &lt; 5 m',
    image: 'https://v.test/1.jpg',
  });
});

it.each([
  ['a vocabulary by its https spelling', '<foo:creator>Ada Quay</foo:creator>', { authors: [{ name: 'Ada Quay', email: null, url: null }] }],
  ['dates of Atom 0.3', '<a:issued>2007-01-11T16:00:00Z</a:issued><a:modified>2007-01-12T16:00:00Z</a:modified>', { published: '2007-01-11T16:00:00.000Z', updated: '2007-01-12T16:00:00.000Z' }],
  ['a title for players', '<itunes:title>Tides</itunes:title>', { title: 'Tides' }],
  ['who made its picture', '<media:content url="https://a.test/1.jpg" medium="image"><media:credit>Ada Lens</media:credit></media:content>', { image: 'https://a.test/1.jpg', imageCredit: 'Ada Lens' }],
  ['categories decoded', '<category>Arts &amp;amp; Culture</category>', { categories: ['Arts & Culture'] }],
  ['one address of two enclosures', '<enclosure url="https://a.test/1.mp3" type="audio/mpeg" length="1"/><enclosure url="https://a.test/1.mp3"/>', { enclosures: [{ url: 'https://a.test/1.mp3', type: 'audio/mpeg', length: 1 }] }],
  ['no enclosure without an address', '<enclosure url=""/><atom:link rel="enclosure" href=""/>', { enclosures: [] }],
  ['an enclosure’s original address', '<enclosure url="https://count.test/1.mp3" type="audio/mpeg" length="1"/><fb:origEnclosureLink>https://a.test/1.mp3</fb:origEnclosureLink>', { enclosures: [{ url: 'https://a.test/1.mp3', type: 'audio/mpeg', length: 1 }] }],
  ['sections that were escaped', '<title>&lt;![CDATA[Tides]]&gt;</title><description>&lt;![CDATA[&lt;p&gt;High&lt;/p&gt;]]&gt;</description>', { title: 'Tides', summaryHtml: '<p>High</p>' }],
  ['categories and contents of a group', '<media:group><media:category>Ports</media:category><media:content url="https://a.test/1.jpg"/><media:content url="https://a.test/1.jpg"/></media:group>', { categories: ['Ports'], media: [{ url: 'https://a.test/1.jpg', type: null, medium: null }] }],
  ['a recording as the address of last resort', '<media:content url="https://a.test/1.mp4" type="video/mp4"/>', { url: 'https://a.test/1.mp4', urlFrom: 'enclosure' }],
  ['a link without its scheme', '<link>www.post.example.test/a</link>', { url: 'https://www.post.example.test/a' }],
])('reads %s', async (_what, fields, expected) => {
  expect(await entryOf(fields)).toMatchObject(expected);
}); // prettier-ignore
