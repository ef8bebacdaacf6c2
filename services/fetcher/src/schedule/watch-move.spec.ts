import { watchMove } from './watch-move.js';

const settings = { stableFetches: 3, stableMs: 2 * 86_400_000 };
const day = (n: number) => new Date(Date.UTC(2026, 2, n));
const sights = (...list: [target: string | null, day: number, wasRead?: boolean][]) =>
  list.reduce<ReturnType<typeof watchMove>>(
    ({ move }, [target, n, wasRead = true]) => watchMove(move, { target, wasRead, at: day(n) }, settings),
    { move: null, isStable: false },
  );

it.each<[string, [string | null, number, boolean?][], boolean]>([
  [
    'often and long enough',
    [
      ['new', 1],
      ['new', 2],
      ['new', 3],
    ],
    true,
  ],
  [
    'not often enough',
    [
      ['new', 1],
      ['new', 9],
    ],
    false,
  ],
  [
    'not long enough',
    [
      ['new', 1],
      ['new', 1],
      ['new', 1],
      ['new', 2],
    ],
    false,
  ],
  [
    'with a gap',
    [
      ['new', 1],
      ['new', 2],
      [null, 3],
      ['new', 4],
      ['new', 5],
    ],
    false,
  ],
  [
    'to changing targets',
    [
      ['new', 1],
      ['other', 2],
      ['new', 3],
    ],
    false,
  ],
  [
    'to what was never read',
    [
      ['new', 1, false],
      ['new', 2, false],
      ['new', 3, false],
    ],
    false,
  ],
  [
    'to what was read once',
    [
      ['new', 1, false],
      ['new', 2, true],
      ['new', 3, false],
    ],
    true,
  ],
])('H14 a move seen %s is stable: %p', (_name, list, expected) => {
  expect(sights(...list).isStable).toBe(expected);
});

it('forgets a move that is not seen again', () => {
  expect(sights(['new', 1], [null, 2]).move).toBeNull();
});
