import type { IncomingMessage } from 'node:http';
import { AddressPolicy } from './address-policy.js';
import { ChainCookies } from './chain-cookies.js';
import { ACCEPT_ENCODING, decodeBody } from './decode-body.js';
import { HttpError } from './http.errors.js';
import type {
  HttpClient,
  HttpClientSettings,
  HttpHop,
  HttpPost,
  HttpRequest,
  HttpResponse,
} from './http.types.js';
import { readBody } from './read-body.js';
import { readLocation, readRedirectUrl, readRequestUrl, withoutUserInfo } from './request-url.js';
import { resolveBySystem } from './resolve-permitted.js';
import { createSender, type SendRequest } from './request-sender.js';
import { toHttpError } from './to-http-error.js';
import { systemTimers, withDeadline } from './with-deadline.js';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Redirects that keep method and body (RFC 9110, sections 15.4.8 and 15.4.9). */
const KEEPING: ReadonlySet<number> = new Set([307, 308]);
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);
const DEFAULTS = { maxRedirects: 5, maxHeaderBytes: 16 * 1024, maxHeaders: 256, maxRatio: 200 };

interface Means {
  settings: HttpClientSettings;
  policy: AddressPolicy;
  send: SendRequest;
}

/**
 * A client for addresses from untrusted sources. Throws RangeError for an allowed network that is not CIDR,
 * and for a bad proxy.
 */
export function createHttpClient(settings: HttpClientSettings): HttpClient {
  const policy = new AddressPolicy(settings.allowedNetworks, settings.allowedPorts);
  const timers = settings.timers ?? systemTimers;
  const send = createSender({
    policy,
    timers,
    resolve: settings.resolve ?? resolveBySystem,
    maxHeaderBytes: settings.maxHeaderBytes ?? DEFAULTS.maxHeaderBytes,
    maxHeaders: settings.maxHeaders ?? DEFAULTS.maxHeaders,
    connectTimeoutMs: settings.connectTimeoutMs ?? settings.timeoutMs,
    firstByteTimeoutMs: settings.firstByteTimeoutMs ?? settings.timeoutMs,
    proxy: proxyOf(settings.proxyUrl ?? null),
    ca: settings.ca ?? [],
  });
  const request = (url: string, asked: HttpRequest | HttpPost) =>
    withDeadline({ ms: settings.timeoutMs, timers, caller: asked.signal }, (signal) =>
      followRedirects(url, { ...asked, signal }, { settings, policy, send }),
    );
  return { get: request, post: request };
}

function proxyOf(text: string | null): URL | null {
  if (text === null || text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:') throw new RangeError('a proxy is named as http://host:port');
  return url;
}

async function followRedirects(
  start: string,
  request: (HttpRequest | HttpPost) & { signal: AbortSignal },
  means: Means,
): Promise<HttpResponse> {
  const { settings, policy, send } = means;
  const hops: HttpHop[] = [];
  const cookies = new ChainCookies();
  const asked = new Set<string>();
  let refused: unknown = null;
  let headers = requestHeaders(request, settings.userAgent);
  const body = 'form' in request ? new URLSearchParams(request.form).toString() : undefined;
  let url = readRequestUrl(start, policy);
  try {
    for (;;) {
      const withCookies = cookies.addTo(headers, url);
      refuseLoop(asked, url, withCookies);
      const response = await send(url, { headers: withCookies, signal: request.signal, body });
      const location = redirectOf(response, body === undefined ? REDIRECTS : KEEPING);
      if (location === null) return await finish(response, { url, hops, request, settings });
      response.destroy();
      cookies.keep(response.headers['set-cookie'], url);
      hops.push({ url: withoutUserInfo(url), status: response.statusCode ?? 0 });
      const next = nextHop(location, url, hops, means);
      await request.beforeRedirect?.(next, url).catch((error: unknown) => {
        refused = error;
        throw error;
      });
      if (next.origin !== url.origin) headers = withoutCredentials(headers);
      url = next;
    }
  } catch (error) {
    // Errors of the caller's own hook pass through unchanged.
    if (error === refused) throw error;
    const failure = toHttpError(error);
    failure.url ??= withoutUserInfo(url);
    throw failure;
  }
}

/** The same address with the same cookies again would get the same answer again. */
function refuseLoop(asked: Set<string>, url: URL, headers: Record<string, string>): void {
  const request = `${withoutUserInfo(url)} ${headers['cookie'] ?? ''}`;
  if (asked.has(request))
    throw new HttpError('redirect_limit', `the redirects lead back to ${withoutUserInfo(url)}`);
  asked.add(request);
}

/** Target of a redirect. Throws HttpError when there were too many, or when the target is not allowed. */
function nextHop(location: string, from: URL, hops: readonly HttpHop[], { settings, policy }: Means): URL {
  if (hops.length > (settings.maxRedirects ?? DEFAULTS.maxRedirects))
    throw new HttpError('redirect_limit', `more than ${hops.length - 1} redirects`);
  const next = readRedirectUrl(location, policy, from);
  if (settings.refuseDowngrade && from.protocol === 'https:' && next.protocol === 'http:')
    throw new HttpError('bad_url', `a redirect from https to ${withoutUserInfo(next)}`);
  return next;
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
  {
    url,
    hops,
    request,
    settings,
  }: { url: URL; hops: HttpHop[]; request: HttpRequest; settings: HttpClientSettings },
): Promise<HttpResponse> {
  const isCut = request.overflow === 'cut';
  const raw = await readBody(response, { maxBytes: request.maxBytes, isCut });
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const bounds = { maxBytes: request.maxBytes, maxRatio: settings.maxRatio ?? DEFAULTS.maxRatio, isCut };
  return {
    status: response.statusCode ?? 0,
    headers,
    body: await decodeBody(raw, headers['content-encoding'], bounds),
    finalUrl: withoutUserInfo(url),
    hops,
    bytes: raw.length,
  };
}
