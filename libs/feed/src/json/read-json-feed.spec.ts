import { parseFeed } from '../parse-feed.js';

const read = (feed: object) =>
  parseFeed(
    Buffer.from(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [], ...feed })),
    {
      url: 'https://post.example.test/feed.json',
      headers: {},
    },
  );

it.each([
  ['an object', { name: 'Ada' }],
  ['one author twice', [{ name: 'Ada' }, { name: 'Ada' }]],
])('reads authors written as %s', async (_what, authors) => {
  expect((await read({ authors })).feed.authors).toEqual([{ name: 'Ada', email: null, url: null }]);
});

it('reads tags in one text, an attachment once, and relative addresses by the site that another host serves', async () => {
  const attachment = { url: 'https://post.example.test/1.mp3', mime_type: 'audio/mpeg' };
  const { items } = await read({
    home_page_url: 'https://quay.example.test/',
    items: [{ id: '1', url: '/a', tags: 'Ports, Tides', attachments: [attachment, attachment] }],
  });
  expect(items).toMatchObject([
    {
      url: 'https://quay.example.test/a',
      categories: ['Ports', 'Tides'],
      enclosures: [{ url: attachment.url, type: 'audio/mpeg' }],
    },
  ]);
});

it('takes no rssCloud for a WebSub hub', async () => {
  const hubs = [
    { type: 'rssCloud', url: 'https://cloud.test/' },
    { type: 'WebSub', url: 'https://hub.test/' },
  ];
  expect((await read({ hubs })).feed.hubUrls).toEqual(['https://hub.test/']);
});

it('reads dates in the language of the item, else of the feed, and says how exact they are', async () => {
  const items = [
    { id: '1', date_published: '04/05/2026' },
    { id: '2', language: 'en-US', date_published: '04/05/2026', date_modified: '5 May 2026 09:30' },
    { id: '3' },
  ];
  const read3 = (await read({ language: 'fr', items })).items;
  expect(
    read3.map(({ published, publishedPrecision, updated }) => [published, publishedPrecision, updated]),
  ).toEqual([
    ['2026-05-04T00:00:00.000Z', 'day', null],
    ['2026-04-05T00:00:00.000Z', 'day', '2026-05-05T09:30:00.000Z'],
    [null, undefined, null],
  ]);
});
