import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient } from './index.js';

const received: { method: string | undefined; type: string | undefined; body: string }[] = [];
let answers: { status: number; location?: string }[] = [];
let server: Server;
let url: string;

beforeEach(async () => {
  received.length = 0;
  server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, headers } = request;
      received.push({ method, type: headers['content-type'], body: Buffer.concat(chunks).toString() });
      const { status, location } = answers.shift() ?? { status: 202 };
      response.writeHead(status, location ? { location } : {}).end('noted');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const client = (allowedNetworks = ['127.0.0.0/8']) =>
  createHttpClient({ userAgent: 'test/1.0', timeoutMs: 5_000, allowedNetworks });
const form = { 'hub.mode': 'subscribe', 'hub.topic': 'https://a.example/?x=1&y=ü' };
const sent = {
  method: 'POST',
  type: 'application/x-www-form-urlencoded',
  body: 'hub.mode=subscribe&hub.topic=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y%3D%C3%BC',
};

it('sends a form, and gives the answer whatever its status', async () => {
  answers = [{ status: 400 }];
  const { status, body } = await client().post(url, { accept: '*/*', maxBytes: 1_000, form });
  expect([status, body.toString(), received]).toEqual([400, 'noted', [sent]]);
});

it.each([307, 308])('keeps the form over a redirect with %d', async (status) => {
  answers = [{ status, location: '/elsewhere' }];
  expect((await client().post(url, { accept: '*/*', maxBytes: 1_000, form })).status).toBe(202);
  expect(received).toEqual([sent, sent]);
});

it.each([301, 302, 303])('does not follow %d, which would drop the form', async (status) => {
  answers = [{ status, location: '/elsewhere' }];
  expect((await client().post(url, { accept: '*/*', maxBytes: 1_000, form })).status).toBe(status);
  expect(received).toHaveLength(1);
});

it('checks the address as for any request', async () => {
  const refused = client([]).post(url, { accept: '*/*', maxBytes: 1_000, form });
  await expect(refused).rejects.toMatchObject({ code: 'forbidden_address' });
  expect(received).toHaveLength(0);
});
