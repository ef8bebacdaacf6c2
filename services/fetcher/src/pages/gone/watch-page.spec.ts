import type { PageTask } from '@dateline/storage';
import type { PageVerdict } from '../../verdicts/page-verdict.js';
import { watchPage } from './watch-page.js';

const DAY = 86_400_000;
const rule = { checks: 2, ms: DAY, recheckMs: 0 };
const now = new Date(Date.UTC(2026, 2, 3));
const task = {
  articleId: 'a'.repeat(64),
  discoveryId: 'd1',
  discoveredAt: new Date(now.getTime() - 9 * DAY),
  readAt: new Date(now.getTime() - 9 * DAY),
} as PageTask;
const gone: PageVerdict = { kind: 'rejected', reason: 'gone', detail: 'status 410' };
const since = new Date(now.getTime() - 2 * DAY);
const goneBefore = { since, checks: 1, status: 410, withdrawnAt: null };
const watch = (changes: Partial<PageTask>, verdict: PageVerdict, recheckMs = 0) =>
  watchPage({ ...task, ...changes }, verdict, { now, rule: { ...rule, recheckMs } });

it('withdraws an article whose page was gone long enough, by an order that is the same when it is repeated', () => {
  const { end, events } = watch({ gone: goneBefore }, gone);
  expect(events).toMatchObject([
    {
      subject: task.articleId,
      data: { action: 'retract', requestedBy: 'fetcher', reason: expect.stringContaining('410') },
    },
  ]);
  expect(end.gone).toMatchObject({ checks: 2, withdrawnAt: now });
  expect(watch({ gone: goneBefore }, gone).events[0]?.id).toBe(events[0]?.id);
});

it('looks again before it does so, under an id of its own', () => {
  const { end, events } = watch({}, gone);
  expect(events).toEqual([]);
  expect(end).toMatchObject({ gone: { checks: 1 }, recheck: { at: new Date(now.getTime() + DAY) } });
  expect(end.recheck?.discoveryId).not.toBe(task.discoveryId);
});

it('says nothing of a page that never was read', () => {
  expect(watch({ readAt: null }, gone)).toEqual({ end: {}, events: [] });
});

it('takes a server that fails for no sign that the page is gone, and goes on looking', () => {
  const failed: PageVerdict = { kind: 'rejected', reason: 'http_error', detail: 'status 500' };
  expect(watch({}, failed)).toEqual({ end: { recheck: null }, events: [] });
  const { end, events } = watch({ gone: goneBefore }, failed);
  expect(events).toEqual([]);
  expect(end.gone).toBeUndefined();
  expect(end.recheck?.at.getTime()).toBeGreaterThan(now.getTime());
});

it('forgets that a page was gone when it is there, and asks again for it where that is set', () => {
  const page: PageVerdict = { kind: 'page', contentType: 'text/html' };
  expect(watch({ gone: goneBefore }, page)).toEqual({
    end: { readAt: now, gone: null, recheck: null },
    events: [],
  });
  expect(watch({}, page, 7 * DAY).end.recheck).toMatchObject({ at: new Date(now.getTime() + 9 * DAY) });
});

it('does not withdraw what its feed tells in full, nor takes it for withdrawn when the feed falls silent', () => {
  const context = { now, rule: { ...rule, recheckMs: 0 } };
  const { end, events } = watchPage({ ...task, gone: goneBefore }, gone, { ...context, stands: true });
  expect(events).toEqual([]);
  expect(end).toMatchObject({
    gone: { checks: 2, withdrawnAt: null },
    recheck: { at: new Date(now.getTime() + DAY) },
  });
  expect(watchPage({ ...task, gone: end.gone ?? null }, gone, context).events).toHaveLength(1);
});
