import { duration, relativeTime } from './times.js';

const now = Date.parse('2026-03-03T12:00:00Z');

it.each([
  ['2026-03-03T11:59:59.500Z', 'now'],
  ['2026-03-03T11:59:15Z', '45 seconds ago'],
  ['2026-03-03T11:01:00Z', '59 minutes ago'],
  ['2026-03-03T09:10:00Z', '2 hours ago'],
  ['2026-03-02T11:00:00Z', 'yesterday'],
  ['2026-02-20T12:00:00Z', '11 days ago'],
  ['2026-03-03T12:30:00Z', 'in 30 minutes'],
])('says %s as %s', (at, words) => {
  expect(relativeTime(at, now)).toBe(words);
});

it.each([
  [0, '0 ms'],
  [940, '940 ms'],
  [4210, '4.2 s'],
  [58_400, '58 s'],
  [1_500_000, '25 min'],
  [7_200_000, '2 h'],
  [19_200_000, '5 h 20 min'],
  [5 * 86_400_000, '5 days'],
])('says %d ms as %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});
