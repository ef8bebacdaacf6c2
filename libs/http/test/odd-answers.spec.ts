import { createServer, type AddressInfo, type Server } from 'node:net';
import { createHttpClient, type HttpResponse } from '../src/index.js';
import { failureOf } from './failure-of.js';

/** Answers that browsers and curl read and Node's parser refuses, byte by byte and at once, on real sockets. */
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

type Answer = (request: string) => { parts: readonly string[]; isOpen?: boolean };

async function serve(answer: Answer): Promise<string> {
  const server = createServer((socket) => {
    let request = '';
    socket.on('error', () => undefined);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      request += chunk.toString('latin1');
      if (!request.includes('\r\n\r\n')) return;
      const { parts, isOpen } = answer(request);
      request = '';
      for (const part of parts) socket.write(part, 'latin1');
      if (!isOpen) socket.end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const client = createHttpClient({
  userAgent: 'test/1.0',
  timeoutMs: 5000,
  allowedNetworks: ['127.0.0.0/8'],
});
const get = (url: string): Promise<HttpResponse> => client.get(url, { accept: '*/*', maxBytes: 10_000 });

const BODY = 'Ferry timetable changes on Monday';
const LENGTH = `Content-Length: ${BODY.length}`;
const head = (...lines: string[]) => `${['HTTP/1.1 200 OK', ...lines].join('\r\n')}\r\n\r\n`;

const answers: [string, string][] = [
  ['a plain answer', head(LENGTH) + BODY],
  ['a folded field', head('Link: </a>; rel=x,', '  </b>; rel=y', '\t</c>; rel=z', LENGTH) + BODY],
  ['a field that is folded to nothing', head('X-A: b', ' ', LENGTH) + BODY],
  ['control characters', head('X-Note: a\x01b\x7fc', 'X-\x02Bad: z', LENGTH) + BODY],
  ['bare line feeds', `HTTP/1.1 200 OK\nX-Note: a\n${LENGTH}\n\n${BODY}`],
  ['line ends of both kinds', `HTTP/1.1 200 OK\r\nX-Note: a\n${LENGTH}\r\n\n${BODY}`],
  ['a space before the colon', head('X-Note : a', `Content-Length : ${BODY.length}`) + BODY],
  ['a length that is said twice', head(LENGTH, LENGTH) + BODY],
  ['a length that is a list', head(`${LENGTH}, ${BODY.length}`) + BODY],
  ['a length that is no number', head('Content-Length: unknown') + BODY],
  ['a line that is no field', head('Served by the third machine', LENGTH) + BODY],
  ['a second status line', head('HTTP/1.1 200 OK', LENGTH) + BODY],
  ['a field without a name', head(': nothing', LENGTH) + BODY],
  ['a name with a space', head('X Note: a', LENGTH) + BODY],
  ['no reason', `HTTP/1.1 200\r\n${LENGTH}\r\n\r\n${BODY}`],
  ['spaces in the status line', `HTTP/1.1  200   Fine\r\n${LENGTH}\r\n\r\n${BODY}`],
  ['small letters', `http/1.1 200 ok\r\n${LENGTH.toLowerCase()}\r\n\r\n${BODY}`],
  ['HTTP/1.0', `HTTP/1.0 200 OK\r\n\r\n${BODY}`],
  ['empty lines before the head', `\r\n\r\n${head(LENGTH)}${BODY}`],
  ['an interim answer', `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${head(LENGTH)}${BODY}`],
  ['bytes beyond ASCII', head('X-Note: caf\xe9', 'X-\xc9: z', LENGTH) + BODY],
  ['chunks beside a length', head('Transfer-Encoding: chunked', LENGTH) + `21\r\n${BODY}\r\n0\r\n\r\n`],
  ['a body that looks like a head', head('Connection: close') + BODY],
];

describe.each([
  ['at once', (bytes: string) => [bytes]],
  ['byte by byte', (bytes: string) => [...bytes]],
])('%s', (_how, cut) => {
  it.each(answers)('reads %s', async (_name, bytes) => {
    const origin = await serve(() => ({ parts: cut(bytes) }));
    const { status, body } = await get(`${origin}/`);
    expect({ status, body: body.toString('latin1') }).toEqual({ status: 200, body: BODY });
  });
});

it('joins a folded field by spaces and takes control characters out', async () => {
  const bytes = head('Link: </a>; rel=x,', '  </b>; rel=y', 'X-Note: a\x01b', LENGTH) + BODY;
  const origin = await serve(() => ({ parts: [bytes] }));
  const { headers } = await get(`${origin}/`);
  expect(headers).toMatchObject({ link: '</a>; rel=x, </b>; rel=y', 'x-note': 'a b' });
});

it.each([
  ['lengths that differ', head(LENGTH, 'Content-Length: 7') + BODY],
  ['no HTTP at all', `${BODY}\r\n\r\n`],
  ['a head that never ends', 'HTTP/1.1 200 OK\r\nX-Note: a'],
])('refuses %s at once', async (_name, bytes) => {
  const origin = await serve(() => ({ parts: [bytes] }));
  expect((await failureOf(get(`${origin}/`))).code).toMatch(/^(?:protocol|connect|truncated)$/);
});

it('refuses a head over its limit, while it is still coming', async () => {
  const origin = await serve(() => ({ parts: [head(`X-Note: ${'a'.repeat(40_000)}`)], isOpen: true }));
  expect(await failureOf(get(`${origin}/`))).toMatchObject({ code: 'too_large', isTransient: false });
});

describe('a body over its bound', () => {
  const long = BODY.repeat(1_000);
  it.each([
    ['with its length', head(`Content-Length: ${long.length}`) + long],
    ['to the end of the connection', head() + long],
    ['in chunks', head('Transfer-Encoding: chunked') + `${long.length.toString(16)}\r\n${long}\r\n0\r\n\r\n`],
  ])('is cut where that is asked for: %s', async (_name, bytes) => {
    const origin = await serve(() => ({ parts: [bytes] }));
    const bounds = { accept: '*/*', maxBytes: 1_000 };
    const { body } = await client.get(`${origin}/`, { ...bounds, overflow: 'cut' });
    expect(body.toString()).toBe(long.slice(0, 1_000));
    expect(await failureOf(client.get(`${origin}/`, bounds))).toMatchObject({ code: 'too_large' });
  });
});

describe('cookies within a chain of redirects', () => {
  const moved = (to: string, ...cookies: string[]) =>
    [
      'HTTP/1.1 302 Found',
      `Location: ${to}`,
      ...cookies.map((cookie) => `Set-Cookie: ${cookie}`),
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n');
  const cookieOf = (request: string) => /^cookie: (.*)$/im.exec(request)?.[1]?.trim() ?? '';
  const pathOf = (request: string) => request.split(' ')[1] ?? '';

  it.each<[string, Answer]>([
    [
      'a site that sends back to the same address',
      (q) => ({ parts: [cookieOf(q) === 'seen=1' ? head(LENGTH) + BODY : moved('/a', 'seen=1; Path=/')] }),
    ],
    [
      'a site that checks on a page of its own',
      (q) => {
        if (pathOf(q).startsWith('/check')) return { parts: [moved('/a', 'ok=1; Path=/')] };
        return { parts: [cookieOf(q).includes('ok=1') ? head(LENGTH) + BODY : moved('/check?u=/a')] };
      },
    ],
    [
      'a site whose cookie has no name',
      (q) => ({ parts: [cookieOf(q) === 'seen' ? head(LENGTH) + BODY : moved('/a', 'seen; Path=/')] }),
    ],
    [
      'a site that counts its visits',
      (q) => {
        const count = Number(/n=(\d)/.exec(cookieOf(q))?.[1] ?? 0);
        return { parts: [count === 3 ? head(LENGTH) + BODY : moved('/a', `n=${count + 1}`, 'other=x')] };
      },
    ],
  ])('are kept for %s', async (_name, answer) => {
    const origin = await serve(answer);
    expect((await get(`${origin}/a`)).status).toBe(200);
  });

  it('are gone with the next request, and stand behind those that the caller sends', async () => {
    const seen: string[] = [];
    const origin = await serve((q) => {
      seen.push(cookieOf(q));
      return { parts: [cookieOf(q).includes('seen=1') ? head(LENGTH) + BODY : moved('/a', 'seen=1')] };
    });
    await get(`${origin}/a`);
    await client.get(`${origin}/a`, { accept: '*/*', maxBytes: 99, headers: { Cookie: 'own=2' } });
    expect(seen).toEqual(['', 'seen=1', 'own=2', 'own=2; seen=1']);
  });

  it('do not go to another host', async () => {
    const seen: string[] = [];
    const other = await serve((q) => {
      seen.push(cookieOf(q));
      return { parts: [head(LENGTH) + BODY] };
    });
    const elsewhere = `${other.replace('127.0.0.1', '127.0.0.2')}/`;
    const origin = await serve(() => ({ parts: [moved(elsewhere, 'a=1', 'b=2; Domain=127.0.0.2')] }));
    expect((await get(`${origin}/a`)).status).toBe(200);
    expect(seen).toEqual(['']);
  });

  it('do not hide a loop: the same address with the same cookies ends it', async () => {
    let asked = 0;
    const origin = await serve(() => {
      asked += 1;
      return { parts: [moved('/a', 'seen=1')] };
    });
    expect(await failureOf(get(`${origin}/a`))).toMatchObject({ code: 'redirect_limit', isTransient: false });
    expect(asked).toBe(2);
  });
});
