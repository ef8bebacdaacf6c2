import { isIP } from 'node:net';
import type { AddressPolicy } from './address-policy.js';
import { HttpError } from './http.errors.js';

const FEED_SCHEME = /^feed:(?:\/\/)?(?=https?:)/i;

/**
 * Reads an address to ask for; `feed:` stands for http or https. Throws HttpError `bad_url`, or for a literal `forbidden_address` and
 * `forbidden_port`: look-up hooks never see one.
 */
export function readRequestUrl(text: string, policy: AddressPolicy): URL {
  const address = text
    .trim()
    .replace(FEED_SCHEME, '')
    .replace(/^feed:\/\//i, 'https://');
  return readUrl(address, policy);
}

/** Reads a Location. What it brings of user name and password is not used: nobody's credentials come from a stranger. */
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

/** The port that an address names, or that of its scheme. */
export function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
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
