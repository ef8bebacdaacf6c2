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
  const loop = new FrontierLoop({
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
  return { loop, asked, ends, begun };
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
