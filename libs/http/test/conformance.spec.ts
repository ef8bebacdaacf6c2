import { ManualTimers } from '@dateline/testing';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  createServer as createTcpServer,
  connect,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import * as zlib from 'node:zlib';
import { createHttpClient, type HttpClientSettings, type HttpRequest } from '../src/index.js';
import { failureOf } from './failure-of.js';

/** The rows of docs/fetching.md that are about the wire, against servers of the test's own on real sockets. */
const MIB = 1024 * 1024;
const feed = { accept: 'application/rss+xml, */*;q=0.1', maxBytes: 10 * MIB };
const loopback = [{ address: '127.0.0.1', family: 4 }];
const opened: Server[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await Promise.all(opened.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  opened.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

interface Seen {
  path: string;
  headers: IncomingMessage['headers'];
  rawHeaders: string[];
}

/** An HTTP server and what it was asked. */
async function serve(handler: RequestListener, host?: string) {
  const seen: Seen[] = [];
  const port = await listen(
    createServer((request, response) => {
      seen.push({ path: request.url ?? '', headers: request.headers, rawHeaders: request.rawHeaders });
      void handler(request, response);
    }),
    host,
  );
  return { port, seen, url: (path: string) => `http://${host ?? '127.0.0.1'}:${port}${path}` };
}

const client = (settings: Partial<HttpClientSettings> = {}) =>
  createHttpClient({
    userAgent: 'Dateline/1.0 (+https://contact.example/)',
    timeoutMs: 30_000,
    allowedNetworks: ['127.0.0.0/8'],
    resolve: () => Promise.resolve(loopback),
    ...settings,
  });

const get = (url: string, settings: Partial<HttpClientSettings> = {}, request: Partial<HttpRequest> = {}) =>
  client(settings).get(url, { ...feed, ...request });

const redirect = (response: ServerResponse, location: string, status = 302) =>
  response.writeHead(status, { location }).end();

describe('redirects', () => {
  it('H18 more than five hops, and a loop, end in redirect_limit', async () => {
    let hop = 0;
    const chain = await serve((_q, r) => redirect(r, `/${(hop += 1)}`));
    expect(await failureOf(get(chain.url('/0')))).toMatchObject({ code: 'redirect_limit' });
    expect(chain.seen).toHaveLength(6);
    const loop = await serve((q, r) => redirect(r, q.url === '/a' ? '/b' : '/a', 301));
    expect(await failureOf(get(loop.url('/a')))).toMatchObject({
      code: 'redirect_limit',
      isTransient: false,
    });
    expect(loop.seen.map(({ path }) => path)).toEqual(['/a', '/b']);
  });

  it.each(['file:///etc/hosts', 'ftp://127.0.0.1/', 'data:text/xml,x', 'gopher://127.0.0.1/'])(
    'H19 a redirect to %s is refused',
    async (location) => {
      const outlet = await serve((_q, r) => redirect(r, location));
      expect(await failureOf(get(outlet.url('/')))).toMatchObject({ code: 'bad_url', isTransient: false });
    },
  );

  it('H19 a redirect from https to http is refused when so configured', async () => {
    const plain = await serve((_q, r) => r.end('there'));
    const port = await tlsServer('good', (_q, r) => redirect(r, `http://outlet.example:${plain.port}/`));
    const url = `https://outlet.example:${port}/`;
    expect((await get(url, { ca })).body.toString()).toBe('there');
    expect(await failureOf(get(url, { ca, refuseDowngrade: true }))).toMatchObject({ code: 'bad_url' });
    expect(plain.seen).toHaveLength(1);
  });

  it('H20 each hop is checked: a redirect to a private address, or to a name for one, is refused', async () => {
    const inside = await serve((_q, r) => r.end('secret'), '127.0.0.3');
    const names: Record<string, string> = { 'inside.example': '127.0.0.3', 'outlet.example': '127.0.0.2' };
    const settings: Partial<HttpClientSettings> = {
      allowedNetworks: ['127.0.0.2/32'],
      resolve: (name) => Promise.resolve([{ address: names[name] ?? '', family: 4 }]),
    };
    for (const host of ['inside.example', '127.0.0.3', '10.0.0.1', '[::1]', '169.254.169.254']) {
      const outlet = await serve((_q, r) => redirect(r, `http://${host}:${inside.port}/`), '127.0.0.2');
      const failure = await failureOf(get(`http://outlet.example:${outlet.port}/`, settings));
      expect(failure).toMatchObject({ code: 'forbidden_address', isTransient: false });
    }
    expect(inside.seen).toEqual([]);
  });

  it('H21 credentials stay with their origin, also those of the address, and no referer is sent', async () => {
    const other = await serve((_q, r) => r.end('there'), '127.0.0.2');
    const outlet = await serve((q, r) =>
      redirect(r, q.url === '/' ? '/same' : `http://me:pw@127.0.0.2:${other.port}/`),
    );
    const headers = { authorization: 'Bearer x', cookie: 'a=b' };
    await get(outlet.url('/'), {}, { headers });
    expect(outlet.seen.map((s) => [s.headers.authorization, s.headers.cookie])).toEqual([
      ['Bearer x', 'a=b'],
      ['Bearer x', 'a=b'],
    ]);
    await get(`http://desk:secret@127.0.0.1:${outlet.port}/`);
    const basic = `Basic ${Buffer.from('desk:secret').toString('base64')}`;
    expect(outlet.seen.slice(2).map((s) => s.headers.authorization)).toEqual([basic, basic]);
    for (const { headers: sent } of other.seen)
      expect([sent.authorization, sent.cookie, sent.referer]).toEqual([undefined, undefined, undefined]);
    expect(other.seen).toHaveLength(2);
  });

  it('H22 a Location is resolved against the present address and percent-encoded once', async () => {
    const utf8 = Buffer.from('../caf\u00e9 one/%20?q=\u00e9').toString('latin1');
    const outlet = await serve((q, r) => (q.url === '/a/b' ? redirect(r, utf8) : r.end('there')));
    const { finalUrl } = await get(outlet.url('/a/b'));
    expect(finalUrl).toBe(outlet.url('/caf%C3%A9%20one/%20?q=%C3%A9'));
    expect(outlet.seen[1]?.path).toBe('/caf%C3%A9%20one/%20?q=%C3%A9');
  });
});

const certificates = (name: string, kind: 'pem' | 'key') =>
  readFileSync(new URL(`./certificates/${name}.${kind}`, import.meta.url), 'utf8');
const ca = [certificates('ca', 'pem')];

async function tlsServer(name: string, handler: RequestListener): Promise<number> {
  const server = createTlsServer(
    { cert: certificates(name, 'pem'), key: certificates(name, 'key') },
    handler,
  );
  return listen(server);
}

describe('failures of the connection', () => {
  it('H28 look-up, refusal, reset and TLS are told apart, each after one request', async () => {
    const missing = Object.assign(new Error('queryA'), { code: 'ENOTFOUND' });
    expect(
      await failureOf(get('http://no.example/', { resolve: () => Promise.reject(missing) })),
    ).toMatchObject({
      code: 'dns',
      isTransient: true,
    });
    const closed = await serve((_q, r) => r.end());
    await new Promise((resolve) => opened.splice(0)[0]?.close(resolve));
    expect(await failureOf(get(closed.url('/')))).toMatchObject({ code: 'connect', isTransient: true });
    const reset = await serve((q) => q.socket.resetAndDestroy());
    expect(await failureOf(get(reset.url('/')))).toMatchObject({ code: 'connect', isTransient: true });
    expect(reset.seen).toHaveLength(1);
    const plain = await serve((_q, r) => r.end());
    expect(await failureOf(get(`https://127.0.0.1:${plain.port}/`))).toMatchObject({ code: 'tls' });
  });

  it.each([
    ['expired', 'CERT_HAS_EXPIRED', /expired/],
    ['other-host', 'ERR_TLS_CERT_ALTNAME_INVALID', /another\.example/],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', /self-signed/],
  ])('H29 a certificate that is %s is refused with the reason', async (name, _code, reason) => {
    let requests = 0;
    const port = await tlsServer(name, (_q, r) => {
      requests += 1;
      r.end('x');
    });
    const failure = await failureOf(get(`https://outlet.example:${port}/`, { ca }));
    expect(failure.code).toBe('tls');
    expect(failure.message).toMatch(reason);
    expect(requests).toBe(0);
  });

  it('H29 a good certificate is taken, so that the refusals are not for want of the authority', async () => {
    const port = await tlsServer('good', (_q, r) => r.end('welcome'));
    expect((await get(`https://outlet.example:${port}/`, { ca })).body.toString()).toBe('welcome');
    expect(await failureOf(get(`https://outlet.example:${port}/`))).toMatchObject({ code: 'tls' });
  });
});

describe('the request', () => {
  it('H37 names us with a contact, what we read and what we can decode, and nothing more', async () => {
    const outlet = await serve((_q, r) => r.writeHead(200, { 'set-cookie': 'id=1' }).end('x'));
    const http = client();
    await http.get(outlet.url('/feed?page=1'), feed);
    await http.get(outlet.url('/feed?page=1'), feed);
    for (const { path, headers } of outlet.seen) {
      expect(path).toBe('/feed?page=1');
      expect(headers).toEqual({
        host: `127.0.0.1:${outlet.port}`,
        connection: 'close',
        'user-agent': 'Dateline/1.0 (+https://contact.example/)',
        accept: feed.accept,
        'accept-encoding': expect.stringMatching(/^gzip, deflate, br(, zstd)?$/) as string,
      });
    }
  });

  it('H38 a fragment stays here, user-info becomes Authorization, and feed: stands for http or https', async () => {
    const outlet = await serve((_q, r) => r.end('x'));
    await get(`http://desk:secret@127.0.0.1:${outlet.port}/a#top`);
    await get(`feed:http://127.0.0.1:${outlet.port}/b`);
    expect(outlet.seen.map(({ path }) => path)).toEqual(['/a', '/b']);
    expect(outlet.seen[0]?.headers.authorization).toMatch(/^Basic /);
    const port = await tlsServer('good', (_q, r) => r.end('secure'));
    expect((await get(`feed://outlet.example:${port}/`, { ca })).body.toString()).toBe('secure');
  });
});

/** Not every Node that we run on has it; where it is missing it is not asked for either. */
const zstd = (body: Buffer): [string, Buffer][] =>
  'zstdCompressSync' in zlib ? [['zstd', zlib.zstdCompressSync(body)]] : [];

describe('the body', () => {
  const text = Buffer.from('<rss/>'.repeat(200));
  const codings: [string, Buffer][] = [
    ['gzip', zlib.gzipSync(text)],
    ['GZIP', zlib.gzipSync(text)],
    ['x-gzip', zlib.gzipSync(text)],
    ['br', zlib.brotliCompressSync(text)],
    ['deflate', zlib.deflateSync(text)],
    ['deflate', zlib.deflateRawSync(text)],
    ['gzip, gzip', zlib.gzipSync(zlib.gzipSync(text))],
    ...zstd(text),
  ];
  it.each(codings)('H39 %s is decoded', async (coding, body) => {
    const outlet = await serve((_q, r) => r.writeHead(200, { 'content-encoding': coding }).end(body));
    expect((await get(outlet.url('/'))).body.equals(text)).toBe(true);
  });

  it('H39 a packing that cannot be undone is a typed error, a name that is no coding is passed over', async () => {
    const outlet = await serve((q, r) => r.writeHead(200, { 'content-encoding': q.url?.slice(1) }).end(text));
    expect(await failureOf(get(outlet.url('/xz')))).toMatchObject({ code: 'decode', isTransient: false });
    expect((await get(outlet.url('/utf-8'))).body.equals(Buffer.from(text))).toBe(true);
  });

  const bomb = Buffer.alloc(50 * MIB);
  it.each([
    ['gzip', zlib.gzipSync(bomb)],
    ['br', zlib.brotliCompressSync(bomb)],
    ...zstd(bomb),
    ['deflate', zlib.deflateSync(bomb)],
    ['gzip, gzip', zlib.gzipSync(zlib.gzipSync(bomb))],
  ])('H40 a bomb of %s is stopped by its size and by its ratio', async (coding, body) => {
    const outlet = await serve((_q, r) => r.writeHead(200, { 'content-encoding': coding }).end(body));
    const bySize = await failureOf(get(outlet.url('/'), { maxRatio: 1e9 }));
    expect(bySize).toMatchObject({
      code: 'too_large',
      message: expect.stringMatching(/\b10485760\b/) as string,
    });
    const byRatio = await failureOf(get(outlet.url('/'), {}, { maxBytes: 100 * MIB }));
    expect(byRatio).toMatchObject({ code: 'too_large' });
    expect(Number(/over (\d+) bytes/.exec(byRatio.message)?.[1])).toBeLessThanOrEqual(
      Math.max(MIB, body.length * 200),
    );
  });

  it('H41 a declared length above the limit is refused before the body is read', async () => {
    const outlet = await serve((_q, r) => {
      r.writeHead(200, { 'content-length': String(11 * MIB) }).flushHeaders();
    });
    expect(await failureOf(get(outlet.url('/')))).toMatchObject({ code: 'too_large' });
  });

  it('H42 a body without end is cut at the limit, and the server sees the close', async () => {
    let sent = 0;
    let close: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (close = resolve));
    const outlet = await serve((_q, r) => {
      const more = () => {
        while (!r.destroyed && r.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024;
      };
      r.on('drain', more).on('close', () => {
        close();
      });
      more();
    });
    expect(await failureOf(get(outlet.url('/')))).toMatchObject({ code: 'too_large' });
    await closed;
    // What lies in the buffers of the sockets has been sent too.
    expect(sent).toBeLessThan(40 * MIB);
  });

  it('H45 a body shorter than declared is truncated', async () => {
    const outlet = await serve((_q, r) => {
      r.writeHead(200, { 'content-length': '100' });
      r.write('only this', () => r.destroy());
    });
    expect(await failureOf(get(outlet.url('/')))).toMatchObject({ code: 'truncated', isTransient: true });
  });

  it('H46 a header block over 16 kB, and thousands of fields, are typed errors', async () => {
    const long = await serve((_q, r) => r.writeHead(200, { 'x-long': 'z'.repeat(17_000) }).end());
    expect(await failureOf(get(long.url('/')))).toMatchObject({ code: 'too_large' });
    const port = await rawServer((socket) => {
      socket.end(`HTTP/1.1 200 OK\r\n${'a:b\r\n'.repeat(2_500)}\r\n`);
    });
    expect(await failureOf(get(`http://127.0.0.1:${port}/`))).toMatchObject({ code: 'too_large' });
  });

  it('H51 1xx is passed over, and 206 and 300 come as they are', async () => {
    const early = await serve((_q, r) => {
      r.writeContinue();
      r.writeEarlyHints({ link: '</style.css>; rel=preload' }, () => r.end('at last'));
    });
    expect((await get(early.url('/'))).body.toString()).toBe('at last');
    for (const status of [206, 300]) {
      const outlet = await serve((_q, r) => r.writeHead(status, { location: '/other' }).end('part'));
      expect((await get(outlet.url('/'))).status).toBe(status);
    }
  });

  it('H52 bytes are handed on undecoded, with the content type beside them', async () => {
    const bytes = Buffer.from('caf\xe9', 'latin1');
    const type = 'application/rss+xml; charset=iso-8859-1';
    const outlet = await serve((_q, r) => r.writeHead(200, { 'content-type': type }).end(bytes));
    const response = await get(outlet.url('/'));
    expect(response.body.equals(bytes)).toBe(true);
    expect(response.headers['content-type']).toBe(type);
  });
});

async function rawServer(handler: (socket: Socket) => void): Promise<number> {
  return listen(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        handler(socket);
      });
    }),
  );
}

