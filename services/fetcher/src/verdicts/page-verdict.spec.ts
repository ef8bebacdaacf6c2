import { HttpError, type HttpErrorCode, type HttpResponse } from '@dateline/http';
import {
  judgeFailure,
  judgePermission,
  judgePointer,
  judgeResponse,
  retryWaitSeconds,
} from './page-verdict.js';

const now = new Date('2026-03-03T12:00:00Z');
const response = (said: Partial<HttpResponse>): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from('<p>text</p>'),
  finalUrl: 'https://outlet.example/1',
  hops: [],
  bytes: 11,
  ...said,
});
const verdictOf = (said: Partial<HttpResponse>) => {
  const verdict = judgeResponse(response(said), now);
  return verdict.kind === 'page' ? 'page' : `${verdict.kind} ${verdict.reason}`;
};

it.each([
  ['text/html', 'page'],
  ['TEXT/HTML;charset=x', 'page'],
  ['application/xhtml+xml', 'page'],
  ['text/plain', 'page'],
  ['application/pdf', 'rejected unsupported_media'],
  ['image/png', 'rejected unsupported_media'],
  ['application/json', 'rejected unsupported_media'],
])('judges media type %s as %s', (type, expected) => {
  expect(verdictOf({ headers: { 'content-type': type } })).toBe(expected);
});

it.each([
  ['text', Buffer.from('plain'), 'page'],
  ['UTF-16 with its mark', Buffer.from('\ufeffhi', 'utf16le'), 'page'],
  ['bytes with NUL', Buffer.from([0x89, 0, 1, 2]), 'rejected unsupported_media'],
  ['one NUL', Buffer.from([0]), 'rejected unsupported_media'],
])('without a media type judges %s', (_name, body, expected) => {
  expect(verdictOf({ headers: {}, body })).toBe(expected);
});

it.each([
  ['https://outlet.example/2026/story', 'https://www.outlet.example/', 'rejected not_found'],
  [
    'https://m.outlet.example/2026/story',
    'https://outlet.example/index.html?utm_source=x',
    'rejected not_found',
  ],
  ['https://outlet.example/2026/story', 'https://outlet.example/2026/story-2', 'page'],
  ['https://outlet.example/?p=7', 'https://outlet.example/2026/story', 'page'],
  ['https://outlet.example/', 'https://outlet.example/', 'page'],
  ['http://www.outlet.example', 'https://outlet.example/', 'page'],
  ['https://short.example/x', 'https://outlet.example/', 'page'],
])('asked for %s and led to %s: %s', (asked, finalUrl, expected) => {
  const verdict = judgeResponse(response({ finalUrl }), now, asked);
  expect(verdict.kind === 'page' ? 'page' : `${verdict.kind} ${verdict.reason}`).toBe(expected);
});

it.each(['', ' \r\n\t '])('rejects a body of %j', (text) => {
  expect(verdictOf({ body: Buffer.from(text) })).toBe('rejected empty_page');
});

it.each([
  [200, 'page'],
  [203, 'page'],
  [204, 'rejected empty_page'],
  [206, 'rejected http_error'],
  [302, 'rejected http_error'],
  [304, 'rejected http_error'],
  [400, 'rejected http_error'],
  [401, 'rejected blocked'],
  [402, 'rejected blocked'],
  [403, 'retry blocked'],
  [404, 'rejected not_found'],
  [408, 'retry http_error'],
  [410, 'rejected gone'],
  [429, 'retry blocked'],
  [451, 'rejected blocked'],
  [500, 'retry http_error'],
  [503, 'retry http_error'],
])('judges status %i as %s', (status, expected) => {
  expect(verdictOf({ status })).toBe(expected);
});

it.each([
  ['allowed', null],
  ['disallowed', { kind: 'rejected', reason: 'robots_disallowed' }],
  ['unreachable', { kind: 'retry', reason: 'unreachable', waitSeconds: 3_600, pauseHost: false }],
] as const)('judges that robots.txt says %s', (answer, expected) => {
  const verdict = judgePermission(answer);
  if (expected === null) expect(verdict).toBeNull();
  else expect(verdict).toMatchObject(expected);
});

