import { createHmac } from 'node:crypto';
import { isSignedWith } from './is-signed-with.js';

const secret = 'between hub and subscriber';
const body = Buffer.from('<rss version="2.0"/>');
const sign = (method: string, key = secret, text: Buffer | string = body) =>
  `${method}=${createHmac(method, key).update(text).digest('hex')}`;

describe('isSignedWith', () => {
  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('takes %s, in any case', (method) => {
    expect(isSignedWith(secret, body, sign(method))).toBe(true);
    expect(isSignedWith(secret, body, sign(method).toUpperCase())).toBe(true);
  });

  it.each<[string, string | undefined]>([
    ['no header', undefined],
    ['an empty one', ''],
    ['another secret', sign('sha256', 'guessed')],
    ['another body', sign('sha256', secret, 'other')],
    ['a method that is not of the specification', sign('md5')],
    ['the digest of another method', sign('sha1').replace('sha1', 'sha256')],
    ['half a digest', sign('sha256').slice(0, 40)],
    ['no method', sign('sha256').slice(7)],
    ['what is no hex', 'sha256=zz'],
  ])('refuses %s', (_, signature) => {
    expect(isSignedWith(secret, body, signature)).toBe(false);
  });
});