describe('time', () => {
  it('H43 a body that drips ends on the total limit, whatever arrives meanwhile', async () => {
    const timers = new ManualTimers();
    const port = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n');
      const drip = () => {
        if (socket.destroyed) return;
        timers.advance(1_000);
        socket.write('.', () => setImmediate(drip));
      };
      drip();
    });
    const failure = await failureOf(get(`http://127.0.0.1:${port}/`, { timers, firstByteTimeoutMs: 1e9 }));
    expect(failure).toMatchObject({ code: 'timeout', message: 'not done after 30000 ms' });
    expect(timers.waiting).toBe(0);
  });

  it('H44 headers that drip, or never come, end on the limit of the first byte', async () => {
    for (const head of ['HTTP/1.1 200 OK\r\n', '']) {
      const timers = new ManualTimers();
      const port = await rawServer((socket) => {
        socket.write(head);
        const drip = () => {
          if (socket.destroyed) return;
          timers.advance(1_000);
          if (head === '') setImmediate(drip);
          else socket.write('X-Drip: 1\r\n', () => setImmediate(drip));
        };
        drip();
      });
      const settings = { timers, connectTimeoutMs: 5_000, firstByteTimeoutMs: 15_000 };
      const failure = await failureOf(get(`http://127.0.0.1:${port}/`, settings));
      expect(failure).toMatchObject({ code: 'timeout', message: 'no response after 15000 ms' });
    }
  });

  it('H44 a connection that hangs in look-up or TLS ends on the limit of the connection', async () => {
    const timers = new ManualTimers();
    const settings = { timers, connectTimeoutMs: 5_000 };
    const port = await rawServer(() => {
      timers.advance(5_000);
    });
    expect(await failureOf(get(`https://outlet.example:${port}/`, settings))).toMatchObject({
      code: 'timeout',
      message: 'no connection after 5000 ms',
    });
    const resolve = () => {
      setImmediate(() => {
        timers.advance(5_000);
      });
      return new Promise<never>(() => undefined);
    };
    expect(await failureOf(get('http://slow.example/', { ...settings, resolve }))).toMatchObject({
      code: 'timeout',
      message: 'no connection after 5000 ms',
    });
  });
});

