import { connect, createServer, type Server, type Socket } from 'node:net';

/** What a proxy does with the bytes that pass. */
export type LinkMode = 'open' | 'cut' | 'stalled' | 'deaf' | 'slow' | 'commit_held';

/** Changes what a server says before its client gets it; it may keep back what is no whole message yet. */
export type Rewrite = (chunk: Buffer) => Buffer;

interface ProxyOptions {
  port: number;
  /** Made for each connection. */
  rewrite?: () => Rewrite;
}

const SLOW_MS = 250;
const END_TXN = 26;

/** A port that leads to another one, and can do so badly. Of `share` 0.5, every second connection is struck. */
export class TcpProxy {
  target = 0;
  #mode: LinkMode = 'open';
  #share = 1;
  #count = 0;
  readonly #links = new Set<Link>();
  readonly #server: Server;
  readonly #options: ProxyOptions;

  private constructor(options: ProxyOptions) {
    this.#options = options;
    this.#server = createServer({ pauseOnConnect: true }, (client) => this.#take(client));
  }

  static async listen(options: ProxyOptions): Promise<TcpProxy> {
    const proxy = new TcpProxy(options);
    await new Promise<void>((resolve, reject) => {
      proxy.#server.once('error', reject);
      proxy.#server.listen(options.port, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get port(): number {
    return this.#options.port;
  }

  /** From now on connections are treated so. Connections that were deaf are reset: their answers are lost for good. */
  become(mode: LinkMode, share = 1): void {
    for (const link of this.#links) {
      if (link.mode === 'deaf') link.destroy();
      else link.become(this.#isStruck(link.number, share) ? mode : 'open');
    }
    this.#mode = mode;
    this.#share = share;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const link of this.#links) link.destroy();
    await closed;
  }

  #isStruck(number: number, share: number): boolean {
    return share === 1 || number % 2 === 0;
  }

  #take(client: Socket): void {
    const number = this.#count++;
    const mode = this.#isStruck(number, this.#share) ? this.#mode : 'open';
    if (mode === 'cut') {
      client.resetAndDestroy();
      return;
    }
    const server = connect(this.target, '127.0.0.1');
    const link = new Link(number, { client, server, rewrite: this.#options.rewrite?.() });
    this.#links.add(link);
    link.onClose(() => this.#links.delete(link));
    link.become(mode);
  }
}

interface Ends {
  client: Socket;
  server: Socket;
  rewrite?: Rewrite | undefined;
}

class Link {
  readonly number: number;
  mode: LinkMode = 'open';
  readonly #ends: Ends;
  readonly #requests = new RequestKeys();
  /** What waits until the connection is open again. */
  #held: { chunk: Buffer; to: Socket }[] = [];

  constructor(number: number, ends: Ends) {
    this.number = number;
    this.#ends = ends;
    const { client, server } = ends;
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => this.destroy());
      socket.on('close', () => this.destroy());
    }
    client.on('data', (chunk: Buffer) => this.#pass(chunk, client));
    server.on('data', (chunk: Buffer) => this.#pass(chunk, server));
  }

  onClose(act: () => void): void {
    this.#ends.client.once('close', act);
  }

  become(mode: LinkMode): void {
    this.mode = mode;
    if (mode === 'cut') return this.destroy();
    const { client, server } = this.#ends;
    for (const socket of [client, server]) {
      if (mode === 'stalled') socket.pause();
      else socket.resume();
    }
    if (mode !== 'stalled') for (const { chunk, to } of this.#held.splice(0)) to.write(chunk);
  }

  destroy(): void {
    this.#ends.client.resetAndDestroy();
    this.#ends.server.resetAndDestroy();
  }

  #pass(bytes: Buffer, from: Socket): void {
    const { client, server, rewrite } = this.#ends;
    const isRequest = from === client;
    const to = isRequest ? server : client;
    const holdsCommit = isRequest && this.#requests.in(bytes).includes(END_TXN);
    const chunk = isRequest || !rewrite ? bytes : rewrite(bytes);
    if (chunk.length === 0 || (this.mode === 'deaf' && !isRequest)) return;
    if (this.mode === 'commit_held' && (holdsCommit || this.#held.length > 0)) {
      if (isRequest) this.#held.push({ chunk, to });
      else to.write(chunk);
      return;
    }
    if (this.mode === 'slow' && !isRequest) {
      from.pause();
      setTimeout(() => {
        if (!to.destroyed) to.write(chunk);
        if (this.mode !== 'stalled') from.resume();
      }, SLOW_MS);
      return;
    }
    if (!to.write(chunk)) {
      from.pause();
      to.once('drain', () => {
        if (this.mode !== 'stalled') from.resume();
      });
    }
  }
}

/** Reads the API keys of Kafka's requests: a length of four bytes, then the key in two. Requests to MongoDB have none that matters. */
class RequestKeys {
  #left = 0;

  in(chunk: Buffer): number[] {
    const keys: number[] = [];
    let at = this.#left;
    for (; at + 6 <= chunk.length; at += 4 + chunk.readInt32BE(at)) {
      keys.push(chunk.readInt16BE(at + 4));
      if (chunk.readInt32BE(at) < 2) break;
    }
    this.#left = Math.max(0, at - chunk.length);
    return keys;
  }
}
