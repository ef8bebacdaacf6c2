import { createHmac, timingSafeEqual } from 'node:crypto';

/** Methods of X-Hub-Signature (W3C WebSub, section 7.1). */
const METHODS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/**
 * Whether `method=hex` is the HMAC of the body under the secret. Takes the same time wherever a wrong
 * signature differs.
 */
export function isSignedWith(secret: string, body: Buffer, signature: string | undefined): boolean {
  const [, method = '', hex = ''] = /^\s*([a-z0-9]+)=([0-9a-f]+)\s*$/i.exec(signature ?? '') ?? [];
  if (!METHODS.has(method.toLowerCase())) return false;
  const expected = createHmac(method.toLowerCase(), secret).update(body).digest();
  const given = Buffer.from(hex, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
