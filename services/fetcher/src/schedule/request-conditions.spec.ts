import { conditionsFor } from './request-conditions.js';

const now = new Date('2026-03-03T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const settings = { fullEveryDays: 0, distrustedFullEveryHours: 24 };
type Feed = Parameters<typeof conditionsFor>[0];

const feed = (http: Partial<Feed['http']> = {}, validators: Feed['policy']['validators'] = 'auto'): Feed => ({
  http: { etag: 'W/bare', lastModified: 'then', bodyHash: 'h', fullAt: daysAgo(9), liedAt: null, ...http },
  policy: {
    intervalSeconds: null,
    priority: 'normal',
    validators,
    retryAfterScope: 'auto',
    contentFrom: 'page',
    nearDuplicates: 'auto',
    speaksFor: [],
    pageTypes: null,
  },
  move: null,
});
const both = { 'if-none-match': 'W/bare', 'if-modified-since': 'then' };

it('H01 H02 H03 H04 H05 H06 sends what the server said, byte for byte, and nothing that it did not say', () => {
  expect(conditionsFor(feed(), now, settings)).toEqual(both);
  expect(conditionsFor(feed({ etag: null }), now, settings)).toEqual({ 'if-modified-since': 'then' });
  expect(conditionsFor(feed({ etag: null, lastModified: null }), now, settings)).toEqual({});
});

it('does not send back a date that is still to come', () => {
  const lastModified = 'Sat, 05 Jan 2041 10:00:00 GMT';
  expect(conditionsFor(feed({ lastModified }), now, settings)).toEqual({ 'if-none-match': 'W/bare' });
  expect(conditionsFor(feed({ lastModified, etag: null }), now, settings)).toEqual({});
  const past = 'Tue Mar  3 11:59:59 2026';
  expect(conditionsFor(feed({ lastModified: past }), now, settings)['if-modified-since']).toBe(past);
});

it('reads a feed whole now and then when its server was wrong, or an operator says so', () => {
  const lied = { liedAt: daysAgo(9) };
  expect(conditionsFor(feed(lied), now, settings)).toEqual({});
  expect(conditionsFor(feed({ ...lied, fullAt: daysAgo(0.9) }), now, settings)).toEqual(both);
  expect(conditionsFor(feed(lied, 'trust'), now, settings)).toEqual(both);
  expect(conditionsFor(feed({}, 'distrust'), now, settings)).toEqual({});
});

it('H13 heals a validator that is stuck when that is asked for', () => {
  const healing = { ...settings, fullEveryDays: 10 };
  expect(conditionsFor(feed(), now, healing)).toEqual(both);
  expect(conditionsFor(feed({ fullAt: daysAgo(10) }), now, healing)).toEqual({});
  expect(conditionsFor(feed({ fullAt: null }), now, healing)).toEqual({});
});

it('wants the whole document of an address that it has not read yet', () => {
  const move = { target: 'https://new.example/', seen: 1, since: now, wasRead: false };
  expect(conditionsFor({ ...feed(), move }, now, settings)).toEqual({});
  expect(conditionsFor({ ...feed(), move: { ...move, wasRead: true } }, now, settings)).toEqual(both);
});

// A server that answers 304 to it does so until that day comes.
it('sends no Last-Modified back that lies in the future', () => {
  const lastModified = 'Sun, 02 Mar 2042 09:30:00 GMT';
  expect(conditionsFor(feed({ etag: null, lastModified }), now, settings)).toEqual({});
});
