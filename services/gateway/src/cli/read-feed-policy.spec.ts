import { UsageError } from './command.js';
import { readFeedPolicy } from './read-feed-policy.js';

it.each([
  [{}, {}],
  [{ 'page-types': 'article,product' }, { pageTypes: ['article', 'product'] }],
  [
    { 'page-types': 'auto', interval: 'auto' },
    { pageTypes: null, intervalSeconds: null },
  ],
  [
    { content: 'feed', 'speaks-for': 'a.example,b.example' },
    { contentFrom: 'feed', speaksFor: ['a.example', 'b.example'] },
  ],
])('reads %j as %j', (options, policy) => {
  expect(readFeedPolicy(options)).toEqual(policy);
});

it.each([{ 'page-types': 'leaflet' }, { 'page-types': '' }, { priority: 'urgent' }, { interval: 'often' }])(
  'refuses %j as the API does',
  (options) => {
    expect(() => readFeedPolicy(options)).toThrow(UsageError);
  },
);
