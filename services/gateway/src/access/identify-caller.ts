import { UnauthorizedException } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { isCallback, isProbe, isSafe, type Middleware } from '../http/http.types.js';
import type { Authenticator } from './authenticator.js';
import { setCaller } from './caller.js';

const BEARER = /^Bearer +([\x21-\x7e]{1,8192})$/i;

/**
 * Records the caller of a request. A wrong key is refused even for requests that need none. A change without
 * a key is refused here, before its body is read.
 */
export function identifyCaller(authenticator: Authenticator): Middleware {
  return (request, _response, next) => {
    if (isCallback(request) || isProbe(request)) {
      next();
      return;
    }
    const given = request.headers.authorization;
    if (given === undefined) {
      next(isSafe(request) ? undefined : new UnauthorizedException(NO_KEY));
      return;
    }
    const token = BEARER.exec(given)?.[1];
    const known = token === undefined ? Promise.resolve(null) : authenticator.identify(token);
    known.then(
      (caller) => {
        if (caller) setCaller(request, caller);
        next(caller ? undefined : new UnauthorizedException(WRONG_KEY));
      },
      (error: unknown) => {
        next(error);
      },
    );
  };
}

export const NO_KEY =
  'This needs an API key: send "Authorization: Bearer <key>". `dateline keys add` makes one, `dateline keys show` prints yours.';
const WRONG_KEY = 'The key is not known here, or was revoked.';

/**
 * Whether the connection comes from this machine itself. A request that a proxy on this machine forwards does
 * not count.
 */
export function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const { remoteAddress = '', localAddress = '' } = socket;
  const isPassedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some(
    (name) => headers[name] !== undefined,
  );
  return !isPassedOn && isLoopback(remoteAddress) && isLoopback(localAddress);
}

const isLoopback = (address: string) => /^(::ffff:)?127\.|^::1$/.test(address);
