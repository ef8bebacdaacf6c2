import { StoreConnectionLost } from './storage.errors.js';

/**
 * A repository whose failures carry their origin by type. The driver rejects a write that waits for its
 * socket to drain with the bare error of the socket (`Connection.writeCommand`), which looks like that of any
 * other connection, such as one to a news site.
 */
export function typeFailures<T extends object>(repository: T): T {
  return new Proxy(repository, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(member, target, args);
        if (isPromise(answer)) return answer.catch(rethrowTyped);
        return isIterable(answer) ? typeFailuresOf(answer) : answer;
      };
    },
  });
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'catch' in value && typeof value.catch === 'function';

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

async function* typeFailuresOf<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* rows;
  } catch (error) {
    rethrowTyped(error);
  }
}

/** Socket and stream errors of Node. */
const SOCKET_CODE = /^(?:E[A-Z]{3,}|ERR_STREAM_[A-Z_]+|ERR_SOCKET_[A-Z_]+|ERR_TLS_[A-Z_]+|ERR_SSL_[A-Z_]+)$/;

function rethrowTyped(error: unknown): never {
  // By shape and not by class, because a socket's errors may come from another realm's Error.
  const isObject = typeof error === 'object' && error !== null;
  const code: unknown = isObject ? Reflect.get(error, 'code') : undefined;
  if (typeof code === 'string' && SOCKET_CODE.test(code)) throw new StoreConnectionLost({ cause: error });
  throw error;
}
