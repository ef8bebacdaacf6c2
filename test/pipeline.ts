import { SERVICES, type ServiceName } from '@dateline/contracts';
import {
  dropTestDatabase,
  eventually,
  spawnService,
  testDatabase,
  uniquePrefix,
  type SpawnedService,
} from '@dateline/testing';
import { createHash } from 'node:crypto';

export interface Audit {
  balanced: boolean;
  totals: {
    discovered: number;
    indexed: number;
    duplicate: number;
    rejected: number;
    deadLettered: number;
    inFlight: number;
  };
  problems: unknown[];
}

/** All services as processes of their own, under names that no other test uses. */
export class Pipeline {
  readonly services = new Map<ServiceName, SpawnedService>();

  private constructor(
    readonly env: Record<string, string>,
    readonly prefix: string,
  ) {}

  static prepare(addresses: { kafkaBrokers: string[]; mongodbUri: string }): Pipeline {
    const prefix = uniquePrefix();
    return new Pipeline(
      {
        KAFKA_BROKERS: addresses.kafkaBrokers.join(','),
        KAFKA_PREFIX: prefix,
        KAFKA_REPLICATION_FACTOR: '1',
        KAFKA_SESSION_TIMEOUT_MS: '6000',
        STAGE_RETRY_MAX_MS: '1000',
        MONGODB_URI: addresses.mongodbUri,
        MONGODB_DB: testDatabase(),
        FETCH_ALLOWED_NETWORKS: '127.0.0.0/8',
        FEED_INTERVAL_SECONDS: '600',
        HOST_MIN_GAP_MS: '0',
        HOST_LEASE_SECONDS: '5',
        LOG_LEVEL: 'info',
        GATEWAY_ADMIN_KEY: `key-of-${prefix}-${'0'.repeat(32)}`,
      },
      prefix,
    );
  }

  async start(names: readonly ServiceName[] = SERVICES, ready?: 'nothing'): Promise<void> {
    await Promise.all(
      names.map(async (name) => {
        const options = ready ? { env: this.env, ready } : { env: this.env, readyTimeoutMs: 120_000 };
        this.services.set(name, await spawnService(name, options));
      }),
    );
  }

  of(name: ServiceName): SpawnedService {
    const service = this.services.get(name);
    if (!service) throw new Error(`${name} does not run`);
    return service;
  }

  /** A request to the API, with the admin key. */
  ask(
    path: string,
    {
      method = 'GET',
      body,
      headers,
    }: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return fetch(this.of('gateway').url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.env['GATEWAY_ADMIN_KEY'] ?? ''}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async get<T>(path: string): Promise<T> {
    const response = await this.ask(path);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async addFeed(url: string, rules: object = {}): Promise<void> {
    const response = await this.ask('/feeds', { method: 'POST', body: { url, ...rules } });
    if (!response.ok) throw new Error(`POST /feeds: ${response.status} ${await response.text()}`);
  }

  /** The audit once nothing is in flight and as many articles as expected are known. */
  settled(discovered: number, timeoutMs = 240_000): Promise<Audit> {
    const check = async () => {
      const audit = await this.get<Audit>('/audit');
      return audit.totals.discovered >= discovered && audit.totals.inFlight === 0 ? audit : false;
    };
    return eventually(check, { timeoutMs, what: `${discovered} articles to settle` }) as Promise<Audit>;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.services.values()].map((service) => service.stop()));
    await dropTestDatabase(this.env['MONGODB_URI'] ?? '', this.env['MONGODB_DB'] ?? '');
  }
}

/** A page whose text no other number shares: words made from a hash. */
export function pageOf(n: number): string {
  const word = (k: number) =>
    createHash('sha256').update(`${n} ${k}`).digest('hex').replace(/\d/g, '').slice(0, 7);
  const sentence = (k: number) =>
    `The ${Array.from({ length: 14 }, (_, i) => word(k * 20 + i)).join(' ')} stood on the quay.`;
  const paragraphs = Array.from({ length: 4 }, (_, p) => `<p>${sentence(p * 2)} ${sentence(p * 2 + 1)}</p>`);
  const title = `Report ${n} on ${word(999)} and ${word(998)}`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1>${paragraphs.join('')}</article></body></html>`;
}

/** An RSS 2.0 feed that lists the addresses. */
export function feedOf(urls: readonly string[]): string {
  const items = urls.map(
    (url, i) =>
      `<item><title>Report ${i}</title><link>${url}</link><guid isPermaLink="false">item-${i}</guid></item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Quay Gazette</title><link>${urls[0] ?? ''}</link><description>d</description>${items.join('')}</channel></rss>`;
}
