// The hosts of bench-fetch: one server for each, on an address of its own in the loopback range.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request to feed `k` of host `h`: when it came and when it was answered. */
export interface Noted {
  h: number;
  k: number;
  at: number;
  end: number;
}

export interface Site {
  requests: Noted[];
  origins: string[];
  stop(): void;
}

const SLOW_MS = 1_500;
export const ETAG = '"bench"';
const KINDS = ['new', 'new', 'unchanged', 'new', 'slow', 'new', 'new', 'unchanged', 'failing', 'new'];

export const kindOf = (k: number) => KINDS[k % KINDS.length];

/** Every request is noted with the instant of its arrival. */
export async function startHosts(hosts: number): Promise<Site> {
  const requests: Noted[] = [];
  const servers = await Promise.all(
    Array.from({ length: hosts }, async (_, h) => {
      const server = createServer((request, response) => answer(h, request, response, requests));
      await new Promise<void>((done) => server.listen(0, `127.1.${h >> 7}.${(h & 127) + 1}`, done));
      return server;
    }),
  );
  const origins = servers.map((server) => {
    const { address, port } = server.address() as AddressInfo;
    return `http://${address}:${port}`;
  });
  const stop = () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
  return { requests, origins, stop };
}

function answer(h: number, request: IncomingMessage, response: ServerResponse, requests: Noted[]): void {
  const k = Number(request.url?.slice('/feed-'.length));
  const kind = kindOf(k);
  const noted = { h, k, at: performance.now(), end: 0 };
  requests.push(noted);
  const reply = (status: number, body?: string) => {
    noted.end = performance.now();
    response.writeHead(status, { 'content-type': 'application/rss+xml', etag: ETAG }).end(body);
  };
  if (kind === 'unchanged' && request.headers['if-none-match'] === ETAG) reply(304);
  else if (kind === 'failing') reply(500, 'out of order');
  else if (kind === 'slow') setTimeout(() => reply(200, feedOf(h, k)), SLOW_MS);
  else reply(200, feedOf(h, k));
}

function feedOf(h: number, k: number): string {
  const text = 'The ferry came back on Tuesday, and the quay was open again. '.repeat(8);
  const items = Array.from(
    { length: 5 },
    (_, i) =>
      `<item><guid isPermaLink="false">${h}-${k}-${i}</guid><link>http://10.0.0.1/${h}/${k}/${i}</link><title>Ferry ${i} of ${h}</title><description>${text}</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour ${h}</title><link>http://10.0.0.1/</link><description>d</description>${items.join('')}</channel></rss>`;
}
