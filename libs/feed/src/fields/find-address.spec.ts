import { parseFeed } from '../index.js';

const parse = async (body: string) => {
  const { items } = await parseFeed(Buffer.from(body), { url: 'https://post.example/feed', headers: {} });
  return items.map(({ url, urlFrom }) => [url, urlFrom]);
};
const atom = (entry: string) =>
  parse(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Ferry</title>${entry}</entry></feed>`);
const rss = (item: string) =>
  parse(`<rss version="2.0"><channel><item><title>Ferry</title>${item}</item></channel></rss>`);
const json = (item: object) =>
  parse(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [item] }));

const audio = '<enclosure url="https://cdn.example/1.mp3" type="audio/mpeg"/>';

describe('the address of an entry without a link', () => {
  it.each([
    [
      'id',
      '<id>https://post.example/a</id><link rel="self" href="https://post.example/a.atom"/>',
      'https://post.example/a',
    ],
    [
      'self',
      '<id>urn:a</id><link rel="via" href="/v"/><link rel="self" href="/a.atom"/>',
      'https://post.example/a.atom',
    ],
    [
      'via',
      '<id>urn:a</id><link rel="via" href="https://wire.example/v"/><content src="/c"/>',
      'https://wire.example/v',
    ],
    [
      'content',
      '<id>tag:post.example,2026:a</id><content type="text/html" src="/c"/>',
      'https://post.example/c',
    ],
    [
      'enclosure',
      '<id>urn:a</id><link rel="enclosure" href="https://cdn.example/1.mp3"/>',
      'https://cdn.example/1.mp3',
    ],
  ])('Atom: %s', async (from, entry, url) => {
    expect(await atom(entry)).toEqual([[url, from]]);
  });

  it.each([
    [
      'guid',
      `<guid isPermaLink="false">https://post.example/?p=7</guid><url>/u</url>${audio}`,
      'https://post.example/?p=7',
    ],
    ['url', `<guid isPermaLink="false">7</guid><url>/u</url>${audio}`, 'https://post.example/u'],
    ['enclosure', `<guid>7</guid>${audio}`, 'https://cdn.example/1.mp3'],
  ])('RSS: %s', async (from, item, url) => {
    expect(await rss(item)).toEqual([[url, from]]);
  });

  it.each([
    [
      'id',
      { id: 'https://post.example/a', attachments: [{ url: 'https://cdn.example/1.mp3' }] },
      'https://post.example/a',
    ],
    [
      'enclosure',
      { id: '7', attachments: [{ url: 'https://cdn.example/1.mp3' }] },
      'https://cdn.example/1.mp3',
    ],
  ])('JSON: %s', async (from, item, url) => {
    expect(await json(item)).toEqual([[url, from]]);
  });

  it('is never the front page of a host', async () => {
    expect(await rss('<guid isPermaLink="false">https://post.example/</guid>')).toEqual([[null, undefined]]);
  });

  it('is none where nothing is a web address', async () => {
    expect(await rss('<guid isPermaLink="false">7</guid>')).toEqual([[null, undefined]]);
    expect(await atom('<id>urn:a</id><link rel="self" href="mailto:desk@post.example"/>')).toEqual([
      [null, undefined],
    ]);
  });
});

it('leaves the link where there is one, whatever else names an address', async () => {
  const link =
    '<link>https://post.example/a</link><guid isPermaLink="false">https://post.example/?p=7</guid>';
  expect(await rss(link + audio)).toEqual([['https://post.example/a', undefined]]);
  expect(await json({ id: 'https://post.example/x', url: '/a' })).toEqual([
    ['https://post.example/a', undefined],
  ]);
});
