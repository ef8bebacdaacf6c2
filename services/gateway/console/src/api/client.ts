/** An answer of the API that is no success, or none at all (`status` 0). */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    /** What went wrong in this case, in a sentence. */
    readonly detail: string,
  ) {
    super(detail);
  }
}

const KEY = 'dateline.key';

/** The API key of this tab; it is forgotten when the tab is closed. */
export const apiKey = {
  get: () => sessionStorage.getItem(KEY),
  set: (key: string) => {
    if (key === '') sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, key);
  },
};

export interface Asking {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Sent as JSON; a text is sent as it is, under `type`. */
  body?: unknown;
  type?: string;
  signal?: AbortSignal;
}

const TIMEOUT_MS = 30_000;

/** Asks the gateway. Resolves with the JSON of its answer, null where it has none. Throws ApiProblem. */
export async function ask<T>(path: string, asking: Asking = {}): Promise<T> {
  const { method = 'GET', body, type = 'application/json', signal } = asking;
  const headers: Record<string, string> = { accept: 'application/json' };
  const key = apiKey.get();
  if (key !== null) headers.authorization = `Bearer ${key}`;
  if (body !== undefined) headers['content-type'] = type;
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(path, {
    method,
    headers,
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiProblem(0, 'The gateway does not answer.');
  });
  if (!response.ok) throw await problemOf(response);
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return (isJson ? await response.json() : null) as T;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const told: unknown = await response.json().catch(() => null);
  const { detail, title } = (told ?? {}) as { detail?: string; title?: string };
  return new ApiProblem(response.status, detail ?? title ?? `The gateway answered ${response.status}.`);
}

/** A path, with or without a query, and what else is asked; what is null, undefined or empty is left out. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
}
