import type { LookupAddress } from 'node:dns';

/** Timers for the limits; a test may supply its own. */
export interface Timers {
  /** Calls `work` after the time. The returned function cancels it. */
  after(ms: number, work: () => void): () => void;
}

export interface HttpClientSettings {
  /** Name, version and a contact address: `name/1.0 (+https://…)`. */
  userAgent: string;
  /** From the first DNS look-up to the last byte of the last hop, in milliseconds. */
  timeoutMs: number;
  /** For look-up, connection and TLS of one hop, in milliseconds; the whole time by default. */
  connectTimeoutMs?: number;
  /** From the connection to the end of the response's headers, in milliseconds; the whole time by default. */
  firstByteTimeoutMs?: number;
  /** CIDR networks that may be reached on any port although they are not public. */
  allowedNetworks: readonly string[];
  /** Ports of public addresses; 80, 443, 8080 and 8443 by default. */
  allowedPorts?: readonly number[];
  /** The most redirects to follow; 5 by default. */
  maxRedirects?: number;
  /** Refuse to follow a redirect from https to http. */
  refuseDowngrade?: boolean;
  /** Bytes of one response's header block; 16 KiB by default. */
  maxHeaderBytes?: number;
  /** The most header fields of one response; 256 by default. */
  maxHeaders?: number;
  /** The most that a body may grow when decoded, as a multiple of its size, from 1 MiB on; 200 by default. */
  maxRatio?: number;
  /** Proxy for all requests, `http://[user:password@]host:port`. The environment's proxy is never used. */
  proxyUrl?: string | null;
  /** PEM certificates that are trusted in addition to Node's. */
  ca?: readonly string[];
  /** Resolves a host name to addresses; the system's resolver by default. */
  resolve?: (hostname: string) => Promise<LookupAddress[]>;
  timers?: Timers;
}

export interface HttpRequest {
  /** Sent unchanged; credentials are dropped when a redirect leaves the origin. */
  headers?: Readonly<Record<string, string>>;
  accept: string;
  /** Limit in bytes for the body, both as received and as decoded. */
  maxBytes: number;
  /** How to treat a body over the limit: refuse it as `too_large` (the default), or cut it there. */
  overflow?: 'refuse' | 'cut';
  signal?: AbortSignal;
  /** Called before a redirect is followed. It may wait; an error that it throws ends the request. */
  beforeRedirect?: (next: URL, from: URL) => Promise<void>;
}

/** A form to send. Only redirects that keep method and body (307, 308) are followed. */
export interface HttpPost extends HttpRequest {
  form: Readonly<Record<string, string>>;
}

/** A redirect that was followed: the requested address, and the redirect's status. */
export interface HttpHop {
  url: string;
  status: number;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case, repeated fields joined by a comma, values as received. */
  headers: Readonly<Record<string, string>>;
  /** Content codings are undone; the charset is not decoded. */
  body: Buffer;
  /** Address of this response, without user information and fragment. */
  finalUrl: string;
  hops: HttpHop[];
  /** Body bytes on the wire. */
  bytes: number;
}

export interface HttpClient {
  /** Returns every final response, whatever its status. Throws HttpError when there is none. */
  get(url: string, request: HttpRequest): Promise<HttpResponse>;
  /** `fetch` for a form, sent as `application/x-www-form-urlencoded`. */
  post(url: string, request: HttpPost): Promise<HttpResponse>;
}
