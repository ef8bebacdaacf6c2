import type { Rewrite } from './tcp.proxy.ts';

/**
 * Puts the ports of proxies in the place of those of mongods in what a mongod says of its set, so that drivers come by
 * the proxies. Both have five digits. It works on whole messages (their length stands in the first four bytes), as
 * an address may stand on the border of two chunks.
 */
export function rewritePorts(ports: ReadonlyMap<number, number>): Rewrite {
  const pairs = [...ports].map(([from, to]) => [
    Buffer.from(`127.0.0.1:${from}`),
    Buffer.from(`127.0.0.1:${to}`),
  ]);
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let end = 0;
    while (end + 4 <= rest.length) {
      const length = rest.readInt32LE(end);
      if (length <= 0 || end + length > rest.length) break;
      end += length;
    }
    const whole = Buffer.from(rest.subarray(0, end));
    rest = rest.subarray(end);
    for (const [from, to] of pairs as [Buffer, Buffer][])
      for (let at = whole.indexOf(from); at >= 0; at = whole.indexOf(from, at + from.length))
        to.copy(whole, at);
    return whole;
  };
}
