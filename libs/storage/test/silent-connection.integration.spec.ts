import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Database, isTransientStorageError } from '../src/index.js';
import { connected, specDatabase } from './open-test-database.js';

const { mongodbUri, dbName } = specDatabase();

/** Stands between a client and mongod. Connections can fall silent as when a firewall forgets them; new ones work. */
class ForgetfulProxy {
  private readonly pairs = new Set<[Socket, Socket]>();
  /** Pairs that carried a question about this collection: the pool's, and not those of the driver's monitor. */
  private readonly asked = new Set<[Socket, Socket]>();

  private constructor(private readonly server: Server) {}

  static async start(to: { host: string; port: number }, collection: string): Promise<ForgetfulProxy> {
    const server = createServer();
    const proxy = new ForgetfulProxy(server);
    server.on('connection', (client) => {
      const upstream = createConnection(to);
      const pair: [Socket, Socket] = [client, upstream];
      proxy.pairs.add(pair);
      client.pipe(upstream).pipe(client);
      client.on('data', (bytes: Buffer) => {
        if (bytes.includes(collection)) proxy.asked.add(pair);
      });
      for (const socket of pair) socket.on('error', () => undefined);
      client.on('close', () => upstream.destroy());
      upstream.on('close', () => client.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** What is sent over the pool's connections of now is taken and goes nowhere; the monitor's live on. */
  forget(): void {
    for (const [client, upstream] of this.asked) {
      client.unpipe(upstream);
      upstream.unpipe(client);
      client.resume();
      upstream.resume();
    }
    this.asked.clear();
  }

  async stop(): Promise<void> {
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

it('gives up on connections that fall silent, and goes on over new ones', async () => {
  const { hostname, port } = new URL(mongodbUri.replace(/^mongodb:/, 'http:'));
  const proxy = await ForgetfulProxy.start({ host: hostname, port: Number(port) }, 'feeds');
  const database = Database.open({
    uri: `mongodb://127.0.0.1:${proxy.port}/?directConnection=true&minPoolSize=4&maxPoolSize=4`,
    dbName,
    appName: 'test',
    timeoutMs: 2_000,
    log: () => undefined,
  });
  try {
    await connected(database);
    await Promise.all(Array.from({ length: 4 }, () => database.feeds.list({ limit: 1 })));
    proxy.forget();
    const reads = Array.from({ length: 4 }, () => database.feeds.list({ limit: 1 }));
    const ends = await Promise.allSettled(reads);
    for (const end of ends)
      if (end.status === 'rejected') expect(isTransientStorageError(end.reason)).toBe(true);
    let found: unknown = null;
    while (found === null) found = await database.feeds.list({ limit: 1 }).catch(() => null);
    expect(found).toEqual([]);
  } finally {
    await database.close();
    await proxy.stop();
  }
}, 60_000);
