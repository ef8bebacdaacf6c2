import { FeedError } from '../feed.errors.js';
import { readOpml, readOutlines, writeOpml } from './opml.js';

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
    ['too large', 'x'.repeat(17 * 1024 * 1024), 'too_large'],
  ])('refuses %s', (_what, text, code) => {
    expect(() => readOpml(text)).toThrow(FeedError);
    expect(() => readOpml(text)).toThrow(expect.objectContaining({ code }));
  });
});
