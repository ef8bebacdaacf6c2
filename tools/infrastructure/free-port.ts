import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports below the range from which the kernel takes source ports of outgoing connections. A client that keeps trying a stopped
 * broker on a port inside that range can end up connected to itself.
 */
const FIRST = 20_000;
const LAST = 32_000;
const TRIES = 50;

/** A port on 127.0.0.1 that nothing listens on at the moment: the preferred one, if it is free. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred;
  for (let i = 0; i < TRIES; i++) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port found between ${FIRST} and ${LAST}.`);
}

/** Whether a listener can be opened on the port. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
