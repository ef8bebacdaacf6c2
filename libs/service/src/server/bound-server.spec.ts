import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { boundServer, SERVER_BOUNDS } from './bound-server.js';

const BOUNDS = { headersMs: 100, requestMs: 200, idleMs: 100, connections: 2, checkMs: 20 };
let server: Server;

beforeEach(async () => {
  server = boundServer(
    createServer((request, response) => {
      request.resume().on('end', () => response.end('whole'));
    }),
    BOUNDS,
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const open = () => connect((server.address() as AddressInfo).port, '127.0.0.1');

/** What the server answers before it closes the connection. */
async function answerTo(sent: string): Promise<string> {
  const socket = open();
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  // A cut connection is an error of the client, too.
  socket.on('error', () => undefined);
  socket.write(sent);
  await new Promise((resolve) => socket.once('close', resolve));
  return text.split('\r\n')[0] ?? '';
}

it.each([
  ['a header that never ends', 'GET / HTTP/1.1\r\nhost: x\r\nx-slow: '],
  ['a body that never ends', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf'],
])('answers %s with 408 and closes', async (_what, sent) => {
  expect(await answerTo(sent)).toBe('HTTP/1.1 408 Request Timeout');
});

it('cuts connections beyond the cap', async () => {
  const held = [open(), open()];
  await Promise.all(held.map((socket) => once(socket, 'connect')));
  expect(await answerTo('GET / HTTP/1.1\r\nhost: x\r\n\r\n')).toBe('');
  for (const socket of held) socket.destroy();
});

it('waits seconds and no minutes', () => {
  expect(SERVER_BOUNDS.headersMs).toBeLessThanOrEqual(10_000);
  expect(SERVER_BOUNDS.requestMs).toBeLessThanOrEqual(30_000);
});
