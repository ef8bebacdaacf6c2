import type { IncomingMessage } from 'node:http';
import { AddressPolicy } from './address-policy.js';
import { ACCEPT_ENCODING, decodeBody } from './decode-body.js';
import { guardedLookup } from './guarded-lookup.js';
import { HttpError } from './http.error.js';
import type {
  HttpClient,
  HttpClientSettings,
  HttpHop,
  HttpPost,
  HttpRequest,
  HttpResponse,
} from './http.types.js';
import { readLocation, readRequestUrl, withoutUserInfo } from './request-url.js';
import { createSender, readBody, type SendRequest } from './send-request.js';
import { toHttpError } from './to-http-error.js';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Those that keep method and body (RFC 9110, sections 15.4.8 and 15.4.9). */
const KEEPING: ReadonlySet<number> = new Set([307, 308]);
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** A client for addresses that strangers choose. Throws RangeError for an allowed network that is not CIDR. */
export function createHttpClient(settings: HttpClientSettings): HttpClient {
  const policy = new AddressPolicy(settings.allowedNetworks);
  const send = createSender({
    lookup: guardedLookup(policy, settings.resolve),
    maxHeaderBytes: settings.maxHeaderBytes ?? 16 * 1024,
  });
  const request = (url: string, asked: HttpRequest | HttpPost) =>
    withDeadline(settings.timeoutMs, asked.signal, (signal) =>
      followRedirects(url, { ...asked, signal }, { settings, policy, send }),
    );
  return { get: request, post: request };
}

interface Means {
  settings: HttpClientSettings;
  policy: AddressPolicy;
  send: SendRequest;
}

async function followRedirects(
  start: string,
  request: (HttpRequest | HttpPost) & { signal: AbortSignal },
  { settings, policy, send }: Means,
): Promise<HttpResponse> {
  const hops: HttpHop[] = [];
  let headers = requestHeaders(request, settings.userAgent);
  const body = 'form' in request ? new URLSearchParams(request.form).toString() : undefined;
  let url = readRequestUrl(start, policy);
  try {
    for (;;) {
      const response = await send(url, { headers, signal: request.signal, body });
      const next = redirectOf(response, body === undefined ? REDIRECTS : KEEPING);
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

function requestHeaders(request: HttpRequest | HttpPost, userAgent: string): Record<string, string> {
  return {
    ...request.headers,
    ...('form' in request ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    accept: request.accept,
    'accept-encoding': ACCEPT_ENCODING,
    'user-agent': userAgent,
  };
}

function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIALS.has(name.toLowerCase())));
}

function redirectOf(response: IncomingMessage, followed: ReadonlySet<number>): string | null {
  const { location } = response.headers;
  return followed.has(response.statusCode ?? 0) && location ? readLocation(location) : null;
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