it('takes a bot wall for no page even when it says 200', () => {
  const headers = { 'content-type': 'text/html', 'x-amzn-waf-action': 'captcha' };
  expect(judgeResponse(response({ headers }), now)).toMatchObject({
    kind: 'retry',
    reason: 'blocked',
    detail: 'status 200 (x-amzn-waf-action: captcha)',
  });
});

it('names a bot wall', () => {
  expect(
    judgeResponse(response({ status: 503, headers: { 'cf-mitigated': 'challenge' } }), now),
  ).toMatchObject({
    kind: 'retry',
    reason: 'blocked',
    detail: 'status 503 (cf-mitigated: challenge)',
  });
});

it.each([
  [429, {}, null, 'host'],
  [429, { 'retry-after': '120' }, 120, 'host'],
  [503, { 'retry-after': '120' }, 120, 'page, counted'],
  [503, {}, null, 'page, counted'],
  [500, {}, null, 'page'],
])('for status %i with %j waits %p; it is the wait of the %s', (status, headers, waitSeconds, whose) => {
  const verdict = judgeResponse(response({ status, headers: headers as Record<string, string> }), now);
  const scope = { pauseHost: whose === 'host', unavailable: whose === 'page, counted' };
  expect(verdict).toMatchObject({ kind: 'retry', waitSeconds, ...scope });
});

it.each<[HttpErrorCode, string]>([
  ['dns', 'retry unreachable'],
  ['connect', 'retry unreachable'],
  ['tls', 'retry unreachable'],
  ['timeout', 'retry unreachable'],
  ['truncated', 'retry unreachable'],
  ['protocol', 'retry unreachable'],
  ['decode', 'retry unreachable'],
  ['too_large', 'rejected too_large'],
  ['redirect_limit', 'rejected redirect_limit'],
  ['forbidden_address', 'rejected forbidden_address'],
  ['bad_url', 'rejected bad_url'],
  ['forbidden_port', 'rejected forbidden_address'],
])('judges failure %s as %s', (code, expected) => {
  const verdict = judgeFailure(new HttpError(code, 'why'));
  expect(verdict.kind === 'page' ? '' : `${verdict.kind} ${verdict.reason}`).toBe(expected);
});

it('does not repeat what cannot be decoded', () => {
  const verdict = judgeFailure(new HttpError('decode', 'unknown coding', { isTransient: false }));
  expect(verdict).toMatchObject({ kind: 'rejected', reason: 'http_error' });
});

it.each([
  [1, null, 0, 30],
  [2, null, 0, 60],
  [3, null, 1, 132],
  [30, null, 0, 21_600],
  [1, 300, 0, 300],
  [5, 300, 0, 480],
  [1, 1e9, 0, 86_400],
])('after try %i with Retry-After %p and chance %d waits %d s', (attempt, asked, random, expected) => {
  expect(retryWaitSeconds(attempt, asked, { baseSeconds: 30, random })).toBeCloseTo(expected);
});

it.each([
  ['https://other.example/story', { kind: 'pointer', to: 'https://other.example/story' }],
  ['https://other.example/', { kind: 'rejected', reason: 'not_found' }],
  ['https://other.example/?utm_source=x', { kind: 'rejected', reason: 'not_found' }],
])('judges a redirect to another outlet, at %s', (to, expected) => {
  expect(judgePointer(to)).toMatchObject(expected);
});

it.each([
  ['https://id.press.example/login?return_to=https%3A%2F%2Fpaper.example%2Fstory', 'rejected'],
  ['https://press.example/auth/signin.php?next=//paper.example/story', 'rejected'],
  ['https://accounts.press.example/v2?continue=https://paper.example/story', 'rejected'],
  ['https://press.example/login/story', 'pointer'],
  ['https://press.example/stories/why-we-log-in?from=https://paper.example/story', 'pointer'],
  ['https://press.example/login?return_to=https://press.example/home', 'pointer'],
])('tells a log-in from a story, at %s', (to, kind) => {
  const verdict = judgePointer(to, 'https://paper.example/story');
  expect(verdict.kind).toBe(kind);
  if (verdict.kind === 'rejected') expect(verdict).toMatchObject({ reason: 'blocked' });
});
