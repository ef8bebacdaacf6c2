/**
 * IPv4 networks that are not the public Internet: the IANA special-purpose registry (RFC 6890), multicast,
 * and one cloud's metadata host.
 */
export const SPECIAL_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
] as const;

/**
 * The only public IPv6 network. Loopback, mapped, NAT64, unique-local, link-local and multicast addresses lie
 * outside it.
 */
export const GLOBAL_UNICAST_IPV6 = '2000::/3';

/**
 * Exceptions inside it: protocol assignments with Teredo, documentation, 6to4 (which carries an IPv4
 * address).
 */
export const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] as const;
