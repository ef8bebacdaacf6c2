import { threadsWithin } from './threads-within.js';

const MIB = 1024 * 1024;

it.each([
  [8, 160, 0, 8],
  [8, 160, 512 * MIB, 1],
  [8, 160, 1024 * MIB, 4],
  [2, 160, 4096 * MIB, 2],
  [4, 96, 512 * MIB, 2],
  [4, 512, 256 * MIB, 1],
])('of %i threads of %i MiB a container of %i bytes has room for %i', (wanted, memory, bytes, threads) => {
  expect(threadsWithin(wanted, memory, bytes)).toBe(threads);
});
