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

it('takes no rssCloud for a WebSub hub', async () => {
  const hubs = [
    { type: 'rssCloud', url: 'https://cloud.test/' },
    { type: 'WebSub', url: 'https://hub.test/' },
  ];
  expect((await read({ hubs })).feed.hubUrls).toEqual(['https://hub.test/']);
});
