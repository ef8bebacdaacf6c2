import { BlockList, isIP } from 'node:net';

/** How to start the samples with Compose so that their networks are allowed. */
const REMEDY = 'docker compose --env-file deploy/compose/samples.env up -d --build --wait';

/**
 * Why a fetcher with these FETCH_ALLOWED_NETWORKS (CIDR, comma-separated) would not ask outlets at the addresses, in one line; undefined
 * when one of them is allowed.
 */
export function refusalOf(addresses: readonly string[], allowed: string): string | undefined {
  const networks = new BlockList();
  for (const network of allowed.split(',').map((part) => part.trim())) {
    const [base = '', bits = ''] = network.split('/');
    const family = isIP(base);
    if (family === 0) continue;
    networks.addSubnet(base, Number(bits || (family === 4 ? 32 : 128)), family === 4 ? 'ipv4' : 'ipv6');
  }
  if (addresses.some((address) => networks.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')))
    return undefined;
  return (
    `the fetcher would refuse the sample outlets: FETCH_ALLOWED_NETWORKS (${allowed || 'empty'}) has none of their addresses ` +
    `(${addresses.join(', ')}); start them with ${REMEDY}`
  );
}
