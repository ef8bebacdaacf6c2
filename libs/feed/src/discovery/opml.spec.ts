import { FeedError } from '../feed.errors.js';
import { readOpml, writeOpml } from './opml.js';

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

  it('comes back as it was written', () => {
    const feeds = [
      { title: 'Quotes " and <tags> & more', url: 'https://a.example.test/?a=1&b="2"', htmlUrl: null },
      { title: null, url: 'https://b.example.test/', htmlUrl: 'https://b.example.test/home' },
    ];
    expect(readOpml(writeOpml(feeds))).toEqual(feeds);
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