describe('addresses', () => {
  const strict = { allowedNetworks: [] };

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '240.0.0.1',
    '168.63.129.16',
    '::1',
    'fc00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::1',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    'fd00:ec2::254',
  ])(
    'H53 %s is refused as a literal and behind a name, and allowed only by the deployment',
    async (address) => {
      const family = address.includes(':') ? 6 : 4;
      const literal = family === 6 ? `[${address}]` : address;
      const resolve = () => Promise.resolve([{ address, family }]);
      for (const url of [`http://${literal}/`, 'http://innocent.example/'])
        expect(await failureOf(get(url, { ...strict, resolve }))).toMatchObject({
          code: 'forbidden_address',
          isTransient: false,
        });
    },
  );

  it.each([
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '[::ffff:7f00:1]',
    '[::ffff:127.0.0.1]',
    '127.0.0.1.',
    '0x7f000001',
  ])('H54 127.0.0.1 written as %s is refused, and nothing is connected to', async (host) => {
    const inside = await serve((_q, r) => r.end('secret'));
    expect(await failureOf(get(`http://${host}:${inside.port}/`, strict))).toMatchObject({
      code: 'forbidden_address',
    });
    expect(inside.seen).toEqual([]);
  });

  it('H54 a name with a trailing dot is looked up and refused like one without', async () => {
    expect(await failureOf(get('http://localhost./', strict))).toMatchObject({ code: 'forbidden_address' });
  });

  it('H55 what was checked is what is connected to, for every request', async () => {
    const outlet = await serve((_q, r) => r.end('public'), '127.0.0.2');
    const inside = await serve((_q, r) => r.end('secret'), '127.0.0.3');
    const answers = ['127.0.0.2', '127.0.0.3'];
    let lookups = 0;
    const http = client({
      allowedNetworks: ['127.0.0.2/32'],
      resolve: () => Promise.resolve([{ address: answers[lookups++] ?? '127.0.0.3', family: 4 }]),
    });
    const url = `http://rebinding.example:${outlet.port}/`;
    expect((await http.get(url, feed)).body.toString()).toBe('public');
    expect(lookups).toBe(1);
    expect(await failureOf(http.get(url, feed))).toMatchObject({ code: 'forbidden_address' });
    expect(inside.seen).toEqual([]);
  });

  it('H56 of a name with a public and a private address the private one is never tried', async () => {
    const tried: string[] = [];
    const listener =
      (name: string): RequestListener =>
      (_q, r) => {
        tried.push(name);
        r.end(name);
      };
    const outlet = await serve(listener('public'), '127.0.0.2');
    const inside = createServer(listener('private'));
    opened.push(inside);
    await new Promise<void>((resolve) => inside.listen(outlet.port, '127.0.0.3', resolve));
    const both = ['127.0.0.3', '::1', '127.0.0.2'].map((address) => ({
      address,
      family: address === '::1' ? 6 : 4,
    }));
    const settings = { allowedNetworks: ['127.0.0.2/32'], resolve: () => Promise.resolve(both) };
    expect((await get(`http://both.example:${outlet.port}/`, settings)).body.toString()).toBe('public');
    expect(tried).toEqual(['public']);
  });

  it.each([22, 25, 3306, 6379, 9200, 27_017])('H57 port %i of a public address is refused', async (port) => {
    const resolve = () => Promise.resolve([{ address: '8.8.8.8', family: 4 }]);
    for (const host of ['outlet.example', '8.8.8.8'])
      expect(await failureOf(get(`http://${host}:${port}/`, { resolve }))).toMatchObject({
        code: 'forbidden_port',
      });
  });

  it('H57 other ports are open where the deployment says so', async () => {
    const abort = AbortSignal.abort();
    const resolve = () => Promise.resolve([{ address: '8.8.8.8', family: 4 }]);
    const settings = { resolve, allowedPorts: [9_200] };
    // Nothing is sent: the request is given up where a refusal would come first.
    expect(await failureOf(get('http://8.8.8.8:9200/', settings, { signal: abort }))).toMatchObject({
      code: 'aborted',
    });
    expect(await failureOf(get('http://8.8.8.8:80/', settings))).toMatchObject({ code: 'forbidden_port' });
  });
});

