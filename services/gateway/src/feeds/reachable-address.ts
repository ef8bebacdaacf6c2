import { AddressPolicy } from '@dateline/http';
import { isIP } from 'node:net';
import { BadFeedAddress, feedAddressOf } from './feed-address.js';

/** The settings that say what may be reached; the fetcher has the same. */
export interface ReachSettings {
  FETCH_ALLOWED_NETWORKS: string[];
  FETCH_ALLOWED_PORTS: string[];
}

const PROBLEMS = {
  forbidden_address: 'is in a network that may not be reached (setting FETCH_ALLOWED_NETWORKS)',
  forbidden_port: 'has a port that may not be reached (setting FETCH_ALLOWED_PORTS)',
};
/** Stands for the unknown address of a name, which is checked when the feed is polled. */
const SOME_PUBLIC = '1.1.1.1';

/** The address of a feed, unless the fetcher would never ask there. Throws BadFeedAddress, which names the setting. */
export function reachableAddress(text: string, reach: ReachSettings): { url: string; hostKey: string } {
  const address = feedAddressOf(text);
  const { hostname, port, protocol } = new URL(address.url);
  const policy = new AddressPolicy(reach.FETCH_ALLOWED_NETWORKS, reach.FETCH_ALLOWED_PORTS.map(Number));
  const refusal = policy.refusalOf(addressOf(hostname), Number(port || (protocol === 'https:' ? 443 : 80)));
  // A name may lead into an allowed network, which is open on all ports.
  const isOpen = refusal === 'forbidden_port' && isName(hostname) && reach.FETCH_ALLOWED_NETWORKS.length > 0;
  if (refusal !== null && !isOpen) throw new BadFeedAddress(text, PROBLEMS[refusal]);
  return address;
}

const literal = (hostname: string) => hostname.replace(/^\[|\]$/g, '');

const isLoopback = (hostname: string) => /^(?:.*\.)?localhost\.?$/.test(hostname);

const isName = (hostname: string) => isIP(literal(hostname)) === 0 && !isLoopback(hostname);

function addressOf(hostname: string): string {
  if (isLoopback(hostname)) return '127.0.0.1';
  return isName(hostname) ? SOME_PUBLIC : literal(hostname);
}
