import type { GonePage } from '@dateline/storage';
import { judgeGone, recheckOf } from './judge-gone.js';

const DAY = 86_400_000;
const rule = { checks: 3, ms: 3 * DAY };
const day = (days: number) => new Date(Date.UTC(2026, 2, 1) + days * DAY);
const judged = (before: GonePage | null, days: number) =>
  judgeGone(before, { status: 410, now: day(days) }, rule);

it('retracts after so many checks over so many days, once, and asks ever more seldom after it', () => {
  const first = judged(null, 0);
  expect(first).toEqual({
    gone: { since: day(0), checks: 1, status: 410, withdrawnAt: null },
    withdraws: false,
    recheckAt: day(1.5),
  });
  const second = judged(first.gone, 1.5);
  expect(second).toMatchObject({ withdraws: false, recheckAt: day(3) });
  const third = judged(second.gone, 3);
  expect(third).toMatchObject({
    gone: { checks: 3, withdrawnAt: day(3) },
    withdraws: true,
    recheckAt: day(6),
  });
  const fourth = judged(third.gone, 6);
  expect(fourth).toMatchObject({ gone: { withdrawnAt: day(3) }, withdraws: false, recheckAt: day(12) });
  expect(judged(fourth.gone, 20).recheckAt).toBeNull();
});

it('takes neither many checks in a short time nor a long time with few checks for the end of a page', () => {
  const busy = [0, 0.1, 0.2, 0.3].reduce<GonePage | null>((before, at) => judged(before, at).gone, null);
  expect(busy).toMatchObject({ checks: 4, withdrawnAt: null });
  expect(judged(judged(null, 0).gone, 9)).toMatchObject({ withdraws: false });
});

it('may be told that one answer is enough', () => {
  expect(judgeGone(null, { status: 404, now: day(0) }, { checks: 1, ms: 0 })).toMatchObject({
    withdraws: true,
  });
});

it('asks again for a page that is there after the time that is set, then ever more seldom, and never when it is not set', () => {
  expect(recheckOf(day(0), day(0), 7 * DAY)).toEqual(day(7));
  expect(recheckOf(day(0), day(7), 7 * DAY)).toEqual(day(14));
  expect(recheckOf(day(0), day(14), 7 * DAY)).toEqual(day(28));
  expect(recheckOf(day(0), day(100), 7 * DAY)).toBeNull();
  expect(recheckOf(day(0), day(1), 0)).toBeNull();
});
