import { scheduleNextFetch, type PollEnd, type ScheduleInput } from './schedule-next-fetch.js';

const now = new Date('2026-03-03T12:00:00Z');
const read = (newEntries: number, entries = 20, changedEntries = 0): PollEnd => ({
  kind: 'read',
  entries,
  newEntries,
  changedEntries,
  first: false,
});
const failed = (consecutive: number, retryAfterSeconds: number | null = null): PollEnd => ({
  kind: 'failed',
  consecutive,
  retryAfterSeconds,
});

function schedule(end: PollEnd, input: Partial<ScheduleInput> = {}) {
  const next = scheduleNextFetch({
    end,
    intervalSeconds: 3600,
    freshSeconds: null,
    limits: { minSeconds: 600, maxSeconds: 86_400 },
    now,
    random: 0,
    ...input,
  });
  return [next.reason, (next.nextFetchAt.getTime() - now.getTime()) / 1000, next.intervalSeconds];
}

it.each<[string, PollEnd, Partial<ScheduleInput>, [string, number, number]]>([
  [
    'keeps the interval after the first read',
    { ...read(20), first: true } as PollEnd,
    {},
    ['first_fetch', 3600, 3600],
  ],
  ['halves it when all entries are new', read(20), {}, ['new_entries', 1800, 1800]],
  ['shortens it by the share of new ones', read(5), {}, ['new_entries', 3150, 3150]],
  ['keeps it when entries changed', read(0, 20, 2), {}, ['changed_entries', 3600, 3600]],
  ['lengthens it when nothing is new', read(0), {}, ['no_new_entries', 4500, 4500]],
  ['lengthens it after a 304', { kind: 'same' }, {}, ['not_modified', 4500, 4500]],
  ['goes no lower than the least', read(20), { intervalSeconds: 700 }, ['new_entries', 600, 600]],
  [
    'goes no higher than the most',
    { kind: 'same' },
    { intervalSeconds: 86_000 },
    ['not_modified', 86_400, 86_400],
  ],
  [
    'brings a foreign interval into bounds',
    read(0, 0, 1),
    { intervalSeconds: 5 },
    ['changed_entries', 600, 600],
  ],
  [
    'waits while the document is fresh',
    read(20),
    { freshSeconds: 7200 },
    ['publisher_freshness', 7200, 1800],
  ],
  ['ignores a freshness that is shorter', read(0), { freshSeconds: 60 }, ['no_new_entries', 4500, 4500]],
  ['bounds freshness', read(0), { freshSeconds: 1e9 }, ['publisher_freshness', 86_400, 4500]],
  ['backs off after a failure', failed(1), {}, ['failure_backoff', 600, 3600]],
  ['doubles with each failure', failed(4), {}, ['failure_backoff', 4800, 3600]],
  ['backs off to the most', failed(40), {}, ['failure_backoff', 86_400, 3600]],
  ['does what Retry-After asks', failed(1, 5000), {}, ['retry_after', 5000, 3600]],
  ['is not hurried by Retry-After', failed(4, 10), {}, ['failure_backoff', 4800, 3600]],
  ['bounds Retry-After', failed(1, 1e9), {}, ['retry_after', 86_400, 3600]],
  ['says that a feed is gone', { kind: 'gone' }, { freshSeconds: 9000 }, ['gone', 3600, 3600]],
])('%s', (_name, end, input, expected) => {
  expect(schedule(end, input)).toEqual(expected);
});

it('adds jitter on top, never below', () => {
  expect(schedule(failed(1, 5000), { random: 1 })[1]).toBe(5500);
  expect(schedule(read(0), { random: 0.5 })[1]).toBe(4725);
});
