import { HttpError, type HttpResponse } from '@dateline/http';
import { judgeRobots } from './judge-robots.js';

const at = new Date('2026-03-03T12:00:00Z');
const origin = 'https://outlet.example';
const later = (ms: number) => new Date(at.getTime() + ms);
const DAY = 86_400_000;

const response = (status: number, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body: Buffer.from('User-agent: *\nDisallow: /a'),
  finalUrl: `${origin}/robots.txt`,
  hops: [],
  bytes: 1,
});
const first = { origin, before: null, at };

it.each([
  [200, 'rules'],
  [206, 'rules'],
  [404, 'allow_all'],
  [401, 'allow_all'],
  [403, 'allow_all'],
  [410, 'allow_all'],
  [304, 'allow_all'],
  [429, 'disallow_all'],
  [500, 'disallow_all'],
  [503, 'disallow_all'],
])('status %i means %s', (status, state) => {
  expect(judgeRobots(first, response(status)).state).toBe(state);
});

it.each(['dns', 'tls', 'timeout', 'connect', 'too_large'] as const)(
  'a failure of the kind %s disallows for now',
  (code) => {
    expect(judgeRobots(first, new HttpError(code, 'x'))).toMatchObject({
      state: 'disallow_all',
      unreachableSince: at,
      freshUntil: later(3_600_000),
    });
  },
);

it.each(['redirect_limit', 'forbidden_address', 'forbidden_port'] as const)(
  '%s leaves it to the page',
  (code) => {
    expect(judgeRobots(first, new HttpError(code, 'x')).state).toBe('allow_all');
  },
);

it.each([
  [{}, DAY],
  [{ 'cache-control': 'max-age=7200' }, 7_200_000],
  [{ 'cache-control': 'max-age=1' }, 600_000],
  [{ 'cache-control': 'max-age=31536000' }, DAY],
])('rules with the headers %j stay fresh for %i ms', (headers, ms) => {
  expect(judgeRobots(first, response(200, headers as Record<string, string>)).freshUntil).toEqual(later(ms));
});

it.each([
  ['UTF-16, little end first', Buffer.from('\ufeffUser-agent: *', 'utf16le')],
  ['UTF-16, big end first', Buffer.from('\ufeffUser-agent: *', 'utf16le').swap16()],
  ['UTF-16 without a mark, little end first', Buffer.from('User-agent: *', 'utf16le')],
  ['UTF-16 without a mark, big end first', Buffer.from('User-agent: *', 'utf16le').swap16()],
  ['UTF-8 with a mark', Buffer.from('\ufeffUser-agent: *')],
])('reads %s', (_name, body) => {
  expect(judgeRobots(first, { ...response(200), body }).text).toBe('User-agent: *');
});

it('keeps rules in force while they cannot be reached, and gives up after thirty days', () => {
  const before = judgeRobots(first, response(200));
  const away = judgeRobots({ origin, before, at: later(DAY) }, response(503));
  expect(away).toMatchObject({ state: 'rules', text: before.text, unreachableSince: later(DAY) });
  const still = judgeRobots({ origin, before: away, at: later(20 * DAY) }, new HttpError('dns', 'x'));
  expect(still).toMatchObject({ state: 'rules', unreachableSince: later(DAY) });
  expect(judgeRobots({ origin, before: still, at: later(31 * DAY) }, response(503)).state).toBe('allow_all');
  expect(judgeRobots({ origin, before: still, at: later(31 * DAY) }, response(200))).toMatchObject({
    state: 'rules',
    unreachableSince: null,
  });
});
