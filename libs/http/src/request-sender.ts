import axios from 'axios';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import type { AddressPolicy } from './address-policy.js';
import { HttpError } from './http.errors.js';
import type { Timers } from './http.types.js';
import { HeadRepair } from './head-repair.js';
import { proxyAgents } from './proxy-agents.js';
import { portOf } from './request-url.js';
import { guardedLookup, resolvePermitted, type Resolve } from './resolve-permitted.js';

/**
 * Sends one GET, or a POST if there is a body. Resolves when the response's headers have arrived; the body is
 * still unread.
 */
export type SendRequest = (
  url: URL,
  options: { headers: Record<string, string>; signal: AbortSignal; body?: string | undefined },
) => Promise<IncomingMessage>;

export interface SenderSettings {
  policy: AddressPolicy;
  resolve: Resolve;
  maxHeaderBytes: number;
  maxHeaders: number;
  connectTimeoutMs: number;
  firstByteTimeoutMs: number;
  timers: Timers;
  proxy: URL | null;
  /** PEM certificates that are trusted in addition to Node's. */
  ca: readonly string[];
}

/**
 * Sends one request by axios, reduced to the wire: no redirects, no decoding, no proxy from the environment,
 * no reused socket. A reused socket would skip the look-up and with it the address check.
 */
export function createSender(settings: SenderSettings): SendRequest {
  const trusted = settings.ca.length > 0 ? [...tls.rootCertificates, ...settings.ca] : undefined;
  return async (url, { headers, signal, body }) => {
    const clock = new PhaseClock(settings);
    try {
      const { data } = await axios.request<IncomingMessage>({
        ...agentsFor(url, settings, trusted),
        transport: transportFor(settings, clock),
        adapter: 'http',
        method: body === undefined ? 'GET' : 'POST',
        data: body,
        url: url.href,
        headers,
        signal: AbortSignal.any([signal, clock.signal]),
        responseType: 'stream',
        decompress: false,
        maxRedirects: 0,
        proxy: false,
        validateStatus: null,
      });
      // axios emits an abort on the body even when nobody reads it any more.
      data.on('error', () => undefined);
      refuseManyHeaders(data, settings.maxHeaders);
      return data;
    } catch (error) {
      throw clock.expired ?? error;
    } finally {
      clock.stop();
    }
  };
}

function agentsFor(url: URL, { policy, resolve, proxy }: SenderSettings, trusted: string[] | undefined) {
  if (proxy !== null) {
    const pin = async (target: { hostname: string; port: number }) =>
      (await resolvePermitted(target, policy, resolve))[0]?.address ?? '';
    const agents = proxyAgents(proxy, pin, trusted);
    return { httpAgent: agents.http, httpsAgent: agents.https };
  }
  const lookup = guardedLookup(portOf(url), policy, resolve);
  return {
    httpAgent: new http.Agent({ keepAlive: false, lookup }),
    httpsAgent: new https.Agent({ keepAlive: false, lookup, ...(trusted ? { ca: trusted } : {}) }),
  };
}

/** axios has no setting for the size limit of response headers, and no signal for an established connection. */
function transportFor({ maxHeaderBytes }: SenderSettings, clock: PhaseClock) {
  return {
    request: (options: https.RequestOptions, onResponse: (response: IncomingMessage) => void) => {
      const isTls = options.protocol === 'https:';
      const lenient = { maxHeaderSize: maxHeaderBytes, insecureHTTPParser: true };
      const sent = (isTls ? https : http).request({ ...options, ...lenient }, onResponse);
      repairHeadOf(sent, maxHeaderBytes);
      clock.watch(sent, isTls);
      return sent;
    },
  };
}

/**
 * Puts `HeadRepair` between the connection and Node's parser. The parser listens to the socket's `data` from
 * the moment the request gets its socket. Node has no setting for this: `insecureHTTPParser` alone still
 * refuses lines that are not fields, and a repeated length.
 */
function repairHeadOf(sent: ClientRequest, maxHeaderBytes: number): void {
  sent.once('socket', (socket) => {
    const parsers = socket.listeners('data') as ((chunk: Buffer) => void)[];
    const repair = new HeadRepair(maxHeaderBytes);
    const pass = (bytes: Buffer) => {
      if (bytes.length > 0) for (const parse of parsers) parse.call(socket, bytes);
    };
    const feed = (chunk: Buffer) => {
      const bytes = repair.push(chunk);
      if (repair.isDone) restore();
      pass(bytes);
    };
    const flush = () => {
      restore();
      pass(repair.end());
    };
    const restore = () => {
      for (const parse of parsers) socket.on('data', parse);
      socket.off('data', feed);
      socket.off('end', flush);
    };
    socket.on('data', feed);
    for (const parse of parsers) socket.off('data', parse);
    // Runs before Node's own listener, which ends the parser.
    socket.prependListener('end', flush);
  });
}

/** Limits the time up to a connection, and from there to the end of the response's headers. */
class PhaseClock {
  expired: HttpError | null = null;
  private readonly controller = new AbortController();
  private cancel: () => void;

  constructor(private readonly settings: SenderSettings) {
    this.cancel = this.start('connection', settings.connectTimeoutMs);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  watch(sent: ClientRequest, isTls: boolean): void {
    sent.once('socket', (socket) => {
      if (!socket.connecting) this.connected();
      else
        socket.once(isTls ? 'secureConnect' : 'connect', () => {
          this.connected();
        });
    });
  }

  stop(): void {
    this.cancel();
  }

  private connected(): void {
    this.cancel();
    if (!this.controller.signal.aborted)
      this.cancel = this.start('response', this.settings.firstByteTimeoutMs);
  }

  private start(awaited: string, ms: number): () => void {
    return this.settings.timers.after(ms, () => {
      this.expired = new HttpError('timeout', `no ${awaited} after ${ms} ms`);
      this.controller.abort();
    });
  }
}

function refuseManyHeaders(response: IncomingMessage, most: number): void {
  if (response.rawHeaders.length / 2 <= most) return;
  response.destroy();
  throw new HttpError('too_large', `more than ${most} header fields`);
}
