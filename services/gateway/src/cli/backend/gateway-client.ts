import type { GatewayPlace } from './read-place.js';

/** An audit waits for the stages to catch up, so that an answer may take its time. */
const TIMEOUT_MS = 120_000;

/** No gateway answers at the address. */
export class GatewayAway extends Error {
  readonly code = 'gateway_away';
  constructor(base: string, problem: string, options?: ErrorOptions) {
    super(`no gateway answers at ${base}: ${problem} (DATELINE_URL says where it is)`, options);
    this.name = 'GatewayAway';
  }
}

/** Something else answers at the address. */
export class NoGateway extends Error {
  readonly code = 'no_gateway';
  constructor(base: string) {
    super(`what answers at ${base} is no gateway (DATELINE_URL says where it is)`);
    this.name = 'NoGateway';
  }
}

/** The gateway has answered with a problem (RFC 9457). */
export class ApiProblem extends Error {
  readonly code = 'api_problem';
  constructor(
    readonly status: number,
    message: string,
    /** It names parameters or fields that the API does not allow. */
    readonly isMisfit = false,
  ) {
    super(message);
    this.name = 'ApiProblem';
  }
}

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Content {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  bytes?: { type: string; body: Uint8Array<ArrayBuffer> };
  headers?: Record<string, string>;
}

/** Speaks to the API of a gateway. Throws GatewayAway, NoGateway and ApiProblem. */
export class GatewayClient {
  readonly base: string;

  constructor(
    private readonly place: GatewayPlace,
    private readonly revive: Reviver | undefined = reviveInstant,
  ) {
    this.base = place.url;
  }

  /** The same, whose answers keep their instants as text. */
  asText(): GatewayClient {
    return new GatewayClient(this.place, undefined);
  }

  get hasKey(): boolean {
    return this.place.key !== null;
  }

  async get<T>(path: string, query: Query = {}): Promise<T> {
    return (await this.send<T>('GET', withQuery(path, query))).value;
  }

  /** Null where the API says 404. */
  async find<T>(path: string, query: Query = {}): Promise<T | null> {
    try {
      return await this.get<T>(path, query);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) return null;
      throw error;
    }
  }

  /** All items of a list, page by page. `by` is the name of the parameter that `next` is given in. */
  async *pages<T>(path: string, query: Query = {}, by: 'after' | 'cursor' = 'after'): AsyncGenerator<T[]> {
    let next: string | null = null;
    do {
      const from: Query = next === null ? {} : { [by]: next };
      const page: { items: T[]; next: string | null } = await this.get(path, { ...query, ...from });
      yield page.items;
      next = page.next;
    } while (next !== null);
  }

  async send<T>(method: string, path: string, content: Content = {}): Promise<{ status: number; value: T }> {
    const response = await this.request(method, path, content);
    const text = await response.text();
    if (text !== '' && !isJson(response)) throw new NoGateway(this.base);
    return { status: response.status, value: (text === '' ? null : JSON.parse(text, this.revive)) as T };
  }

  async text(path: string): Promise<string> {
    return (await this.request('GET', path)).text();
  }

  /** The open response of a request that was answered with 2xx; any other is thrown. */
  async request(
    method: string,
    path: string,
    { json, bytes, headers }: Content = {},
    signal: AbortSignal = AbortSignal.timeout(TIMEOUT_MS),
  ): Promise<Response> {
    const type = bytes?.type ?? (json === undefined ? null : 'application/json');
    const body = bytes?.body ?? (json === undefined ? null : JSON.stringify(json));
    const response = await this.ask(path, {
      method,
      signal,
      redirect: 'error',
      headers: {
        accept: 'application/json',
        ...(this.place.key === null ? {} : { authorization: `Bearer ${this.place.key}` }),
        ...(type === null ? {} : { 'content-type': type }),
        ...headers,
      },
      ...(body === null ? {} : { body }),
    });
    if (response.ok) return response;
    throw await problemOf(response);
  }

  private async ask(path: string, request: RequestInit): Promise<Response> {
    try {
      return await fetch(`${this.base}${path.startsWith('/health') ? '' : '/v1'}${path}`, request);
    } catch (error) {
      throw new GatewayAway(this.base, reasonOf(error), { cause: error });
    }
  }
}

const isJson = ({ headers }: Response) => headers.get('content-type')?.includes('json') === true;

function withQuery(path: string, query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value));
  return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
}

async function problemOf(response: Response): Promise<Error> {
  const text = await response.text();
  const body = (isJson(response) ? JSON.parse(text) : null) as { detail?: unknown; errors?: unknown } | null;
  const errors = Array.isArray(body?.errors) ? body.errors.map(String) : [];
  const detail = typeof body?.detail === 'string' ? body.detail : `the gateway answers ${response.status}`;
  return new ApiProblem(response.status, errors.join('; ') || detail, errors.length > 0);
}

type Reviver = (name: string, value: unknown) => unknown;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const NAMED_AFTER_TIME = /^(at|since)$|(At|Until)$/;

/** Instants of the API become dates; their fields are named after the time. */
function reviveInstant(name: string, value: unknown): unknown {
  return typeof value === 'string' && NAMED_AFTER_TIME.test(name) && INSTANT.test(value)
    ? new Date(value)
    : value;
}

/** Node's fetch hides the reason in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} s`;
  const { cause } = error;
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0]);
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
  if (cause instanceof Error) return typeof code === 'string' ? code : cause.message || error.message;
  return error.message;
}
