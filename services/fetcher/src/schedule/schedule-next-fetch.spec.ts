import { scheduleNextFetch, type PollEnd, type ScheduleInput } from './schedule-next-fetch.js';

const now = new Date('2026-03-03T12:00:00Z');
const read = (newEntries: number, entries = 20, changedEntries = 0): PollEnd => ({
  kind: 'read',
  entries,
  newEntries,
  changedEntries,
  first: false,
  lossy: false,
});
const lossy = { ...read(20), lossy: true } as PollEnd;
const flood = { ...read(20), first: true, lossy: true, flooding: true } as PollEnd;
const first = { ...read(20), first: true } as PollEnd;
const same: PollEnd = { kind: 'same', how: 'not_modified' };
const failed = (points: number, retryAfterSeconds: number | null = null, failing = false): PollEnd => ({
  kind: 'failed',
  points,
  failing,
  retryAfterSeconds,
});
const silent = { ttlSeconds: null, updateSeconds: null, skipHours: [], skipDays: [] };
const fresh = (seconds: number, by: 'max-age' | 'expires' = 'max-age') => ({
  publisher: { fresh: { seconds, by }, rhythm: null },
});
const rhythm = (said: Partial<typeof silent> | Record<string, unknown>) => ({
  publisher: { fresh: null, rhythm: { ...silent, ...said } },
});
const policy = (said: Partial<ScheduleInput['policy']>) => ({
  policy: { intervalSeconds: null, priority: 'normal' as const, ...said },
});

function schedule(end: PollEnd, input: Partial<ScheduleInput> = {}) {
  const next = scheduleNextFetch({
    end,
    intervalSeconds: 3600,
    publisher: { fresh: null, rhythm: null },
    ...policy({}),
    limits: {
      minSeconds: 600,
      maxSeconds: 86_400,
      failureMaxSeconds: 259_200,
      failingMinSeconds: 86_400,
      pushedSeconds: 14_400,
    },
    isPushed: false,
    now,
    random: 0,
    ...input,
  });
  return [next.reason, (next.nextFetchAt.getTime() - now.getTime()) / 1000, next.intervalSeconds];
}

it.each<[string, PollEnd, Partial<ScheduleInput>, [string, number, number]]>([
  ['halves it when all entries are new', read(20), {}, ['new_entries', 1800, 1800]],
  ['shortens it by the share of new ones', read(5), {}, ['new_entries', 3150, 3150]],
  ['keeps it when entries changed', read(0, 20, 2), {}, ['changed_entries', 3600, 3600]],
  ['lengthens it when nothing is new', read(0), {}, ['no_new_entries', 4500, 4500]],
  ['lengthens it after a 304', same, {}, ['not_modified', 4500, 4500]],
  [
    'lengthens it after the same bytes',
    { kind: 'same', how: 'unchanged_body' },
    {},
    ['unchanged_body', 4500, 4500],
  ],
  ['is slower after a flood, whatever is new', flood, {}, ['flooding', 7200, 7200]],
  ['leaves the shortest interval after a flood', flood, { intervalSeconds: 600 }, ['flooding', 1200, 1200]],
  ['goes no lower than the least', read(20), { intervalSeconds: 700 }, ['new_entries', 600, 600]],
  ['goes no higher than the most', same, { intervalSeconds: 86_000 }, ['not_modified', 86_400, 86_400]],
  [
    'brings a foreign interval into bounds',
    read(0, 0, 1),
    { intervalSeconds: 5 },
    ['changed_entries', 600, 600],
  ],
  ['says that a feed is gone', { kind: 'gone' }, fresh(9000), ['gone', 3600, 3600]],
])('the rhythm: %s', (_name, end, input, expected) => {
  expect(schedule(end, input)).toEqual(expected);
});

it.each([0, 0.25, 1])('spreads feeds that are added together over a whole interval (%p)', (random) => {
  expect(schedule(first, { random })).toEqual(['first_fetch', 3600 * (0.5 + random), 3600]);
});

it.each<[string, PollEnd, Partial<ScheduleInput>, [string, number, number]]>([
  ['waits for max-age', read(20), fresh(7200), ['publisher_max_age', 7200, 1800]],
  ['waits for Expires', read(20), fresh(7200, 'expires'), ['publisher_expires', 7200, 1800]],
  ['waits for ttl', read(20), rhythm({ ttlSeconds: 7200 }), ['publisher_ttl', 7200, 1800]],
  [
    'waits for the update period',
    same,
    rhythm({ updateSeconds: 7200 }),
    ['publisher_update_period', 7200, 4500],
  ],
  [
    'takes the longest',
    read(20),
    {
      publisher: {
        fresh: { seconds: 7200, by: 'max-age' },
        rhythm: { ...silent, ttlSeconds: 9000, updateSeconds: 8000 },
      },
    },
    ['publisher_ttl', 9000, 1800],
  ],
  ['ignores one that is shorter', read(0), fresh(60), ['no_new_entries', 4500, 4500]],
  ['bounds it by the most', read(0), fresh(1e9), ['publisher_max_age', 86_400, 4500]],
  [
    'bounds it by a day',
    read(0),
    {
      ...fresh(1e9),
      limits: {
        minSeconds: 600,
        maxSeconds: 864_000,
        failureMaxSeconds: 864_000,
        failingMinSeconds: 86_400,
        pushedSeconds: 14_400,
      },
    },
    ['publisher_max_age', 86_400, 4500],
  ],
  [
    'leaves out skipped hours',
    read(20),
    rhythm({ skipHours: [12, 13] }),
    ['publisher_skip_hours', 7200, 1800],
  ],
  ['leaves out skipped days', read(20), rhythm({ skipDays: [2] }), ['publisher_skip_days', 43_200, 1800]],
  [
    'ignores a skip of all times',
    read(20),
    rhythm({ skipDays: [0, 1, 2, 3, 4, 5, 6] }),
    ['new_entries', 1800, 1800],
  ],
])('H30 H33 the publisher: %s', (_name, end, input, expected) => {
  expect(schedule(end, input)).toEqual(expected);
});

