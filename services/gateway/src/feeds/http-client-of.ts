import { createHttpClient, type HttpClient } from '@dateline/http';

const TIMEOUT_MS = 15_000;

/** The guarded client by which the feeds of a page are looked for. */
export function httpClientOf(settings: { USER_AGENT: string; FETCH_ALLOWED_NETWORKS: string[] }): HttpClient {
  return createHttpClient({
    userAgent: settings.USER_AGENT,
    timeoutMs: TIMEOUT_MS,
    allowedNetworks: settings.FETCH_ALLOWED_NETWORKS,
  });
}