describe('a proxy', () => {
  /** A forward proxy that tells what it was asked for and connects to it. */
  async function startProxy() {
    const asked: { authority: string; authorization: string | undefined }[] = [];
    const server = createServer();
    server.on('connect', (request: IncomingMessage, downstream: Socket) => {
      asked.push({
        authority: request.url ?? '',
        authorization: request.headers['proxy-authorization'],
      });
      const [host = '', port = ''] = (request.url ?? '').split(':');
      const upstream = connect(Number(port), host, () => {
        downstream.write('HTTP/1.1 200 Connected\r\n\r\n');
        upstream.pipe(downstream).pipe(upstream);
      });
      for (const socket of [upstream, downstream]) sockets.add(socket.on('error', () => undefined));
    });
    const port = await listen(server, '127.0.0.9');
    return { asked, url: `http://fetch:s%40fe@127.0.0.9:${port}` };
  }

  it('H58 of the environment is ignored', async () => {
    const outlet = await serve((_q, r) => r.end('direct'));
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY'];
    for (const name of names) process.env[name] = 'http://127.0.0.1:1';
    try {
      expect((await get(outlet.url('/'))).body.toString()).toBe('direct');
    } finally {
      for (const name of names) Reflect.deleteProperty(process.env, name);
    }
  });

  it('H58 of the settings is told the checked address and never the name, for http and https', async () => {
    const proxy = await startProxy();
    const outlet = await serve((_q, r) => r.end('by proxy'));
    const secure = await tlsServer('good', (_q, r) => r.end('by proxy and TLS'));
    const settings = { proxyUrl: proxy.url, ca };
    expect((await get(`http://outlet.example:${outlet.port}/a`, settings)).body.toString()).toBe('by proxy');
    expect(outlet.seen[0]).toMatchObject({ path: '/a', headers: { host: `outlet.example:${outlet.port}` } });
    expect((await get(`https://outlet.example:${secure}/`, settings)).body.toString()).toBe(
      'by proxy and TLS',
    );
    const authorization = `Basic ${Buffer.from('fetch:s@fe').toString('base64')}`;
    expect(proxy.asked).toEqual([
      { authority: `127.0.0.1:${outlet.port}`, authorization },
      { authority: `127.0.0.1:${secure}`, authorization },
    ]);
  });

  it('H58 does not lift the rule for addresses', async () => {
    const proxy = await startProxy();
    const names: Record<string, string> = { 'inside.example': '10.0.0.1' };
    const settings: Partial<HttpClientSettings> = {
      proxyUrl: proxy.url,
      allowedNetworks: [],
      resolve: (name) => Promise.resolve([{ address: names[name] ?? '', family: 4 }]),
    };
    for (const host of ['inside.example', '127.0.0.1', '[::1]'])
      expect(await failureOf(get(`http://${host}/`, settings))).toMatchObject({ code: 'forbidden_address' });
    expect(proxy.asked).toEqual([]);
  });

  it('H58 that refuses or is away is a failure of the connection', async () => {
    const refusing = createServer();
    refusing.on('connect', (_request, socket: Socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    const port = await listen(refusing);
    const failure = await failureOf(get('http://outlet.example/', { proxyUrl: `http://127.0.0.1:${port}` }));
    expect(failure).toMatchObject({ code: 'connect', message: 'the proxy answered 403' });
    expect(await failureOf(get('http://outlet.example/', { proxyUrl: 'http://127.0.0.1:1' }))).toMatchObject({
      code: 'connect',
    });
  });
});
