import { jest } from '@jest/globals';
import { delayRedirect } from './delay-redirect.js';

const start = new Date('2026-03-03T12:00:00Z');
const from = new URL('https://www.outlet.example/rss');

beforeEach(() => {
  jest.useFakeTimers({ now: start });
});
afterEach(() => {
  jest.useRealTimers();
});

/** A redirect under way; the frontier gives its turn `turnInMs` from now. */
function follow(to: string, turnInMs: number) {
  const reserved: unknown[][] = [];
  const giveUp = new AbortController();
  const reserveHost = (...said: [string, Date, number]) => {
    reserved.push(said);
    return Promise.resolve(new Date(start.getTime() + turnInMs));
  };
  const politenessDelay = {
    frontier: { reserveHost },
    gapMs: 1_000,
    now: () => new Date(),
    signal: giveUp.signal,
  };
  let state = 'waiting';
  const done = delayRedirect(new URL(to), from, politenessDelay).then(
    () => (state = 'followed'),
    (error: Error) => (state = error.message),
  );
  return { reserved, giveUp, done, state: () => state };
}

it('waits for the pause of its own host, which it holds already', async () => {
  const { reserved, state } = follow('https://feeds.outlet.example/rss', 9_999);
  await jest.advanceTimersByTimeAsync(999);
  expect(state()).toBe('waiting');
  await jest.advanceTimersByTimeAsync(1);
  expect(state()).toBe('followed');
  expect(reserved).toEqual([]);
});

it('reserves a turn at another host and waits for it', async () => {
  const { reserved, state } = follow('https://other.example/rss', 4_000);
  await jest.advanceTimersByTimeAsync(3_999);
  expect(state()).toBe('waiting');
  await jest.advanceTimersByTimeAsync(1);
  expect(state()).toBe('followed');
  expect(reserved).toEqual([['other.example', start, 1_000]]);
});

it('follows at once where nobody has to be waited for', async () => {
  const { done, state } = follow('https://other.example/rss', 0);
  await done;
  expect(state()).toBe('followed');
});

it('gives up a host that has no turn for long', async () => {
  const { done, state } = follow('https://other.example/rss', 10_001);
  await done;
  expect(state()).toContain('other.example has no turn');
});

it('waits no longer than its request', async () => {
  const { done, giveUp, state } = follow('https://other.example/rss', 9_000);
  await jest.advanceTimersByTimeAsync(1);
  giveUp.abort();
  await done;
  expect(state()).toBe('followed');
});
