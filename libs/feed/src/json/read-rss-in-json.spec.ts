import { parseSource } from '../index.js';

const read = (channel: object) =>
  parseSource(Buffer.from(JSON.stringify({ rss: { version: '2.0', channel } })), {
    url: 'https://feeds.host.test/post',
    headers: {},
  });

it('reads RSS that is written as JSON by the rules of RSS', async () => {
  const parsed = await read({
    title: 'Post &amp; Quay',
    link: 'https://post.example.test/',
    language: 'en',
    item: [
      {
        title: 'Ferry <b>back</b>',
        link: '/a',
        guid: { isPermaLink: false, '#value': 'g1' },
        pubDate: 'Mon, 01 Jan 2024 12:00:00 GMT',
        description: '<p>Tides</p>',
        category: [{ domain: 'ports', '#value': 'Ports' }, 'Tides'],
        enclosure: { url: 'https://post.example.test/1.mp3', type: 'audio/mpeg', length: 7 },
        'dc:creator': 'Ada Quay',
      },
      { title: 'Crane falls', guid: 'https://post.example.test/b' },
    ],
  });
  expect(parsed).toMatchObject({
    kind: 'rss',
    offered: 2,
    feed: { title: 'Post & Quay', link: 'https://post.example.test/', language: 'en' },
    items: [
      {
        id: 'g1',
        url: 'https://post.example.test/a',
        title: 'Ferry back',
        published: '2024-01-01T12:00:00.000Z',
        summaryHtml: '<p>Tides</p>',
        categories: ['Ports', 'Tides'],
        authors: [{ name: 'Ada Quay', email: null, url: null }],
        enclosures: [{ url: 'https://post.example.test/1.mp3', type: 'audio/mpeg', length: 7 }],
      },
      { url: 'https://post.example.test/b', title: 'Crane falls' },
    ],
  });
});

it('counts entries beyond the limit, and takes no other object for RSS', async () => {
  const bytes = Buffer.from('{"rss":{"channel":{"items":[{"title":"a"},{"title":"b"}]}}}');
  const { items, dropped } = await parseSource(bytes, { url: '', headers: {}, maxEntries: 1 });
  expect([items.length, dropped]).toEqual([1, { over_budget: 1 }]);
  await expect(
    parseSource(Buffer.from('{"rss":{"item":[]}}'), { url: '', headers: {} }),
  ).rejects.toMatchObject({ code: 'not_a_feed' });
});
