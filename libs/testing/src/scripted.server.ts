import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  method: string;
  /** Path with query, as sent. */
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  at: Date;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
  /** Closes the connection instead of answering; with a body, after half of it. */
  cut?: boolean;
}

type Route = Reply | ((request: ReceivedRequest) => Reply | Promise<Reply>);

/** An HTTP server on a loopback address; the test sets its answers path by path. Unknown paths answer 404. */
export class ScriptedServer {
  /** All requests in order of arrival. */
  readonly requests: ReceivedRequest[] = [];
  readonly #server: Server;
  readonly #host: string;
  readonly #routes = new Map<string, Route>();
  readonly #gates = new Map<string, { opened: Promise<void>; open: () => void }>();

  private constructor(host: string) {
    this.#host = host;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  /** Other addresses of 127.0.0.0/8 look like other hosts (Linux only). */
  static async start(host = '127.0.0.1'): Promise<ScriptedServer> {
    const scripted = new ScriptedServer(host);
    await new Promise<void>((resolve, reject) => {
      scripted.#server.once('error', reject);
      scripted.#server.listen(0, host, resolve);
    });
    return scripted;
  }

  /** Absolute address of a path on this server. */
  url(path: string): string {
    return `http://${this.#host}:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  /**
   * Sets or replaces the answer to a path. A route with a query answers only that query and takes precedence;
   * one without answers any query.
   */
  route(path: string, route: Route): this {
    this.#routes.set(path, route);
    return this;
  }

  /** Holds requests to the path unanswered until the returned function is called. */
  hold(path: string): () => void {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    this.#gates.get(path)?.open();
    this.#gates.set(path, { opened, open });
    return () => {
      this.#gates.delete(path);
      open();
    };
  }

  requestsTo(path: string): ReceivedRequest[] {
    return this.requests.filter((request) => request.path === path || withoutQuery(request.path) === path);
  }

  /** Closes the server. Held or half-answered requests are cut off. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    for (const gate of this.#gates.values()) gate.open();
    await closed;
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
    } catch {
      return; // The client went away before it had said everything.
    }
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, path, headers, body: Buffer.concat(chunks), at: new Date() };
    this.requests.push(request);
    await (this.#gates.get(path) ?? this.#gates.get(withoutQuery(path)))?.opened;
    const reply = await this.#replyTo(request);
    if (reply.cut) cutOff(response, reply);
    else
      response.writeHead(reply.status ?? 200, reply.headers).end(method === 'HEAD' ? undefined : reply.body);
  }

  async #replyTo(request: ReceivedRequest): Promise<Reply> {
    const route = this.#routes.get(request.path) ?? this.#routes.get(withoutQuery(request.path));
    if (route === undefined) return { status: 404, body: 'no such route' };
    if (typeof route !== 'function') return route;
    try {
      return await route(request);
    } catch (error) {
      return { status: 599, body: `the test's route threw: ${String(error)}` };
    }
  }
}

function cutOff(response: ServerResponse, { status = 200, headers, body = '' }: Reply): void {
  const whole = Buffer.from(body);
  if (whole.length === 0) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-length': String(whole.length), ...headers });
  response.write(whole.subarray(0, whole.length / 2), () => response.destroy());
}

function withoutQuery(path: string): string {
  return path.split('?')[0] ?? path;
}
