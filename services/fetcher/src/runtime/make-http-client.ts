import { SettingError } from '@dateline/config';
import { createHttpClient, type HttpClient } from '@dateline/http';
import type { FetcherSettings } from './fetcher.config.js';

/** The client for all requests. Throws SettingError for settings that only the client can check. */
export function makeHttpClient(settings: FetcherSettings): HttpClient {
  const make = (own: { allowedNetworks: string[]; proxyUrl: string }) =>
    createHttpClient({
      userAgent: settings.USER_AGENT,
      timeoutMs: settings.FETCH_TIMEOUT_MS,
      connectTimeoutMs: settings.FETCH_CONNECT_TIMEOUT_MS,
      firstByteTimeoutMs: settings.FETCH_FIRST_BYTE_TIMEOUT_MS,
      allowedPorts: settings.FETCH_ALLOWED_PORTS.map(Number),
      refuseDowngrade: settings.FETCH_REFUSE_DOWNGRADE,
      ...own,
    });
  const proxyUrl = settings.FETCH_PROXY_URL;
  judge('FETCH_PROXY_URL', () => make({ allowedNetworks: [], proxyUrl }));
  return judge('FETCH_ALLOWED_NETWORKS', () =>
    make({ allowedNetworks: settings.FETCH_ALLOWED_NETWORKS, proxyUrl }),
  );
}

function judge(setting: string, make: () => HttpClient): HttpClient {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SettingError(setting, `is wrong: ${error.message}`);
  }
}
