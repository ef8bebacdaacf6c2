import type { Server } from 'node:http';

/** Times in milliseconds. */
export interface ServerBounds {
  headersMs: number;
  /** For the whole request, its body too. */
  requestMs: number;
  idleMs: number;
  connections: number;
  /** How often the times are looked at. */
  checkMs: number;
}

export const SERVER_BOUNDS: ServerBounds = {
  headersMs: 10_000,
  requestMs: 30_000,
  idleMs: 10_000,
  connections: 1_000,
  checkMs: 1_000,
};

/**
 * Limits what clients can hold of a server: a slow request gets 408, and connections beyond the cap are
 * closed. Call it before the server listens.
 */
export function boundServer<T extends Server>(server: T, bounds = SERVER_BOUNDS): T {
  server.headersTimeout = bounds.headersMs;
  server.requestTimeout = bounds.requestMs;
  server.keepAliveTimeout = bounds.idleMs;
  server.maxConnections = bounds.connections;
  server.maxHeadersCount = 100;
  // Node reads it when the server begins to listen; the framework makes the server and has no option for it.
  Reflect.set(server, 'connectionsCheckingInterval', bounds.checkMs);
  return server;
}
