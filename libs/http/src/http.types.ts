import type { LookupAddress } from 'node:dns';

/** Timers by which limits are kept; a test may bring its own. */
export interface Timers {
  /** Calls `work` after the time; the answer cancels it. */
  after(ms: number, work: () => void): () => void;
}

export interface HttpClientSettings {
  /** Name, version and a contact address: `name/1.0 (+https://…)`. */
  userAgent: string;
  /** From the first look-up to the last byte of the last hop, in milliseconds. */
  timeoutMs: number;
  /** For look-up, connection and TLS of one hop; the whole time by default. */
  connectTimeoutMs?: number;
  /** From the connection to the end of the response's headers; the whole time by default. */
  firstByteTimeoutMs?: number;
  /** CIDR networks that may be reached although they are not public, on any port. */
  allowedNetworks: readonly string[];
  /** Ports of public addresses; 80, 443, 8080 and 8443 by default. */
  allowedPorts?: readonly number[];
  /** Redirects followed at most; 5 by default. */
  maxRedirects?: number;
  /** Refuse to follow a redirect from https to http. */
  refuseDowngrade?: boolean;
  /** Bytes of one response's header block; 16 KiB by default. */
  maxHeaderBytes?: number;
  /** Header fields of one response; 256 by default. */
  maxHeaders?: number;
  /** How many times its size a body may grow when decoded, from 1 MiB on; 200 by default. */
  maxRatio?: number;
  /** Proxy to send everything through, `http://[user:password@]host:port`; the environment's is never used. */
  proxyUrl?: string | null;
  /** Certificates in PEM that are trusted beside those of Node. */
  ca?: readonly string[];
  /** Addresses of a host name; the system's resolver by default. */
  resolve?: (hostname: string) => Promise<LookupAddress[]>;
  timers?: Timers;
}

export interface HttpRequest {
  /** Sent as they are; credentials are dropped when a redirect leaves the origin. */
  headers?: Readonly<Record<string, string>>;
  accept: string;
  /** Bound on the body both as received and as decoded. */
  maxBytes: number;
  /** What becomes of a body over the bound: refused as `too_large`, which is the default, or cut there. */
  overflow?: 'refuse' | 'cut';
  signal?: AbortSignal;
  /** Called before a redirect is followed; it may wait, and what it throws ends the request. */
  beforeRedirect?: (next: URL, from: URL) => Promise<void>;
}

/** A form to send. Only redirects that keep method and body (307, 308) are followed. */
export interface HttpPost extends HttpRequest {
  form: Readonly<Record<string, string>>;
}

/** A redirect that was followed: what was asked for, and the status that sent us on. */
export interface HttpHop {
  url: string;
  status: number;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case, repeated ones joined by a comma; values as received. */
  headers: Readonly<Record<string, string>>;
  /** Content codings are undone, the charset is not. */
  body: Buffer;
  /** Address of this response, without user-info and fragment. */
  finalUrl: string;
  hops: HttpHop[];
  /** Body bytes on the wire. */
  bytes: number;
}

export interface HttpClient {
  /** Gives every final response whatever its status; throws HttpError when there is none. */
  get(url: string, request: HttpRequest): Promise<HttpResponse>;
  /** The same for a form, sent as `application/x-www-form-urlencoded`. */
  post(url: string, request: HttpPost): Promise<HttpResponse>;
}
