import { hostKeyOf, isBareHost } from './host-key.js';

it.each([
  ['https://www.outlet.example.co.uk/a?b', 'example.co.uk'],
  ['https://feeds.outlet.example:8443/rss', 'outlet.example'],
  ['http://OUTLET.example/', 'outlet.example'],
  ['http://127.0.0.1:8080/a', '127.0.0.1:8080'],
  ['http://[::1]:81/a', '[::1]:81'],
  ['http://localhost:3000/a', 'localhost:3000'],
])('%s is asked as %s', (url, expected) => {
  expect(hostKeyOf(url)).toBe(expected);
});

it.each([
  ['127.0.0.1:8080', true],
  ['[::1]:81', true],
  ['localhost:3000', true],
  ['outlet.example', false],
  ['example.co.uk', false],
])('%s is a bare host: %s', (hostKey, expected) => {
  expect(isBareHost(hostKey)).toBe(expected);
});
