import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the middlewares read of Express's request. */
export interface HttpRequest extends IncomingMessage {
  path: string;
  /** The address as the client gave it, before any prefix was taken off. */
  originalUrl: string;
  params: Record<string, string>;
  body?: unknown;
}

export type Middleware = (
  request: HttpRequest,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/** Methods that change nothing (RFC 9110, section 9.2.1). */
export const isSafe = ({ method }: Pick<IncomingMessage, 'method'>): boolean =>
  method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/** The callback for hubs, which are not browsers and have no key. */
export const isCallback = ({ url = '' }: Pick<IncomingMessage, 'url'>): boolean => url.startsWith('/websub/');

/** Probes, which name the address of the container and have no key. */
export const isProbe = ({ url = '' }: Pick<IncomingMessage, 'url'>): boolean => url.startsWith('/health/');
