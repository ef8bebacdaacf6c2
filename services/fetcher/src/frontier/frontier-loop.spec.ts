import type { HostWork, LeaseRequest, LeaseRound } from '@dateline/storage';
import { FrontierLoop } from './frontier-loop.js';

const now = new Date('2026-03-03T09:00:00Z');
const hostOf = (hostKey: string) => ({ lease: { hostKey } }) as HostWork;

/** A loop whose frontier gives the rounds in their order, and whose turns last until the test ends them. */
function stage(rounds: (string[] | Error)[], hostsAtOnce: number) {
  const asked: LeaseRequest[] = [];
  const ends = new Map<string, () => void>();
  const begun: string[] = [];
  const stopping = new AbortController();
  const intake = { isOpen: true };
  const loop = new FrontierLoop({
    intake,
    frontier: {
      leaseHosts: (request): Promise<LeaseRound> => {
        asked.push(request);
        const round = rounds.shift() ?? [];
        if (round instanceof Error) return Promise.reject(round);
        return Promise.resolve({ hosts: round.map(hostOf), nextReadyAt: now });
      },
    },
    turn: {
      take: ({ lease }) => {
        begun.push(lease.hostKey);
        return new Promise((resolve) => ends.set(lease.hostKey, resolve));
      },
    },
    settings: { owner: 'a', hostsAtOnce, leaseMs: 1_000, idleMs: 10, workPerTurn: 1, graceMs: 1_000 },
    now: () => now,
    stopping,
  });
  return { loop, asked, ends, begun, intake };
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setImmediate(resolve));
}

it('works on as many hosts at once as it may, and asks for no more than it has room for', async () => {
  const { loop, asked, ends, begun } = stage([['a', 'b'], ['c'], ['d']], 3);
  loop.start();
  await until(() => begun.length === 3);
  expect(asked.map(({ hosts }) => hosts)).toEqual([3, 1]);
  ends.get('b')?.();
  await until(() => begun.length === 4);
  expect(asked.map(({ hosts }) => hosts)).toEqual([3, 1, 1]);
  for (const end of ends.values()) end();
  await loop.stop();
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
});

it('goes on after the frontier could not be asked, and begins nothing after the stop', async () => {
  const { loop, asked, ends, begun } = stage([new Error('away'), ['a']], 1);
  loop.start();
  await until(() => begun.length === 1);
  const stopped = loop.stop();
  for (const end of ends.values()) end();
  await stopped;
  expect(asked).toHaveLength(2);
});

it('leases nothing while the intake is closed, lets the turns under way end, and goes on when it opens', async () => {
  const { loop, asked, ends, begun, intake } = stage([['a'], ['b']], 2);
  loop.start();
  await until(() => begun.length === 1);
  intake.isOpen = false;
  const before = asked.length;
  ends.get('a')?.();
  for (let turns = 0; turns < 100; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  // A round that had begun before may still end.
  expect(asked.length).toBeLessThanOrEqual(before + 1);
  const closed = asked.length;
  for (let turns = 0; turns < 100; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toHaveLength(closed);
  intake.isOpen = true;
  await until(() => begun.includes('b'));
  for (const end of ends.values()) end();
  await loop.stop();
});
