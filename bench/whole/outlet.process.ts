// The outlets of the bench, in a process of their own: one host each on the loopback range, with a feed and pages.
// Its launcher tells it over IPC which pages a feed lists; `/<shelf>/feed.xml` is the feed, `/<shelf>/<number>/…` a page.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { escapeMarkup } from '../../tools/sample-outlet/render-page.ts';
import { benchPages, makeDistinct } from './bench-pages.ts';

/** Which pages the feeds of a shelf list from now on. */
export interface Listing {
  shelf: string;
  from: number;
  to: number;
}

export type OutletAnswer = { origins: string[]; pages: number } | { listed: Listing };

const [corpora = '', hostCount = '40'] = process.argv.slice(2);
const hosts = Number(hostCount);
const pages = benchPages(corpora);
const shelves = new Map<string, Listing>();
const origins: string[] = [];

for (let host = 0; host < hosts; host += 1) {
  const server = createServer((request, response) => {
    answer(host, request, response);
  });
  await new Promise<void>((done) => server.listen(0, `127.3.0.${host + 1}`, done));
  const { address, port } = server.address() as AddressInfo;
  origins.push(`http://${address}:${port}`);
}
process.on('message', (listing: Listing) => {
  shelves.set(listing.shelf, listing);
  tell({ listed: listing });
});
process.on('disconnect', () => {
  process.exit(0);
});
tell({ origins, pages: pages.length });

function tell(said: OutletAnswer): void {
  process.send?.(said);
}

function answer(host: number, request: IncomingMessage, response: ServerResponse): void {
  const [, shelf = '', what = ''] = (request.url ?? '').split('/');
  const listing = shelves.get(shelf);
  if (shelf === 'robots.txt')
    return send(request, response, { type: 'text/plain', body: 'User-agent: *\nAllow: /\n' });
  if (what === 'feed.xml' && listing)
    return send(request, response, { type: 'application/rss+xml', body: feedOf(host, listing) });
  const body = /^\d+$/.test(what) ? pageOf(Number(what)) : null;
  if (body === null) return void response.writeHead(404).end();
  return send(request, response, { type: 'text/html', body });
}

function send(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { type, body }: { type: string; body: string | Buffer },
): void {
  const isFeed = type === 'application/rss+xml';
  const etag = isFeed ? { etag: `"${body.length}"` } : {};
  if (isFeed && headers['if-none-match'] === etag.etag) return void response.writeHead(304, etag).end();
  const zipped = gzipSync(body);
  response
    .writeHead(200, {
      'content-type': type,
      'content-encoding': 'gzip',
      'content-length': zipped.length,
      ...etag,
    })
    .end(zipped);
}

function pageOf(number: number): Buffer | null {
  const page = pages[number % pages.length];
  return page ? Buffer.from(makeDistinct(page.html, Math.floor(number / pages.length)), 'latin1') : null;
}

/** Every host has each so-manieth page. */
function feedOf(host: number, { shelf, from, to }: Listing): string {
  const items: string[] = [];
  for (let number = from; number < to; number += 1) {
    const page = pages[number % pages.length];
    if (number % hosts !== host || !page) continue;
    const link = escapeMarkup(`${origins[host]}/${shelf}/${number}${page.path}`);
    const title = `<title>${escapeMarkup(Buffer.from(page.title, 'latin1').toString())}</title>`;
    items.push(
      `<item><guid isPermaLink="false">${shelf}-${number}</guid><link>${link}</link>${title}</item>`,
    );
  }
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet ${host}</title><link>${origins[host]}/</link><description>bench</description>${items.join('')}</channel></rss>`;
}
