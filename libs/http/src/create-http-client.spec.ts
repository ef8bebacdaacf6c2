import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { failureOf } from '../test/failure-of.js';
import { createHttpClient, type HttpClientSettings } from './index.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Real sockets on the loopback address; what a server does is set test by test. */
const opened: Server[] = [];
const seen: { path: string; headers: IncomingMessage['headers'] }[] = [];

async function serve(handler: Handler, host = '127.0.0.1'): Promise<number> {
  const server = createServer((request, response) => {
    seen.push({ path: request.url ?? '', headers: request.headers });
    handler(request, response);
  });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

const client = (settings: Partial<HttpClientSettings> = {}) =>
  createHttpClient({
    userAgent: 'test/1.0 (+https://contact.example/)',
    timeoutMs: 5000,
    allowedNetworks: ['127.0.0.0/8'],
    ...settings,
  });

const page = { accept: 'text/html', maxBytes: 10_000 };
const redirect = (response: ServerResponse, location: string, status = 302) =>
  response.writeHead(status, { location }).end('moved');

afterEach(async () => {
  seen.length = 0;
  for (const server of opened.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('a request', () => {
  it('says who asks, what for, and nothing more', async () => {
    const port = await serve((_q, r) => r.end('hello'));
    await client().get(`http://127.0.0.1:${port}/a?b=1#part`, {
      ...page,
      headers: { 'If-None-Match': 'W/"x y"', 'if-modified-since': 'whenever it was' },
    });
    expect(seen[0]?.path).toBe('/a?b=1');
    expect(seen[0]?.headers).toEqual({
      host: `127.0.0.1:${port}`,
      connection: 'close',
      'user-agent': 'test/1.0 (+https://contact.example/)',
      accept: 'text/html',
      'accept-encoding': expect.stringMatching(/^gzip, deflate, br(, zstd)?$/) as string,
      'if-none-match': 'W/"x y"',
      'if-modified-since': 'whenever it was',
    });
  });

  it('moves user-info of the address to Authorization and keeps it out of the result', async () => {
    const port = await serve((_q, r) => r.end('hello'));
    const response = await client().get(`http://me:secret@127.0.0.1:${port}/a`, page);
    expect(seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`);
    expect(response.finalUrl).toBe(`http://127.0.0.1:${port}/a`);
  });

  it('ignores proxies of the environment', async () => {
    const port = await serve((_q, r) => r.end('direct'));
    process.env['HTTP_PROXY'] = 'http://127.0.0.1:1';
    try {
      expect((await client().get(`http://127.0.0.1:${port}/`, page)).body.toString()).toBe('direct');
    } finally {
      delete process.env['HTTP_PROXY'];
    }
  });

  it('opens a new connection each time, so that every request is checked', async () => {
    const ports = new Set<number | undefined>();
    const port = await serve((q, r) => {
      ports.add(q.socket.remotePort);
      r.end('x');
    });
    const http = client();
    await http.get(`http://127.0.0.1:${port}/1`, page);
    await http.get(`http://127.0.0.1:${port}/2`, page);
    expect(ports.size).toBe(2);
  });

  it.each([
    'file:///etc/hosts',
    'ftp://127.0.0.1/',
    'data:text/html,x',
    'gopher://127.0.0.1/',
    'no address',
    '',
  ])('refuses "%s"', async (url) => {
    await expect(client().get(url, page)).rejects.toMatchObject({ code: 'bad_url', isTransient: false });
  });
});

describe('a response', () => {
  it('is given as it came: any status, raw headers, bytes of an unknown charset', async () => {
    const body = Buffer.from('caf\xe9', 'latin1');
    const port = await serve((_q, r) =>
      r.writeHead(404, { ETag: 'bare', 'Last-Modified': 'not a date', 'X-Two': ['1', '2'] }).end(body),
    );
    const response = await client().get(`http://127.0.0.1:${port}/`, page);
    expect(response).toMatchObject({ status: 404, hops: [], bytes: 4 });
    expect(response.body.equals(body)).toBe(true);
    expect(response.headers).toMatchObject({ etag: 'bare', 'last-modified': 'not a date', 'x-two': '1, 2' });
  });

  it('is decoded, and its size counted on the wire', async () => {
    const zipped = gzipSync('x'.repeat(5000));
    const port = await serve((_q, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(zipped));
    const response = await client().get(`http://127.0.0.1:${port}/`, page);
    expect(response.body).toHaveLength(5000);
    expect(response.bytes).toBe(zipped.length);
  });

  it.each([304, 204])('with status %i has no body', async (status) => {
    const port = await serve((_q, r) => r.writeHead(status, { 'content-encoding': 'gzip' }).end());
    expect(await client().get(`http://127.0.0.1:${port}/`, page)).toMatchObject({ status, bytes: 0 });
  });

  it('is refused by its declared length before the body is read', async () => {
    const port = await serve((_q, r) => {
      r.writeHead(200, { 'content-length': '1000000' });
      r.write('first bytes, and no more');
    });
    const error = await failureOf(client().get(`http://127.0.0.1:${port}/`, page));
    expect(error).toMatchObject({ code: 'too_large', isTransient: false, url: `http://127.0.0.1:${port}/` });
  });

  it('is cut off at the limit when it does not end', async () => {
    let closed: () => void = () => undefined;
    const closing = new Promise<void>((resolve) => (closed = resolve));
    const port = await serve((_q, r) => {
      const more = () => {
        while (r.write('y'.repeat(1000)));
      };
      r.on('drain', more).on('close', closed);
      more();
    });
    await expect(client().get(`http://127.0.0.1:${port}/`, page)).rejects.toMatchObject({
      code: 'too_large',
    });
    await closing;
  });

  it('is cut off at the limit when it is a bomb', async () => {
    const port = await serve((_q, r) =>
      r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000))),
    );
    await expect(client().get(`http://127.0.0.1:${port}/`, page)).rejects.toMatchObject({
      code: 'too_large',
    });
  });

  it.each([{ 'content-length': '100' }, {}])('that ends early is truncated (%j)', async (headers) => {
    const port = await serve((_q, r) => {
      r.writeHead(200, headers);
      r.write('only this', () => r.destroy());
    });
    await expect(client().get(`http://127.0.0.1:${port}/`, page)).rejects.toMatchObject({
      code: 'truncated',
      isTransient: true,
    });
  });

  it('with too long a header block is refused', async () => {
    const port = await serve((_q, r) => r.writeHead(200, { 'x-long': 'z'.repeat(20_000) }).end());
    await expect(client().get(`http://127.0.0.1:${port}/`, page)).rejects.toMatchObject({
      code: 'too_large',
    });
    const generous = client({ maxHeaderBytes: 64 * 1024 });
    expect((await generous.get(`http://127.0.0.1:${port}/`, page)).status).toBe(200);
  });

  it('that is no HTTP is a protocol error', async () => {
    const server = createTcpServer((socket) => socket.end('SSH-2.0-hello\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(client().get(`http://127.0.0.1:${port}/`, page)).rejects.toMatchObject({ code: 'protocol' });
    server.close();
  });
});

describe('time', () => {
  it('is limited over a body that drips', async () => {
    let drip: NodeJS.Timeout | undefined;
    const port = await serve((_q, r) => {
      drip = setInterval(() => r.write('.'), 10);
    });
    const error = await failureOf(client({ timeoutMs: 150 }).get(`http://127.0.0.1:${port}/`, page));
    clearInterval(drip);
    expect(error).toMatchObject({ code: 'timeout', isTransient: true, url: `http://127.0.0.1:${port}/` });
  });

  it('is limited before the first byte', async () => {
    const port = await serve(() => undefined);
    await expect(client({ timeoutMs: 100 }).get(`http://127.0.0.1:${port}/`, page)).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  it('is limited over all hops together', async () => {
    const port = await serve((q, r) => {
      if (q.url !== '/end') setTimeout(() => redirect(r, '/end'), 60);
      else setTimeout(() => r.end(), 60);
    });
    await expect(client({ timeoutMs: 90 }).get(`http://127.0.0.1:${port}/`, page)).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  it('is limited while a name is looked up', async () => {
    const http = client({ timeoutMs: 80, resolve: () => new Promise(() => undefined) });
    await expect(http.get('http://slow.example/', page)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('ends when the caller gives up, before and during', async () => {
    const controller = new AbortController();
    const port = await serve(() => {
      controller.abort();
    });
    const http = client();
    const request = { ...page, signal: controller.signal };
    await expect(http.get(`http://127.0.0.1:${port}/`, request)).rejects.toMatchObject({ code: 'aborted' });
    await expect(http.get(`http://127.0.0.1:${port}/`, request)).rejects.toMatchObject({ code: 'aborted' });
    expect(seen).toHaveLength(1);
  });
});

describe('redirects', () => {
  it('are followed and reported, permanent ones recognisable', async () => {
    const chain: Record<string, [number, string]> = {
      '/1': [301, '/2'],
      '/2': [302, '3'],
      '/3': [303, '/4'],
      '/4': [307, '/5?x=1#part'],
      '/5?x=1': [308, '/end'],
    };
    const port = await serve((q, r) => {
      const [status, location] = chain[q.url ?? ''] ?? [0, ''];
      if (status) redirect(r, location, status);
      else r.end('there');
    });
    const base = `http://127.0.0.1:${port}`;
    const response = await client().get(`${base}/1`, page);
    expect(response.finalUrl).toBe(`${base}/end`);
    expect(response.hops).toEqual([
      { url: `${base}/1`, status: 301 },
      { url: `${base}/2`, status: 302 },
      { url: `${base}/3`, status: 303 },
      { url: `${base}/4`, status: 307 },
      { url: `${base}/5?x=1`, status: 308 },
    ]);
  });

  it('end after five', async () => {
    let count = 0;
    const port = await serve((_q, r) => redirect(r, `/${(count += 1)}`));
    await expect(client().get(`http://127.0.0.1:${port}/`, page)).rejects.toMatchObject({
      code: 'redirect_limit',
      isTransient: false,
    });
    expect(seen).toHaveLength(6);
  });

  it('end when they lead back', async () => {
    const port = await serve((q, r) => redirect(r, q.url === '/a' ? '/b' : '/a'));
    await expect(client().get(`http://127.0.0.1:${port}/a`, page)).rejects.toMatchObject({
      code: 'redirect_limit',
    });
    expect(seen.map(({ path }) => path)).toEqual(['/a', '/b']);
  });

  it.each(['file:///etc/hosts', 'ftp://127.0.0.1/x', 'data:text/plain,x', 'http://[bad'])(
    'to %s are refused',
    async (location) => {
      const port = await serve((_q, r) => redirect(r, location));
      await expect(client().get(`http://127.0.0.1:${port}/`, page)).rejects.toMatchObject({
        code: 'bad_url',
      });
    },
  );

  it.each(['http://10.0.0.1/', 'http://[::1]/', 'http://2852039166/', 'http://169.254.169.254/latest'])(
    'to %s are refused before anything is sent there',
    async (location) => {
      const port = await serve((_q, r) => redirect(r, location));
      const error = await failureOf(client().get(`http://127.0.0.1:${port}/`, page));
      expect(error).toMatchObject({ code: 'forbidden_address', url: `http://127.0.0.1:${port}/` });
    },
  );

  it('to a path with spaces and letters beyond ASCII are percent-encoded once', async () => {
    const port = await serve((q, r) => {
      if (q.url === '/') redirect(r, Buffer.from('/caf\u00e9 one/%20').toString('latin1'));
      else r.end('there');
    });
    const response = await client().get(`http://127.0.0.1:${port}/`, page);
    expect(response.finalUrl).toBe(`http://127.0.0.1:${port}/caf%C3%A9%20one/%20`);
  });

  it('to another origin take no credentials along, but the other headers', async () => {
    const other = await serve((_q, r) => r.end('there'), '127.0.0.2');
    const port = await serve((q, r) => redirect(r, q.url === '/' ? '/same' : `http://127.0.0.2:${other}/`));
    const headers = { Authorization: 'Bearer x', Cookie: 'a=b', 'If-None-Match': '"1"' };
    await client().get(`http://127.0.0.1:${port}/`, { ...page, headers });
    expect(seen.map((s) => s.headers.authorization)).toEqual(['Bearer x', 'Bearer x', undefined]);
    expect(seen.map((s) => s.headers.cookie)).toEqual(['a=b', 'a=b', undefined]);
    expect(seen.map((s) => s.headers['if-none-match'])).toEqual(['"1"', '"1"', '"1"']);
    expect(seen.map((s) => s.headers.referer)).toEqual([undefined, undefined, undefined]);
  });

  it('without a Location are responses', async () => {
    const port = await serve((_q, r) => r.writeHead(302).end());
    expect((await client().get(`http://127.0.0.1:${port}/`, page)).status).toBe(302);
  });
});

describe('addresses', () => {
  const strict = client({ allowedNetworks: [] });

  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '127.0.0.1.',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
  ])('written as %s are refused and never connected to', async (host) => {
    const port = await serve((_q, r) => r.end('inside'));
    await expect(strict.get(`http://${host}:${port}/`, page)).rejects.toMatchObject({
      code: 'forbidden_address',
      isTransient: false,
    });
    expect(seen).toEqual([]);
  });

  it('of localhost are refused', async () => {
    await expect(strict.get(`http://localhost:1/`, page)).rejects.toMatchObject({
      code: 'forbidden_address',
    });
  });

  it('are looked up once a connection, so that what was checked is connected to', async () => {
    const port = await serve((_q, r) => r.end('inside'));
    let calls = 0;
    const rebinding = client({
      resolve: () => Promise.resolve([{ address: (calls += 1) === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }]),
    });
    expect((await rebinding.get(`http://outlet.example:${port}/`, page)).status).toBe(200);
    expect(calls).toBe(1);
    await expect(rebinding.get(`http://outlet.example:${port}/`, page)).rejects.toMatchObject({
      code: 'forbidden_address',
    });
  });

  it('that are private beside a permitted one are never tried', async () => {
    const port = await serve((_q, r) => r.end('permitted'), '127.0.0.2');
    const inside = await serve((_q, r) => r.end('private'), '127.0.0.1');
    expect(inside).not.toBe(port);
    const http = client({
      allowedNetworks: ['127.0.0.2/32'],
      resolve: () =>
        Promise.resolve([
          { address: '127.0.0.1', family: 4 },
          { address: '::1', family: 6 },
          { address: '127.0.0.2', family: 4 },
        ]),
    });
    expect((await http.get(`http://both.example:${port}/`, page)).body.toString()).toBe('permitted');
  });

  it('that are not there are an error of DNS', async () => {
    const missing = Object.assign(new Error('queryA'), { code: 'ENOTFOUND' });
    const failing = client({ resolve: () => Promise.reject(missing) });
    await expect(failing.get('http://nowhere.example/', page)).rejects.toMatchObject({
      code: 'dns',
      isTransient: true,
    });
    const empty = client({ resolve: () => Promise.resolve([]) });
    await expect(empty.get('http://nowhere.example/', page)).rejects.toMatchObject({ code: 'dns' });
  });

  it('where nobody listens are an error of the connection', async () => {
    const port = await serve((_q, r) => r.end());
    const [server] = opened.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    await expect(client().get(`http://127.0.0.1:${port}/`, page)).rejects.toMatchObject({
      code: 'connect',
      isTransient: true,
    });
  });

  it('that speak no TLS are an error of TLS', async () => {
    const port = await serve((_q, r) => r.end());
    await expect(client().get(`https://127.0.0.1:${port}/`, page)).rejects.toMatchObject({ code: 'tls' });
  });
});
