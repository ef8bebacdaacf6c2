import { createServer, type AddressInfo } from 'node:net';
import { judgeRobots as judgeRobotsAnswer } from '@dateline/fetcher/robots/judge-robots';
import { readRobots } from '@dateline/fetcher/robots/read-robots';
import { createHttpClient, freshnessOf, retryAfterSeconds, type HttpResponse } from '@dateline/http';
import { verdictOf, type Verdict } from './verdict.ts';

/** The body of an answer that browsers read. */
export async function judgeHttpResponse({
  responseBase64,
  bodyBase64,
}: {
  responseBase64: string;
  bodyBase64: string;
}): Promise<Verdict> {
  const body = Buffer.from(bodyBase64, 'base64');
  const response = await ask('/', () => Buffer.from(responseBase64, 'base64'));
  return { got: `a body of ${response.body.length} bytes`, passed: response.body.equals(body) };
}

/** What a server answers to one address, as `302 Location: /a, Set-Cookie: name=value`. */
interface Step {
  path: string;
  always?: string;
  /** To a request without the cookie. */
  without?: string;
  withCookie?: string;
}

/** The status at the end of the redirects. */
export async function judgeCookieAndRedirect({
  steps,
  expected,
}: {
  steps: Step[];
  expected: number;
}): Promise<Verdict> {
  const start = steps[0]?.path ?? '/';
  const { status } = await ask(start, (request) => {
    const target = request.split(' ')[1] ?? '/';
    const here = steps.filter(({ path }) => path === target || path === target.split('?')[0]);
    const always = here.find((step) => step.always)?.always;
    if (always) return redirect(always);
    if (hasCookie(request, steps))
      return 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';
    return redirect(here.find((step) => step.without)?.without ?? `302 Location: ${start}`);
  });
  return verdictOf(expected, status);
}

function hasCookie(request: string, steps: readonly Step[]): boolean {
  const set = steps.flatMap(
    ({ always = '', without = '' }) => cookieOf(`${always} ${without}`)?.split(';')[0] ?? [],
  );
  const sent = /^cookie:(.*)$/im.exec(request)?.[1] ?? '';
  return sent.split(';').some((pair) => set.includes(pair.trim()));
}

const cookieOf = (answer: string): string | undefined => /Set-Cookie: (.*)$/.exec(answer)?.[1]?.trim();

function redirect(answer: string): string {
  const location = /Location: ([^,]+)/.exec(answer)?.[1] ?? '/';
  const cookie = cookieOf(answer);
  const fields = [`Location: ${location}`, ...(cookie ? [`Set-Cookie: ${cookie}`] : []), 'Content-Length: 0'];
  return `HTTP/1.1 302 Found\r\n${fields.join('\r\n')}\r\nConnection: close\r\n\r\n`;
}

/** Asks a server that answers each request as it is told. */
async function ask(path: string, answer: (request: string) => Buffer | string): Promise<HttpResponse> {
  const server = createServer((socket) => {
    let request = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      request += bytes.toString('latin1');
      if (request.includes('\r\n\r\n')) socket.end(answer(request));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = createHttpClient({
    userAgent: 'dateline-cases',
    timeoutMs: 4_000,
    allowedNetworks: ['127.0.0.0/8'],
    allowedPorts: [port],
  });
  try {
    return await client.get(`http://127.0.0.1:${port}${path}`, { accept: '*/*', maxBytes: 1_000_000 });
  } finally {
    server.close();
  }
}

const SERVER_TIME = { date: 'Mon, 30 Nov 2026 12:00:00 GMT' };

/** Seconds until the time that a field names, on a machine that is not on UTC. */
export function judgeHttpDates({
  headers,
  expected,
}: {
  headers: Record<string, string>;
  expected: number | null;
}): Verdict {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'America/New_York';
  try {
    const now = new Date(SERVER_TIME.date);
    const told = { ...SERVER_TIME, ...headers };
    return verdictOf(expected, retryAfterSeconds(told, now) ?? freshnessOf(told, now)?.seconds ?? null);
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
}

/** Whether robots.txt, as text or as the bytes of an answer, allows an address to an agent. */
export function judgeRobots({
  robots,
  robotsBase64,
  agent,
  url,
  expected,
}: {
  robots?: string;
  robotsBase64?: string;
  agent: string;
  url: string;
  expected: { allowed: boolean };
}): Verdict {
  const address = new URL(url);
  const text = robotsBase64 ? robotsTextOf(address.origin, robotsBase64) : (robots ?? '');
  return verdictOf(expected, { allowed: readRobots(text, address.origin, agent).allows(address) });
}

function robotsTextOf(origin: string, base64: string): string {
  const body = Buffer.from(base64, 'base64');
  const answer = { status: 200, headers: {}, body, finalUrl: origin, hops: [], bytes: body.length };
  return judgeRobotsAnswer({ origin, before: null, at: new Date() }, answer).text;
}
