import { SERVICES, type ServiceName } from '@dateline/contracts';
import { SESSION_SECONDS } from './fault-kinds.ts';
import { Replica } from './replica.ts';

const MEASURE_MS = 2000;
const COPIES = 2;

/** Settings under which an outage of seconds is an outage, and the retries of a page do not take an hour. */
const SETTINGS: Record<string, string> = {
  KAFKA_SESSION_TIMEOUT_MS: String(SESSION_SECONDS * 1000),
  KAFKA_STALL_SECONDS: '30',
  STAGE_RETRY_MAX_MS: '2000',
  STAGE_HANDLER_TIMEOUT_SECONDS: '60',
  MONGODB_TIMEOUT_MS: '10000',
  MONGODB_DB: 'dateline',
  FETCH_ALLOWED_NETWORKS: '127.0.0.0/8',
  FEED_INTERVAL_SECONDS: '10',
  FEED_MIN_INTERVAL_SECONDS: '2',
  FEED_MAX_INTERVAL_SECONDS: '4',
  FEED_FAILURE_MAX_SECONDS: '4',
  FEED_FAILING_MIN_SECONDS: '4',
  HOST_MIN_GAP_MS: '0',
  HOST_CONCURRENCY: '4',
  HOST_LEASE_SECONDS: '8',
  PAGE_MAX_ATTEMPTS: '4',
  PAGE_RETRY_BASE_SECONDS: '1',
  PARSER_THREADS: '1',
  DEAD_LETTER_RETRY_SECONDS: '10',
  AUDIT_PAUSE_SECONDS: '0',
  LOG_LEVEL: 'info',
};

/** All services, each twice. */
export class Fleet {
  readonly replicas: readonly Replica[];
  readonly #key: string;
  #measuring: NodeJS.Timeout | undefined;

  constructor({ folder, environment }: { folder: string; environment: Record<string, string> }) {
    this.#key = `key-for-the-faults-${'0'.repeat(32)}`;
    const all = { ...SETTINGS, ...environment, GATEWAY_ADMIN_KEY: this.#key };
    this.replicas = SERVICES.flatMap((service) =>
      Array.from({ length: COPIES }, (_, i) => new Replica(service, i + 1, { folder, environment: all })),
    );
  }

  async start(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.start()));
    await this.untilReady();
    this.#measuring = setInterval(
      () => this.replicas.forEach((replica) => replica.measureMemory()),
      MEASURE_MS,
    );
  }

  async untilReady(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.untilReady()));
  }

  /** A request to whichever gateway answers. Throws if none does, or if the answer is no success. */
  async ask(
    path: string,
    {
      method = 'GET',
      body,
      headers = {},
      timeoutMs = 60_000,
    }: { method?: string; body?: unknown; headers?: Record<string, string>; timeoutMs?: number } = {},
  ): Promise<unknown> {
    let failure: unknown;
    for (const { url } of this.replicas.filter(({ service }) => service === 'gateway')) {
      try {
        const response = await fetch(url + path, {
          method,
          headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json', ...headers },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
        return await response.json();
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  /** Peak memory of each service's worse replica, in MiB. */
  get peaks(): Map<ServiceName, number> {
    const peaks = new Map<ServiceName, number>();
    for (const { service, peakMb } of this.replicas)
      peaks.set(service, Math.max(peakMb, peaks.get(service) ?? 0));
    return peaks;
  }

  get badEnds(): string[] {
    return this.replicas.flatMap(({ badEnds }) => badEnds);
  }

  async stop(): Promise<void> {
    clearInterval(this.#measuring);
    await Promise.all(this.replicas.map((replica) => replica.kill()));
  }
}
