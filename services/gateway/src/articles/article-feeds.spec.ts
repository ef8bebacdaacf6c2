import { parseSource } from '@dateline/feed';
import { sampleRecord } from '@dateline/testing';
import { renderJsonFeed, renderRss } from './article-feeds.js';

const head = {
  title: 'Dateline: Ferries & quays',
  self: 'https://dateline.example/articles?q=a&format=rss',
  next: 'https://dateline.example/articles?q=a&cursor=b',
};
const record = sampleRecord('https://tribune.example/ferry?a=1&b=2', {
  headline: 'Ferry <returns> & waits\u0008',
  description: 'العبارة "تعود"',
  articleSection: ['Harbour'],
});

it.each([
  ['RSS', renderRss, 'application/rss+xml'],
  ['JSON Feed', renderJsonFeed, 'application/feed+json'],
])('%s is read again as what it was made of', async (_, render, type) => {
  const text = render(head, [record]);
  const { feed, items } = await parseSource(Buffer.from(text), {
    url: head.self,
    headers: { 'content-type': type },
  });
  expect(feed.title).toBe(head.title);
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ url: record.url });
  expect(text).toContain('العبارة');
});

it('holds no character that XML does not have', () => {
  expect(renderRss(head, [record])).not.toContain('\u0008');
});
