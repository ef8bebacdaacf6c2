import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HubRequest {
  mode: string;
  topic: string;
  callback: string;
  secret: string;
  leaseSeconds: number;
}

/** A WebSub hub on a loopback address: it verifies intents as it is asked and delivers signed bodies to its subscribers. */
export class Hub {
  readonly requests: HubRequest[] = [];
  /** Status of the last verification, by mode. */
  readonly verified: { mode: string; status: number; echoed: boolean }[] = [];
  readonly subscribers = new Map<string, HubRequest>();
  leaseSeconds = 600;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#take(request).then((status) => response.writeHead(status).end());
    });
  }

  static async start(): Promise<Hub> {
    const hub = new Hub();
    await new Promise<void>((resolve) => hub.#server.listen(0, '127.0.0.1', resolve));
    return hub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Delivers a body to every subscriber of the topic; answers their statuses. */
  publish(topic: string, body: string, secret?: string): Promise<number[]> {
    const receivers = [...this.subscribers.values()].filter((subscriber) => subscriber.topic === topic);
    return Promise.all(
      receivers.map(async (subscriber) => {
        const hmac = createHmac('sha256', secret ?? subscriber.secret)
          .update(body)
          .digest('hex');
        const response = await fetch(subscriber.callback, {
          method: 'POST',
          headers: { 'content-type': 'application/rss+xml', 'x-hub-signature': `sha256=${hmac}` },
          body,
        });
        return response.status;
      }),
    );
  }

  async #take(incoming: IncomingMessage): Promise<number> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const request = {
      mode: form.get('hub.mode') ?? '',
      topic: form.get('hub.topic') ?? '',
      callback: form.get('hub.callback') ?? '',
      secret: form.get('hub.secret') ?? '',
      leaseSeconds: Number(form.get('hub.lease_seconds')),
    };
    this.requests.push(request);
    // As the specification asks: the request is accepted, and verified apart.
    setImmediate(() => void this.#verify(request));
    return 202;
  }

  async #verify(request: HubRequest): Promise<void> {
    const challenge = `challenge-${this.requests.length}`;
    const query = new URLSearchParams({
      'hub.mode': request.mode,
      'hub.topic': request.topic,
      'hub.challenge': challenge,
      'hub.lease_seconds': String(this.leaseSeconds),
    });
    const response = await fetch(`${request.callback}?${query.toString()}`);
    const echoed = (await response.text()) === challenge;
    this.verified.push({ mode: request.mode, status: response.status, echoed });
    if (response.status !== 200 || !echoed) return;
    if (request.mode === 'subscribe') this.subscribers.set(request.callback, request);
    else this.subscribers.delete(request.callback);
  }
}
