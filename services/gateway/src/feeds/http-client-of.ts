import { createHttpClient, type HttpClient } from '@dateline/http';

const TIMEOUT_MS = 15_000;

/** The guarded HTTP client that searches pages for feeds. */
export function httpClientOf(settings: { USER_AGENT: string; FETCH_ALLOWED_NETWORKS: string[] }): HttpClient {
  return createHttpClient({
    userAgent: settings.USER_AGENT,
    timeoutMs: TIMEOUT_MS,
    allowedNetworks: settings.FETCH_ALLOWED_NETWORKS,
  });
}
