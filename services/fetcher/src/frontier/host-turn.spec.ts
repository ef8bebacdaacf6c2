import type { FeedDoc, HostLease, HostWork } from '@dateline/storage';
import { HostTurn, workPerTurn } from './host-turn.js';
import type { CompletedRequest } from '../politeness/request-end.js';

const start = Date.UTC(2026, 2, 3, 9);
const at = (seconds: number) => new Date(start + seconds * 1000);
const never = new AbortController().signal;

interface Release {
  nextAllowedAt: Date;
  dueAt: Date | null | undefined;
  unavailable: number;
}

/** A turn whose feeds answer when the test says so. */
function stage(
  settings: { gapMs: number; perHost: number },
  answers: Record<string, Partial<CompletedRequest> | null> = {},
) {
  const log: string[] = [];
  const releases: Release[] = [];
  const ends = new Map<string, () => void>();
  const open = { now: 0, most: 0 };
  const turn = new HostTurn({
    frontier: {
      renewLease: () => Promise.resolve(true),
      releaseHost: ({ unavailable }, nextAllowedAt, dueAt) => {
        releases.push({ nextAllowedAt, dueAt, unavailable });
        return Promise.resolve();
      },
    },
    feeds: {
      poll: async ({ feedId }) => {
        log.push(feedId);
        open.most = Math.max(open.most, (open.now += 1));
        await new Promise<void>((resolve) => {
          ends.set(feedId, resolve);
        });
        open.now -= 1;
        const answer = answers[feedId];
        if (answer === null) return { kind: 'aborted' };
        return { kind: 'completed', hostPauseSeconds: 0, endedAt: at(2), dueAt: at(600), ...answer };
      },
    },
    pages: { fetch: () => Promise.resolve({ kind: 'aborted' }) },
    settings: { leaseMs: 60_000, ...settings },
    now: () => at(log.length === 0 ? 0 : 10),
  });
  return { turn, log, releases, ends, open };
}

const hostOf = (names: string[], lease: Partial<HostLease> = {}): HostWork => ({
  lease: {
    hostKey: 'outlet.example',
    owner: 'a',
    until: at(60),
    token: 1,
    crawlDelayMs: 0,
    unavailable: 0,
    wakes: 1,
    ...lease,
  },
  work: {
    feeds: names.map((feedId) => ({ feedId, nextFetchAt: at(0) }) as FeedDoc),
    pages: [],
    restDueAt: at(900),
  },
});

const turnOfLoop = () => new Promise((resolve) => setImmediate(resolve));

/** Ends whatever is open until nothing begins any more. */
async function endAll({ ends }: ReturnType<typeof stage>): Promise<void> {
  for (let i = 0; i < 30; i += 1) {
    await turnOfLoop();
    for (const end of ends.values()) end();
    ends.clear();
  }
}

it('asks once where a pause is due between two requests, and counts the pause from the last byte', async () => {
  const on = stage({ gapMs: 5_000, perHost: 1 });
  const taken = on.turn.take(hostOf(['a', 'b']), never, never);
  await endAll(on);
  await taken;
  expect(on.log).toEqual(['a']);
  expect(on.releases).toEqual([{ nextAllowedAt: at(7), dueAt: at(0), unavailable: 0 }]);
});

it('asks for all that is due, one after another, where no pause is due', async () => {
  const on = stage({ gapMs: 0, perHost: 1 });
  const taken = on.turn.take(hostOf(['a', 'b', 'c']), never, never);
  await endAll(on);
  await taken;
  expect([on.log, on.open.most]).toEqual([['a', 'b', 'c'], 1]);
  expect(on.releases[0]?.dueAt).toEqual(at(600));
});

it('has as many requests open at one host as it may, and no more', async () => {
  const on = stage({ gapMs: 0, perHost: 2 });
  const taken = on.turn.take(hostOf(['a', 'b', 'c', 'd']), never, never);
  await turnOfLoop();
  expect(on.log).toEqual(['a', 'b']);
  on.ends.get('a')?.();
  await turnOfLoop();
  expect(on.log).toEqual(['a', 'b', 'c']);
  await endAll(on);
  await taken;
  expect([on.log.length, on.open.most]).toEqual([4, 2]);
});

it('begins another request at a host with a pause only while a slow one is open, and gives it back when none is', async () => {
  const on = stage({ gapMs: 1, perHost: 2 });
  const taken = on.turn.take(hostOf(['slow', 'b', 'c']), never, never);
  while (!on.log.includes('b')) await turnOfLoop();
  expect(on.open.now).toBe(2);
  await endAll(on);
  await taken;
  expect(on.open.most).toBe(2);
});

it.each<[string, Partial<CompletedRequest> | null, Partial<Release>]>([
  ['a pause that the server asks for', { hostPauseSeconds: 90 }, { nextAllowedAt: at(92) }],
  ['an end that does not say when its feed is due', { dueAt: undefined as never }, { dueAt: undefined }],
  ['a feed that is not due again', { dueAt: null }, { dueAt: at(900) }],
  ['a request that was given up', null, { dueAt: undefined }],
  ['one more 503', { unavailable: { retryAfterSeconds: 40 } }, { unavailable: 1, nextAllowedAt: at(2) }],
])('takes %s into account', async (_, answer, expected) => {
  const on = stage({ gapMs: 0, perHost: 1 }, { a: answer });
  const taken = on.turn.take(hostOf(['a']), never, never);
  await endAll(on);
  await taken;
  expect(on.releases).toMatchObject([expected]);
});

it('pauses the host at the third 503 in a row, whoever got the others, and asks nothing more', async () => {
  const unavailable = { retryAfterSeconds: 40 };
  const on = stage({ gapMs: 0, perHost: 1 }, { a: { unavailable }, b: {} });
  const taken = on.turn.take(hostOf(['a', 'b'], { unavailable: 2 }), never, never);
  await endAll(on);
  await taken;
  expect(on.log).toEqual(['a']);
  expect(on.releases).toEqual([{ nextAllowedAt: at(42), dueAt: at(0), unavailable: 3 }]);
});

it('forgets the 503s of a host at any other answer', async () => {
  const on = stage({ gapMs: 0, perHost: 1 });
  const taken = on.turn.take(hostOf(['a'], { unavailable: 2 }), never, never);
  await endAll(on);
  await taken;
  expect(on.releases[0]?.unavailable).toBe(0);
});

it('leaves a host alone for some seconds when its work could not be recorded', async () => {
  const on = stage({ gapMs: 0, perHost: 1 });
  Object.assign(Reflect.get(on.turn, 'on') as object, {
    feeds: { poll: () => Promise.reject(new Error('away')) },
  });
  await on.turn.take(hostOf(['a', 'b']), never, never);
  expect(on.releases).toEqual([{ nextAllowedAt: at(5), dueAt: undefined, unavailable: 0 }]);
});

it('is given one feed and page where the frontier keeps the pause', () => {
  expect([workPerTurn({ gapMs: 1, perHost: 1 }), workPerTurn({ gapMs: 1, perHost: 2 })]).toEqual([1, 20]);
});
