import type { IncomingMessage } from 'node:http';
import { isFromHere } from './identify-caller.js';

const from = (remoteAddress: string, headers: Record<string, string> = {}, localAddress = remoteAddress) =>
  ({ socket: { remoteAddress, localAddress }, headers }) as unknown as IncomingMessage;

it.each([
  ['127.0.0.1', {}, true],
  ['127.8.9.1', {}, true],
  ['::1', {}, true],
  ['::ffff:127.0.0.1', {}, true],
  ['192.168.1.7', {}, false],
  ['::ffff:10.0.0.7', {}, false],
  ['fe80::1', {}, false],
  ['127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }, false],
  ['127.0.0.1', { forwarded: 'for=192.0.2.1' }, false],
  ['127.0.0.1', { via: '1.1 proxy' }, false],
])('%s with %j comes from this machine itself: %s', (address, headers, expected) => {
  expect(isFromHere(from(address, headers as Record<string, string>))).toBe(expected);
});

it('does not take a connection for one from here that came in by another address', () => {
  expect(isFromHere(from('127.0.0.1', {}, '192.168.1.5'))).toBe(false);
});
