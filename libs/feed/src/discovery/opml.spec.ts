import { FeedError } from '../feed.errors.js';
import { FEED_LIMITS } from '../feed.limits.js';
import { OpmlReader, readOpml, readOutlines, writeOpml } from './opml.js';

const LIST = `<?xml version="1.0"?><opml version="1.0"><body>
  <outline text="Folder"><outline type="rss" text="A &amp; B" xmlUrl="https://a.example.test/rss?x=1&amp;y=2" htmlUrl="https://a.example.test/"/>
    <outline TITLE="C" text="ignored" XMLURL=" feed://c.example.test/atom "></outline></outline>
  <outline text="again" xmlUrl="https://a.example.test/rss?x=1&amp;y=2"/>
  <outline text="bad" xmlUrl="javascript:alert(1)"/><outline text="none"/>
</body></opml>`;

describe('OPML', () => {
  it('is read flat, each feed once, web addresses only', () => {
    expect(readOpml(LIST)).toEqual([
      { title: 'A & B', url: 'https://a.example.test/rss?x=1&y=2', htmlUrl: 'https://a.example.test/' },
      { title: 'C', url: 'https://c.example.test/atom', htmlUrl: null },
    ]);
  });

  it('names every outline that means a feed', () => {
    const list = `<opml><body><outline text="Folder"><outline xmlUrl="file:///etc/passwd"/></outline>
      <outline xmlUrl="javascript:alert(1)"/><outline type="rss" text="no address"/><outline xmlUrl=""/>
      <outline xmlUrl="https://a.example.test/f"/><outline xmlUrl="https://a.example.test/f"/></body></opml>`;
    expect(readOutlines(list).map(({ address, feed }) => [address, feed?.url ?? null])).toEqual([
      ['file:///etc/passwd', null],
      ['javascript:alert(1)', null],
      ['', null],
      ['', null],
      ['https://a.example.test/f', 'https://a.example.test/f'],
      ['https://a.example.test/f', 'https://a.example.test/f'],
    ]);
  });

  it.each([1, 2, 7, 64])('is read the same in parts of %d characters', (size) => {
    const reader = new OpmlReader();
    const parts = Array.from({ length: Math.ceil(LIST.length / size) }, (_, n) =>
      LIST.slice(n * size, (n + 1) * size),
    );
    const read = parts.flatMap((part) => reader.read(part));
    expect([...read, ...reader.end()]).toEqual(readOutlines(LIST));
  });

  it('gives each outline with the part in which it begins', () => {
    const reader = new OpmlReader();
    expect(reader.read('<opml><outline xmlUrl="https://a.example.test/f"')).toEqual([]);
    expect(reader.read('/><outline xmlUrl="https://b.example.test/f"/>')).toHaveLength(2);
    expect(reader.end()).toEqual([]);
  });

  it('comes back as it was written', () => {
    const feeds = [
      { title: 'Quotes " and <tags> & more', url: 'https://a.example.test/?a=1&b="2"', htmlUrl: null },
      { title: null, url: 'https://b.example.test/', htmlUrl: 'https://b.example.test/home' },
    ];
    expect(readOpml(writeOpml(feeds))).toEqual(feeds);
  });

  it('gives each feed the names of its folders and its categories as labels', () => {
    const list = `<opml><body><outline text="News, local"><outline title="Harbour">
        <outline xmlUrl="https://a.example.test/f" category="/Sport,Sea/Tides, Harbour"/></outline>
        <outline xmlUrl="https://b.example.test/f"><outline xmlUrl="https://c.example.test/f"/></outline></outline>
      <outline xmlUrl="https://d.example.test/f"/></body></opml>`;
    expect(readOutlines(list).map(({ labels }) => labels)).toEqual([
      ['News local', 'Harbour', 'Sport', 'Sea/Tides'],
      ['News local'],
      ['News local'],
      [],
    ]);
  });

  it('brings labels back as they were written', () => {
    const feed = (n: number, labels: string[]) => ({
      title: `Feed ${n}`,
      url: `https://${n}.example.test/f`,
      htmlUrl: null,
      labels,
    });
    const feeds = [feed(1, ['Local "north"', 'Sport']), feed(2, []), feed(3, ['Local "north"'])];
    const read = readOutlines(writeOpml(feeds));
    expect(new Map(read.map(({ feed: found, labels }) => [found?.url, labels]))).toEqual(
      new Map(feeds.map(({ url, labels }) => [url, labels])),
    );
  });

  it.each([
    ['no OPML', '<html/>', 'not_a_feed'],
    ['too deep', `<opml>${'<outline>'.repeat(1_000)}`, 'too_complex'],
    ['too large', 'x'.repeat(FEED_LIMITS.opmlLength + 1), 'too_large'],
    [
      'too many outlines',
      `<opml>${'<outline xmlUrl=""/>'.repeat(FEED_LIMITS.opmlOutlines + 1)}`,
      'too_complex',
    ],
    [
      'too many attributes',
      `<opml ${Array.from({ length: 300 }, (_, n) => `a${n}=""`).join(' ')}>`,
      'too_complex',
    ],
  ])('refuses %s', (_what, text, code) => {
    expect(() => readOpml(text)).toThrow(FeedError);
    expect(() => readOpml(text)).toThrow(expect.objectContaining({ code }));
  });
});
