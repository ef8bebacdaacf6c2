import { isIP } from 'node:net';
import type { AddressPolicy } from './address-policy.js';
import { HttpError } from './http.errors.js';

const FEED_SCHEME = /^feed:(?:\/\/)?(?=https?:)/i;

/**
 * Parses an address to request; `feed:` stands for http or https. Throws HttpError `bad_url`, and
 * `forbidden_address` or `forbidden_port` for a literal IP, which no look-up hook ever sees.
 */
export function readRequestUrl(text: string, policy: AddressPolicy): URL {
  const address = text
    .trim()
    .replace(FEED_SCHEME, '')
    .replace(/^feed:\/\//i, 'https://');
  return readUrl(address, policy);
}

/**
 * Parses a Location. It drops a user name and password, because credentials must not come from a third party.
 */
export function readRedirectUrl(location: string, policy: AddressPolicy, from: URL): URL {
  const url = readUrl(location, policy, from);
  url.username = url.origin === from.origin ? from.username : '';
  url.password = url.origin === from.origin ? from.password : '';
  return url;
}

function readUrl(text: string, policy: AddressPolicy, base?: URL): URL {
  if (!URL.canParse(text, base?.href))
    throw new HttpError('bad_url', `not an address: ${text.slice(0, 200)}`);
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new HttpError('bad_url', `scheme ${url.protocol} is refused`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const refusal = isIP(host) === 0 ? null : policy.refusalOf(host, portOf(url));
  if (refusal !== null) throw new HttpError(refusal, `${url.host} may not be reached`);
  url.hash = '';
  return url;
}

/** The port of an address, or the default of its scheme. */
export function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
}

/** The address in the form that may be stored and shown. */
export function withoutUserInfo(url: URL): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

/**
 * Node decodes header values as Latin-1. A Location in UTF-8 is decoded as UTF-8, so that percent-encoding
 * happens once and correctly.
 */
export function readLocation(value: string): string {
  const utf8 = Buffer.from(value, 'latin1').toString('utf8');
  return utf8.includes('\ufffd') ? value : utf8;
}
