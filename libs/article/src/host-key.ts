import { siteOf } from './outlet/site-of.js';

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;

/**
 * The unit that gets one request at a time: the registered domain of an address. An IP or a bare name stands
 * for itself, with its port. Throws TypeError if the text is not an address.
 */
export function hostKeyOf(address: string): string {
  const url = new URL(address);
  return hasRegisteredDomain(url.hostname) ? (siteOf(url.href) ?? url.host) : url.host;
}

/**
 * Whether a host key is an IP or a single label (a machine of a private network), not a site under a domain.
 */
export function isBareHost(hostKey: string): boolean {
  return !hasRegisteredDomain(new URL(`http://${hostKey}/`).hostname);
}

const hasRegisteredDomain = (hostname: string) =>
  hostname.includes('.') && !hostname.startsWith('[') && !IPV4.test(hostname);
