import { freePort } from '@dateline/testing';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { rewritePorts } from './rewrite-ports.js';
import { TcpProxy } from './tcp.proxy.js';

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** `once` would reject: a reset is an error of the socket, too. */
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

/** A server that answers each chunk with itself, and a proxy before it. */
async function echoBehindProxy(): Promise<{ proxy: TcpProxy; heard: string[]; open: () => Promise<Socket> }> {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      heard.push(String(chunk));
      socket.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy = await TcpProxy.listen({ port: await freePort() });
  proxy.target = (server.address() as { port: number }).port;
  opened.push(proxy, server);
  const open = async () => {
    const socket = connect(proxy.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
  return { proxy, heard, open };
}

it('passes bytes on, and holds them while it is stalled', async () => {
  const { proxy, open } = await echoBehindProxy();
  const socket = await open();
  socket.write('one');
  expect(String((await once(socket, 'data'))[0])).toBe('one');
  proxy.become('stalled');
  socket.write('two');
  const answer = once(socket, 'data');
  proxy.become('open');
  expect(String((await answer)[0])).toBe('two');
  socket.destroy();
});

it('loses the answers of a deaf connection, which the server has carried out', async () => {
  const { proxy, heard, open } = await echoBehindProxy();
  const socket = await open();
  socket.write('first');
  await once(socket, 'data');
  proxy.become('deaf');
  const more: string[] = [];
  socket.on('data', (chunk) => more.push(String(chunk)));
  const asked = new Promise<void>((resolve) => {
    const look = () => (heard.includes('carried out') ? resolve() : setImmediate(look));
    look();
  });
  socket.write('carried out');
  await asked;
  const gone = closed(socket);
  proxy.become('open');
  await gone;
  expect(more).toEqual([]);
});

it('cuts half of the connections, and refuses the next', async () => {
  const { proxy, open } = await echoBehindProxy();
  const [first, second] = [await open(), await open()];
  for (const socket of [first, second]) {
    socket.write('hello');
    await once(socket, 'data');
  }
  const cut = closed(first);
  proxy.become('cut', 0.5);
  await cut;
  second.write('still there');
  expect(String((await once(second, 'data'))[0])).toBe('still there');
  second.destroy();
});

it('holds the end of a transaction back, and what follows it', async () => {
  const { proxy, heard, open } = await echoBehindProxy();
  const socket = await open();
  const request = (key: number) => Buffer.from([0, 0, 0, 4, 0, key, 7, 7]);
  socket.write(request(0));
  await once(socket, 'data');
  proxy.become('commit_held');
  socket.write(request(26));
  const other = await open();
  other.write(request(0));
  await once(other, 'data');
  expect(heard).toHaveLength(2);
  const answer = once(socket, 'data');
  proxy.become('open');
  await answer;
  expect(heard).toHaveLength(3);
  for (const one of [socket, other]) one.destroy();
});

it('rewrites ports also where an address is split', () => {
  const rewrite = rewritePorts(new Map([[20001, 30001]]));
  const text = Buffer.from('....me: 127.0.0.1:20001, hosts: 127.0.0.1:20001 127.0.0.1:20002');
  text.writeInt32LE(text.length);
  const parts = [
    rewrite(text.subarray(0, 15)),
    rewrite(Buffer.concat([text.subarray(15), text.subarray(0, 9)])),
  ];
  expect(parts.map((part) => part.subarray(4).toString())).toEqual([
    '',
    'me: 127.0.0.1:30001, hosts: 127.0.0.1:30001 127.0.0.1:20002',
  ]);
});
