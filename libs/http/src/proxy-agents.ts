import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { HttpError } from './http.errors.js';
import type { Target } from './resolve-permitted.js';

/** The checked address for a target. */
export type Pin = (target: Target) => Promise<string>;

type OnSocket = (error: Error | null, socket?: Socket) => void;

/**
 * Agents that reach every target through a proxy with CONNECT (RFC 9110 section 9.3.6), also for plain http.
 * The proxy gets the checked address and never the name, so that it cannot be led elsewhere. TLS runs with
 * the target under its name.
 */
export function proxyAgents(
  proxy: URL,
  pin: Pin,
  ca: string[] | undefined,
): { http: http.Agent; https: https.Agent } {
  const tunnel = async ({ hostname, port }: Target) =>
    openTunnel(proxy, `${bracketed(await pin({ hostname, port }))}:${port}`);
  return { http: new TunnelAgent(tunnel), https: new TlsTunnelAgent(tunnel, ca) };
}

type Tunnel = (target: Target) => Promise<Socket>;

class TunnelAgent extends http.Agent {
  constructor(private readonly tunnel: Tunnel) {
    super({ keepAlive: false });
  }

  override createConnection(options: http.ClientRequestArgs, callback?: unknown): undefined {
    const done = callback as OnSocket;
    this.tunnel(targetOf(options)).then((socket) => {
      done(null, socket);
    }, done);
  }
}

class TlsTunnelAgent extends https.Agent {
  constructor(
    private readonly tunnel: Tunnel,
    private readonly ca: string[] | undefined,
  ) {
    super({ keepAlive: false });
  }

  override createConnection(options: https.RequestOptions, callback?: unknown): undefined {
    const done = callback as OnSocket;
    const { servername } = options as { servername?: string };
    this.tunnel(targetOf(options)).then((socket) => {
      const secure = tls.connect({
        socket,
        ...(servername ? { servername } : {}),
        ...(this.ca ? { ca: this.ca } : {}),
      });
      const fail = (error: Error) => {
        done(error);
      };
      secure.once('error', fail).once('secureConnect', () => {
        secure.off('error', fail);
        done(null, secure);
      });
    }, done);
  }
}

const targetOf = ({ host, hostname, port }: http.ClientRequestArgs): Target => ({
  hostname: String(hostname ?? host),
  port: Number(port),
});

const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address);

function openTunnel(proxy: URL, authority: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
    const request = http.request({
      hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: Number(proxy.port) || 80,
      method: 'CONNECT',
      path: authority,
      agent: false,
      headers: {
        host: authority,
        ...(proxy.username === ''
          ? {}
          : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }),
      },
    });
    request.once('error', (cause) => {
      reject(new HttpError('connect', `the proxy could not be reached: ${cause.message}`, { cause }));
    });
    request.once('response', (response) => {
      response.destroy();
      reject(new HttpError('connect', `the proxy answered ${response.statusCode}`));
    });
    request.once('connect', (response, socket) => {
      if (response.statusCode === 200) {
        resolve(socket as Socket);
        return;
      }
      socket.destroy();
      reject(new HttpError('connect', `the proxy answered ${response.statusCode}`));
    });
    request.end();
  });
}
