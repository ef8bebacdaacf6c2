import { judgePressure, type PressureKind } from './judge-pressure.js';

const limits = { maxLag: 1_000, minFreeDisk: 0.05 };
const kindsOf = (lag: number, freeDisk: number | null, ...held: PressureKind[]) =>
  judgePressure(
    {
      lags: [
        { group: 'parse', lag },
        { group: 'index', lag: 0 },
      ],
      freeDisk,
    },
    limits,
    new Set(held),
  ).map(({ kind }) => kind);

it.each([
  ['there is room', 1_000, 0.05, []],
  ['a group is behind', 1_001, 0.5, ['lag']],
  ['the disk is full', 0, 0.049, ['disk']],
  ['both', 5_000, 0, ['lag', 'disk']],
  ['the server says nothing of its disk', 0, null, []],
])('names what is passed: %s', (_what, lag, freeDisk, kinds) => {
  expect(kindsOf(lag, freeDisk)).toEqual(kinds);
});

it('holds until there is some room again', () => {
  expect(kindsOf(900, 0.5, 'lag')).toEqual(['lag']);
  expect(kindsOf(800, 0.5, 'lag')).toEqual([]);
  expect(kindsOf(0, 0.055, 'disk')).toEqual(['disk']);
  expect(kindsOf(0, 0.06, 'disk')).toEqual([]);
});

it('has no limit where the setting is 0', () => {
  const pressure = { lags: [{ group: 'parse', lag: 1e9 }], freeDisk: 0 };
  expect(judgePressure(pressure, { maxLag: 0, minFreeDisk: 0 }, new Set())).toEqual([]);
});

it('says which group it is, and how much is free', () => {
  const pressure = { lags: [{ group: 'dateline.parser.parse', lag: 1_500 }], freeDisk: 0.012 };
  expect(judgePressure(pressure, limits, new Set()).map(({ detail }) => detail)).toEqual([
    'dateline.parser.parse has 1500 offsets to read',
    'the disk of MongoDB is free to 1.2 %',
  ]);
});
