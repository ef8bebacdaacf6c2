import { types } from 'node:util';
import { HttpError, type HttpErrorCode } from './http.errors.js';

const CONNECT_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EPIPE',
  'EACCES',
  'EPERM',
]);

const TLS_CODES =
  /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_|ERR_SSL_|EPROTO$|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|CRL_|ERROR_IN_)/;

/**
 * Names the failure of a request by its innermost cause, because axios and Node wrap it in their own errors.
 */
export function toHttpError(error: unknown): HttpError {
  const chain = causesOf(error);
  const own = chain.find((e) => e instanceof HttpError);
  if (own) return own;
  for (const cause of chain.toReversed()) {
    const code: unknown = Reflect.get(cause, 'code');
    const kind = typeof code === 'string' ? kindOf(code) : null;
    if (kind) return new HttpError(kind, cause.message || String(code), { cause: error, ...finality(code) });
  }
  return new HttpError('protocol', chain[0]?.message ?? String(error), { cause: error });
}

/** A response that is not HTTP even after the repair of its head will not be HTTP at the next try. */
const finality = (code: unknown) => (String(code).startsWith('HPE_') ? { isTransient: false } : {});

function kindOf(code: string): HttpErrorCode | null {
  if (code === 'HPE_HEADER_OVERFLOW') return 'too_large';
  if (code.startsWith('HPE_')) return 'protocol';
  if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') return 'timeout';
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return 'dns';
  if (CONNECT_CODES.has(code)) return 'connect';
  return TLS_CODES.test(code) ? 'tls' : null;
}

function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  let next = error;
  while (types.isNativeError(next) && chain.length < 8) {
    chain.push(next);
    // Happy Eyeballs reports all its attempts at once; the first one represents them.
    next = next.cause ?? firstOf(Reflect.get(next, 'errors'));
  }
  return chain;
}

function firstOf(errors: unknown): unknown {
  return Array.isArray(errors) ? (errors as unknown[])[0] : undefined;
}
