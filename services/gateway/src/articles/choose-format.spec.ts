import { chooseFormat } from './choose-format.js';

it.each([
  [undefined, undefined, 'json'],
  [undefined, '*/*', 'json'],
  [undefined, 'application/x-ndjson', 'ndjson'],
  [undefined, 'text/plain, Application/RSS+xml;q=0.9, */*;q=0.1', 'rss'],
  [undefined, 'application/json, application/feed+json', 'json'],
  ['jsonfeed', 'application/rss+xml', 'jsonfeed'],
] as const)('%s by name and Accept %s is %s', (named, accept, format) => {
  expect(chooseFormat(named, accept)).toBe(format);
});
