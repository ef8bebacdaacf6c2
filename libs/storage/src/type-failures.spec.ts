import { isTransientStorageError } from './storage.errors.js';
import { typeFailures } from './type-failures.js';

class Repository {
  private readonly kept = 7;
  read = 0;
  async fail(error: unknown): Promise<number> {
    await Promise.resolve();
    throw error;
  }
  isClosed = false;
  async *rows(error: unknown): AsyncGenerator<number> {
    try {
      yield await Promise.resolve(1);
      throw error;
    } finally {
      this.isClosed = true;
    }
  }
  get(): Promise<number> {
    this.read += 1;
    return Promise.resolve(this.kept);
  }
}

const failureOf = (error: unknown): Promise<unknown> =>
  typeFailures(new Repository())
    .fail(error)
    .catch((thrown: unknown) => thrown);
const socketError = (code: string) => Object.assign(new Error('socket'), { code });

it.each(['EPIPE', 'ECONNRESET', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
  'gives the origin to a bare socket error %s, which is then worth waiting for',
  async (code) => {
    const bare = socketError(code);
    const failure = await failureOf(bare);
    expect(isTransientStorageError(bare)).toBe(false);
    expect(isTransientStorageError(failure)).toBe(true);
    expect(failure).toMatchObject({ name: 'StoreConnectionLost', cause: bare });
  },
);

it.each([new TypeError('defect'), socketError('ERR_INVALID_ARG_TYPE'), new Error('odd'), 'text'])(
  'passes on %s as it is',
  async (error) => {
    expect(await failureOf(error)).toBe(error);
  },
);

it('answers as the repository does', async () => {
  const repository = new Repository();
  expect(await typeFailures(repository).get()).toBe(7);
  expect(repository.read).toBe(1);
});

describe('rows that are read one after the other', () => {
  it('fail with their origin, too', async () => {
    const rows = typeFailures(new Repository()).rows(socketError('EPIPE'));
    expect(await rows.next()).toEqual({ done: false, value: 1 });
    const failure = await rows.next().catch((thrown: unknown) => thrown);
    expect(isTransientStorageError(failure)).toBe(true);
  });

  it('end with their reader', async () => {
    const repository = new Repository();
    for await (const row of typeFailures(repository).rows(new Error('must not be reached')))
      if (row === 1) break;
    expect(repository.isClosed).toBe(true);
  });
});
