import { isSafe, type Middleware } from './http.types.js';

/** Names of people, their addresses and keys: no copy of them is to lie anywhere. */
const NEVER_KEPT = /^\/(?:changes|health|websub)(?:\/|$)/;

/**
 * Lets the one who reads keep an answer, and ask with its ETag whether it still holds (RFC 9111, section 5.2.2.4). Caches that
 * several share keep nothing, and what changes something is never kept.
 */
export const readCaching: Middleware = (request, response, next) => {
  if (isSafe(request) && !NEVER_KEPT.test(request.path)) {
    response.setHeader('cache-control', 'private, no-cache');
    response.setHeader('vary', 'accept, accept-encoding, authorization');
  }
  next();
};
