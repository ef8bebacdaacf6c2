import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import type { AddressPolicy } from './address-policy.js';
import { HttpError } from './http.errors.js';

/** Addresses of a host name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export const resolveBySystem: Resolve = (hostname) => systemLookup(hostname, { all: true });

export interface Target {
  hostname: string;
  port: number;
}

/**
 * The addresses of a target that may be connected to. The caller must connect to these checked addresses,
 * because the name could point elsewhere a moment later (DNS rebinding). Throws HttpError `dns`, or
 * `forbidden_address` and `forbidden_port` when no address is left.
 */
export async function resolvePermitted(
  { hostname, port }: Target,
  policy: AddressPolicy,
  resolve: Resolve,
): Promise<LookupAddress[]> {
  const found = await addressesOf(hostname, resolve);
  if (found.length === 0) throw new HttpError('dns', `${hostname} has no address`);
  const judged = found.map((entry) => ({ entry, refusal: policy.refusalOf(entry.address, port) }));
  const permitted = judged.filter(({ refusal }) => refusal === null).map(({ entry }) => entry);
  if (permitted.length > 0) return permitted;
  const addresses = found.map(({ address }) => address).join(', ');
  if (judged.some(({ refusal }) => refusal === 'forbidden_port'))
    throw new HttpError('forbidden_port', `port ${port} of ${hostname} may not be reached`);
  throw new HttpError('forbidden_address', `${hostname} is at ${addresses}, which may not be reached`);
}

async function addressesOf(hostname: string, resolve: Resolve): Promise<LookupAddress[]> {
  const literal = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(literal);
  if (family !== 0) return [{ address: literal, family }];
  try {
    return await resolve(hostname);
  } catch (cause) {
    throw new HttpError('dns', `${hostname} could not be resolved`, { cause });
  }
}

/** A look-up function for a socket that returns only permitted addresses. */
export function guardedLookup(port: number, policy: AddressPolicy, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolvePermitted({ hostname, port }, policy, resolve).then(
      (addresses) => {
        answer(addresses, options, callback);
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, '', 0);
      },
    );
  };
}

function answer(
  addresses: LookupAddress[],
  options: LookupOptions,
  callback: Parameters<LookupFunction>[2],
): void {
  const wanted = options.family === 4 || options.family === 6 ? options.family : null;
  const ofFamily = wanted === null ? addresses : addresses.filter(({ family }) => family === wanted);
  const [first] = ofFamily;
  if (!first) callback(new HttpError('dns', `no address of family ${wanted}`), '', 0);
  else if (options.all) callback(null, ofFamily);
  else callback(null, first.address, first.family);
}
