import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import type { AddressPolicy } from './address-policy.js';
import { HttpError } from './http.error.js';

type Resolve = (hostname: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (hostname) => systemLookup(hostname, { all: true });

/**
 * Look-up for a socket: it gets only addresses that were checked, so what is checked is what is connected to (no DNS rebinding).
 * Fails with HttpError `dns`, or `forbidden_address` when a name has no other address.
 */
export function guardedLookup(policy: AddressPolicy, resolve: Resolve = resolveBySystem): LookupFunction {
  return (hostname, options, callback) => {
    permittedAddresses(hostname, policy, resolve).then(
      (addresses) => {
        answer(addresses, options, callback);
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, '', 0);
      },
    );
  };
}

async function permittedAddresses(
  hostname: string,
  policy: AddressPolicy,
  resolve: Resolve,
): Promise<LookupAddress[]> {
  let found: LookupAddress[];
  try {
    found = await resolve(hostname);
  } catch (cause) {
    throw new HttpError('dns', `${hostname} could not be resolved`, { cause });
  }
  if (found.length === 0) throw new HttpError('dns', `${hostname} has no address`);
  const permitted = found.filter(({ address }) => policy.allows(address));
  if (permitted.length > 0) return permitted;
  const addresses = found.map(({ address }) => address).join(', ');
  throw new HttpError('forbidden_address', `${hostname} is at ${addresses}, which may not be reached`);
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
