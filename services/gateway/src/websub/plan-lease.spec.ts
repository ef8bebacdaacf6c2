import { planLease } from './plan-lease.js';

const now = new Date('2026-03-03T09:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('planLease', () => {
  it.each([
    ['1000', 1000],
    ['4', 4],
    [undefined, 864_000],
    ['0', 864_000],
    ['9999999999', 30 * 86_400],
  ])('%s', (told, seconds) => {
    expect(planLease(told, now)).toEqual({ leaseUntil: after(seconds), renewAt: after(seconds * 0.75) });
  });
});
