import { isIP } from 'node:net';
import type { AddressPolicy } from './address-policy.js';
import { HttpError } from './http.error.js';

/** Reads an address to ask for. Throws HttpError `bad_url`, or `forbidden_address` for a literal: look-up hooks never see one. */
export function readRequestUrl(text: string, policy: AddressPolicy, base?: URL): URL {
  if (!URL.canParse(text, base?.href))
    throw new HttpError('bad_url', `not an address: ${text.slice(0, 200)}`);
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new HttpError('bad_url', `scheme ${url.protocol} is refused`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !policy.allows(host))
    throw new HttpError('forbidden_address', `${host} may not be reached`);
  url.hash = '';
  return url;
}

/** The address as it may be stored and shown. */
export function withoutUserInfo(url: URL): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

/** Node gives header values as Latin-1; a Location in UTF-8 is read as such, so that it is percent-encoded once and rightly. */
export function readLocation(value: string): string {
  const utf8 = Buffer.from(value, 'latin1').toString('utf8');
  return utf8.includes('\ufffd') ? value : utf8;
}
