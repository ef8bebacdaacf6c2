import type { IncomingMessage } from 'node:http';
import { AddressPolicy } from './address-policy.js';
import { ACCEPT_ENCODING, decodeBody } from './decode-body.js';
import { guardedLookup } from './guarded-lookup.js';
import { HttpError } from './http.error.js';
import type { HttpClient, HttpClientSettings, HttpHop, HttpRequest, HttpResponse } from './http.types.js';
import { readLocation, readRequestUrl, withoutUserInfo } from './request-url.js';
import { createSender, readBody, type SendRequest } from './send-request.js';
import { toHttpError } from './to-http-error.js';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** A client for addresses that strangers choose. Throws RangeError for an allowed network that is not CIDR. */
export function createHttpClient(settings: HttpClientSettings): HttpClient {
  const policy = new AddressPolicy(settings.allowedNetworks);
  const send = createSender({
    lookup: guardedLookup(policy, settings.resolve),
    maxHeaderBytes: settings.maxHeaderBytes ?? 16 * 1024,
  });
  return {
    get: (url, request) =>
      withDeadline(settings.timeoutMs, request.signal, (signal) =>
        followRedirects(url, { ...request, signal }, { settings, policy, send }),
      ),
  };
}

interface Means {
  settings: HttpClientSettings;
  policy: AddressPolicy;
  send: SendRequest;
}

async function followRedirects(
  start: string,
  request: HttpRequest & { signal: AbortSignal },
  { settings, policy, send }: Means,
): Promise<HttpResponse> {
  const hops: HttpHop[] = [];
  let headers = requestHeaders(request, settings.userAgent);
  let url = readRequestUrl(start, policy);
  try {
    for (;;) {
      const response = await send(url, { headers, signal: request.signal });
      const next = redirectOf(response);
      if (next === null) return await finish(response, { url, hops, maxBytes: request.maxBytes });
      response.destroy();
      hops.push({ url: withoutUserInfo(url), status: response.statusCode ?? 0 });
      if (hops.length > (settings.maxRedirects ?? 5))
        throw new HttpError('redirect_limit', `more than ${hops.length - 1} redirects`);
      const target = readRequestUrl(next, policy, url);
      if (hops.some((hop) => hop.url === withoutUserInfo(target)))
        throw new HttpError('redirect_limit', `the redirects lead back to ${withoutUserInfo(target)}`);
      if (target.origin !== url.origin) headers = withoutCredentials(headers);
      url = target;
    }
  } catch (error) {
    const failure = toHttpError(error);
    failure.url ??= withoutUserInfo(url);
    throw failure;
  }
}

function requestHeaders(request: HttpRequest, userAgent: string): Record<string, string> {
  return {
    ...request.headers,
    accept: request.accept,
    'accept-encoding': ACCEPT_ENCODING,
    'user-agent': userAgent,
  };
}

function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIALS.has(name.toLowerCase())));
}

function redirectOf(response: IncomingMessage): string | null {
  const { location } = response.headers;
  return REDIRECTS.has(response.statusCode ?? 0) && location ? readLocation(location) : null;
}

async function finish(
  response: IncomingMessage,
  { url, hops, maxBytes }: { url: URL; hops: HttpHop[]; maxBytes: number },
): Promise<HttpResponse> {
  const raw = await readBody(response, maxBytes);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    status: response.statusCode ?? 0,
    headers,
    body: await decodeBody(raw, headers['content-encoding'], maxBytes),
    finalUrl: withoutUserInfo(url),
    hops,
    bytes: raw.length,
  };
}

/** One timer over everything: an inactivity timer does not end a body that drips. */
async function withDeadline<T>(
  timeoutMs: number,
  caller: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timedOut = false;
  const abort = () => {
    controller.abort();
  };
  const timer = setTimeout(() => {
    timedOut = true;
    abort();
  }, timeoutMs);
  caller?.addEventListener('abort', abort);
  if (caller?.aborted) abort();
  try {
    return await work(controller.signal);
  } catch (cause) {
    if (!controller.signal.aborted) throw cause;
    const failure = timedOut
      ? new HttpError('timeout', `not done after ${timeoutMs} ms`, { cause })
      : new HttpError('aborted', 'the request was given up', { cause });
    if (cause instanceof HttpError) failure.url = cause.url;
    throw failure;
  } finally {
    clearTimeout(timer);
    caller?.removeEventListener('abort', abort);
  }
}
