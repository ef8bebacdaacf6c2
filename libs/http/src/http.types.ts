import type { LookupAddress } from 'node:dns';

export interface HttpClientSettings {
  /** Name, version and a contact address: `name/1.0 (+https://…)`. */
  userAgent: string;
  /** From the first look-up to the last byte of the last hop, in milliseconds. */
  timeoutMs: number;
  /** CIDR networks that may be reached although they are not public. */
  allowedNetworks: readonly string[];
  /** Redirects followed at most; 5 by default. */
  maxRedirects?: number;
  /** Bytes of one response's header block; 16 KiB by default. */
  maxHeaderBytes?: number;
  /** Addresses of a host name; the system's resolver by default. */
  resolve?: (hostname: string) => Promise<LookupAddress[]>;
}

export interface HttpRequest {
  /** Sent as they are; credentials are dropped when a redirect leaves the origin. */
  headers?: Readonly<Record<string, string>>;
  accept: string;
  /** Bound on the body both as received and as decoded. */
  maxBytes: number;
  signal?: AbortSignal;
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
