import { eventually } from './eventually.js';

describe('eventually', () => {
  it('gives the first truthy value, past falsy ones and errors', async () => {
    const answers = [
      () => undefined,
      () => {
        throw new Error('not there');
      },
      () => 0,
      () => 'here',
    ];
    await expect(eventually(() => answers.shift()!())).resolves.toBe('here');
    expect(answers).toEqual([]);
  });

  it('says what it waited for and the last value', async () => {
    await expect(eventually(() => false, { timeoutMs: 60, what: 'rain' })).rejects.toThrow(
      'Waited 60 ms for rain; the last value was false',
    );
  });

  it('says the last error and carries it as the cause', async () => {
    const cause = new Error('no such table');
    const waiting = eventually(() => Promise.reject(cause), { timeoutMs: 60 });
    await expect(waiting).rejects.toMatchObject({
      message: expect.stringContaining('no such table') as string,
      cause,
    });
  });
});
