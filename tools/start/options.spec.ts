import { readOptions, UsageError } from './options.ts';

const dataOf = (...args: string[]): string | undefined => readOptions(args).data;

it('keeps the data of real feeds in a named folder, and none of the samples', () => {
  expect(dataOf('--feeds', 'https://paper.example/feed.xml')).toMatch(/^\/.*\/dateline$/);
  expect(dataOf('https://paper.example/feed.xml', '--feeds', 'https://other.example/rss')).toBeDefined();
  expect(dataOf()).toBeUndefined();
  expect(dataOf('--once')).toBeUndefined();
});

it('keeps data where it is told, and none with --ephemeral', () => {
  expect(dataOf('--data', '/srv/news')).toBe('/srv/news');
  expect(dataOf('--feeds', 'https://paper.example/feed.xml', '--data', '/srv/news')).toBe('/srv/news');
  expect(dataOf('--feeds', 'https://paper.example/feed.xml', '--ephemeral')).toBeUndefined();
  expect(() => readOptions(['--data', '/srv/news', '--ephemeral'])).toThrow(UsageError);
});
