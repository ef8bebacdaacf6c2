import { hostPauseSeconds, unavailablePauseSeconds } from './host-pause.js';

const asked = (status: number | null, retryAfterSeconds: number | null = 90, consecutive = 1) => ({
  status,
  retryAfterSeconds,
  consecutive,
});

const cases: [string, string, Parameters<typeof hostPauseSeconds>[1], 'auto' | 'feed' | 'host', number][] = [
  ['429 for the host', 'outlet.example', asked(429), 'auto', 90],
  ['503 for the feed', 'outlet.example', asked(503), 'auto', 0],
  ['429 for the feed on a machine of its own', '127.0.0.1:80', asked(429), 'auto', 0],
  ['503 for the host when an operator says so', 'outlet.example', asked(503), 'host', 90],
  ['429 for the feed when an operator says so', 'outlet.example', asked(429), 'feed', 0],
  ['a day at most', 'outlet.example', asked(429, 1e9), 'auto', 86_400],
  ['429 without a time', 'outlet.example', asked(429, null), 'auto', 60],
  ['429 without a time, more and more', 'outlet.example', asked(429, null, 4), 'auto', 480],
  ['429 without a time, an hour at most', 'outlet.example', asked(429, null, 40), 'auto', 3_600],
  ['503 without a time', 'outlet.example', asked(503, null), 'host', 0],
  ['another status', 'outlet.example', asked(404), 'host', 0],
  ['no answer', 'outlet.example', asked(null), 'host', 0],
];

it.each(cases)('H27 takes %s', (...[, hostKey, refusal, scope, expected]) => {
  expect(hostPauseSeconds(hostKey, refusal, scope)).toBe(expected);
});

const outages: [string, string, number, number | null, number][] = [
  ['one 503 for the page alone', 'outlet.example', 1, 600, 0],
  ['a second 503 in a row for the page alone', 'outlet.example', 2, 600, 0],
  ['a third 503 in a row for the host', 'outlet.example', 3, 600, 600],
  ['a third 503 without a time', 'outlet.example', 3, null, 60],
  ['503 after 503 without a time, more and more', 'outlet.example', 6, null, 480],
  ['503 after 503 without a time, an hour at most', 'outlet.example', 99, null, 3_600],
  ['a day at most', 'outlet.example', 3, 1e9, 86_400],
  ['no number of 503 for a machine whose feeds have nothing in common', '127.0.0.1:80', 9, 600, 0],
];

it.each(outages)('H25 takes %s', (...[, hostKey, inARow, retryAfter, expected]) => {
  expect(unavailablePauseSeconds(hostKey, inARow, retryAfter)).toBe(expected);
});
