import { BlockList, isIP } from 'node:net';
import { GLOBAL_UNICAST_IPV6, SPECIAL_IPV4, SPECIAL_IPV6 } from './special-networks.js';

/** One list per family, because a BlockList applies an IPv6 rule over mapped addresses to all of IPv4. */
class Networks {
  private readonly lists = { ipv4: new BlockList(), ipv6: new BlockList() };

  constructor(networks: readonly string[]) {
    for (const network of networks) {
      const [address = '', bits = ''] = network.split('/');
      const family = familyOf(address);
      const length = /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
      if (family === null || length < 0 || length > (family === 'ipv4' ? 32 : 128))
        throw new RangeError(`"${network}" is not a network in CIDR notation`);
      this.lists[family].addSubnet(address, length, family);
    }
  }

  has(address: string, family: 'ipv4' | 'ipv6'): boolean {
    return this.lists[family].check(address, family);
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address);
  if (version === 0) return null;
  return version === 4 ? 'ipv4' : 'ipv6';
}

const special = new Networks([...SPECIAL_IPV4, ...SPECIAL_IPV6]);
const globalUnicast = new Networks([GLOBAL_UNICAST_IPV6]);

/** Usual ports of web servers. Any other port is more likely a mail server or a database. */
export const WEB_PORTS: readonly number[] = [80, 443, 8080, 8443];

/**
 * Decides which addresses may be connected to: public addresses on web ports, and any port of the networks
 * that a deployment allows for its tests and intranets.
 */
export class AddressPolicy {
  private readonly allowed: Networks;
  private readonly ports: ReadonlySet<number>;

  /** Throws RangeError for a text that is not CIDR. */
  constructor(allowedNetworks: readonly string[], allowedPorts: readonly number[] = WEB_PORTS) {
    this.allowed = new Networks(allowedNetworks);
    this.ports = new Set(allowedPorts);
  }

  /** Null when a connection to the address and port is allowed. */
  refusalOf(address: string, port: number): 'forbidden_address' | 'forbidden_port' | null {
    const family = familyOf(address);
    if (family === null) return 'forbidden_address';
    if (this.isAllowed(address, family)) return null;
    if (!isPublic(address, family)) return 'forbidden_address';
    return this.ports.has(port) ? null : 'forbidden_port';
  }

  private isAllowed(address: string, family: 'ipv4' | 'ipv6'): boolean {
    if (this.allowed.has(address, family)) return true;
    const mapped = family === 'ipv6' ? mappedIpv4(address) : null;
    return mapped !== null && this.allowed.has(mapped, 'ipv4');
  }
}

/** A mapped address is never public; its only use is to get past a check. */
function isPublic(address: string, family: 'ipv4' | 'ipv6'): boolean {
  if (special.has(address, family)) return false;
  return family === 'ipv4' || globalUnicast.has(address, family);
}

/** The IPv4 address in `::ffff:0:0/96`, in any notation. */
function mappedIpv4(address: string): string | null {
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]/`).hostname.slice(1, -1);
  const groups = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (!groups) return null;
  const [high, low] = [parseInt(groups[1] ?? '', 16), parseInt(groups[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
