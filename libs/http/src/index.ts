export { AddressPolicy } from './address-policy.js';
export { createHttpClient } from './create-http-client.js';
export { HttpError } from './http.errors.js';
export type { HttpErrorCode } from './http.errors.js';
export type {
  HttpClient,
  HttpClientSettings,
  HttpHop,
  HttpPost,
  HttpRequest,
  HttpResponse,
} from './http.types.js';
export { permanentTargetOf } from './permanent-target.js';
export { freshnessOf, readHttpDate, retryAfterSeconds, type Freshness } from './caching-headers.js';
export { readLinkHeader, type LinkValue } from './read-link-header.js';
