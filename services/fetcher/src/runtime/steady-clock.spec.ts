import { steadyClock } from './steady-clock.js';

const START = Date.UTC(2026, 2, 3, 12);
const MINUTE = 60_000;

function clocks() {
  const at = { system: START, monotonic: 5_000 };
  const now = steadyClock(
    () => at.system,
    () => at.monotonic,
  );
  const pass = (ms: number) => {
    at.system += ms;
    at.monotonic += ms;
  };
  return { at, pass, minutes: () => (now().getTime() - START) / MINUTE };
}

it.each([525_600, -525_600])('H63 a jump of %i minutes that is taken back moves nothing', (jump) => {
  const { at, pass, minutes } = clocks();
  pass(MINUTE);
  expect(minutes()).toBe(1);
  at.system += jump * MINUTE;
  pass(MINUTE);
  expect(minutes()).toBe(2);
  pass(8 * MINUTE);
  expect(minutes()).toBe(10);
  at.system -= jump * MINUTE;
  pass(20 * MINUTE);
  expect(minutes()).toBe(30);
});

it('H63 a clock that was set for good is followed after ten minutes', () => {
  const { at, pass, minutes } = clocks();
  at.system += 60 * MINUTE;
  expect(minutes()).toBe(0);
  pass(10 * MINUTE);
  expect(minutes()).toBe(70);
  pass(MINUTE);
  expect(minutes()).toBe(71);
});

it('follows small corrections of the system clock no further than they matter', () => {
  const { at, pass, minutes } = clocks();
  at.system += 1_000;
  pass(30 * MINUTE);
  expect(minutes()).toBe(30);
});