it.each<[string, PollEnd, Partial<ScheduleInput>, [string, number, number]]>([
  [
    'fixes the interval whatever the publisher says',
    read(20),
    { ...fresh(7200), ...policy({ intervalSeconds: 60 }) },
    ['operator_interval', 60, 1800],
  ],
  [
    'but a failure backs off',
    failed(2),
    { random: 1, ...policy({ intervalSeconds: 60 }) },
    ['failure_backoff', 2400, 3600],
  ],
  ['hurries a feed', same, policy({ priority: 'high' }), ['not_modified', 2250, 4500]],
  ['puts a feed last', same, policy({ priority: 'low' }), ['not_modified', 9000, 4500]],
  [
    'hurries it no further than the least',
    read(20),
    { intervalSeconds: 700, ...policy({ priority: 'high' }) },
    ['new_entries', 600, 600],
  ],
])('the operator: %s', (_name, end, input, expected) => {
  expect(schedule(end, input)).toEqual(expected);
});

it.each<[string, PollEnd, number, [string, number, number]]>([
  ['may come back at the least interval', failed(3), 0, ['failure_backoff', 600, 3600]],
  ['may wait for all of the back-off', failed(3), 1, ['failure_backoff', 4800, 3600]],
  ['weighs light failures less', failed(0.5), 1, ['failure_backoff', 600 * Math.SQRT2, 3600]],
  ['backs off to days and no further', failed(40), 1, ['failure_backoff', 259_200, 3600]],
  [
    'comes daily at most when it keeps failing',
    failed(40, null, true),
    0,
    ['failing_slow_poll', 86_400, 3600],
  ],
  ['never gives up', failed(1e9, null, true), 1, ['failing_slow_poll', 259_200, 3600]],
  ['does what Retry-After asks', failed(1, 5000), 0, ['retry_after', 5000, 3600]],
  ['adds jitter to Retry-After, never below', failed(1, 5000), 1, ['retry_after', 5500, 3600]],
  ['is not hurried by Retry-After', failed(4, 10), 1, ['failure_backoff', 9600, 3600]],
  ['bounds Retry-After', failed(1, 1e9), 0, ['retry_after', 86_400, 3600]],
])('H25 H28 a failure %s', (_name, end, random, expected) => {
  const [reason, seconds, interval] = schedule(end, { random });
  expect([reason, interval]).toEqual([expected[0], expected[2]]);
  expect(seconds).toBeCloseTo(expected[1], 2);
});

const pushed = { isPushed: true };

it.each<[string, PollEnd, Partial<ScheduleInput>, [string, number, number]]>([
  ['a loss makes a quarter of it', lossy, {}, ['probable_loss', 900, 900]],
  ['a loss goes no lower than the least', lossy, { intervalSeconds: 1000 }, ['probable_loss', 600, 600]],
  ['a loss does not overrule the publisher', lossy, fresh(7200), ['publisher_max_age', 7200, 900]],
  ['a hub that brings all leaves a slow backup, and the rhythm as it was', read(0), pushed, ['push_backup', 14_400, 3600]], // prettier-ignore
  ['a 304 is no other', same, pushed, ['push_backup', 14_400, 3600]],
  [
    'a slower feed stays slower',
    same,
    { ...pushed, intervalSeconds: 40_000 },
    ['push_backup', 40_000, 40_000],
  ],
  ['what the poll had to find itself is looked into', read(1), pushed, ['new_entries', 3510, 3510]],
  ['a loss is one in spite of a hub', lossy, pushed, ['probable_loss', 900, 900]],
  ['the operator rules over the hub', same, { ...pushed, ...policy({ intervalSeconds: 60 }) }, ['operator_interval', 60, 3600]], // prettier-ignore
])('losses and hubs: %s', (_name, end, input, expected) => {
  expect(schedule(end, input)).toEqual(expected);
});

it('adds jitter on top, never below', () => {
  expect(schedule(read(0), { random: 0.5 })[1]).toBe(4725);
  expect(schedule(read(0), { random: 1, ...fresh(9000) })[1]).toBe(9900);
});
