import { recoveryOf } from './storm.js';

const span = (at: number, mendedAt: number) => ({ at, mendedAt });

it('counts from the end of a fault until all were ready', () => {
  expect(recoveryOf(span(5, 10), [span(5, 10)], [2, 9, 14, 20])).toBe(4);
});

it('leaves out the time in which other faults were at work', () => {
  const all = [span(5, 10), span(8, 12), span(15, 30), span(16, 18), span(40, 50)];
  expect(recoveryOf(span(5, 10), all, [33])).toBe(6);
});

it('knows no time when they were never ready again', () => {
  expect(recoveryOf(span(5, 10), [span(5, 10)], [4])).toBeUndefined();
});
