import { siteOf } from '@dateline/article';
import { isIP } from 'node:net';

/** What is asked one request at a time: the registered domain; an address or bare name stands for itself, with its port. */
export function hostKeyOf(address: string): string {
  const url = new URL(address);
  const bare = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0 || !bare.includes('.')) return url.host;
  return siteOf(url.href) ?? url.host;
}
