import { StallWatch } from './stall-watch.js';

const MINUTE = 60_000;
const at = (partition: number, position: number, end: number) => ({
  partition,
  position: BigInt(position),
  end: BigInt(end),
});

it('finds a partition that has something unread and does not move', () => {
  const watch = new StallWatch(5 * MINUTE);
  expect(watch.judge(0, [at(0, 10, 20), at(1, 10, 20)])).toEqual(new Map());
  expect(watch.judge(4 * MINUTE, [at(0, 10, 30), at(1, 11, 30)])).toEqual(new Map());
  expect(watch.judge(5 * MINUTE, [at(0, 10, 40), at(1, 11, 40)])).toEqual(new Map([[0, 5 * MINUTE]]));
  expect(watch.judge(6 * MINUTE, [at(0, 12, 40), at(1, 11, 40)])).toEqual(new Map());
});

it('lets a partition be that is read to its end, and counts from the first unread message on', () => {
  const watch = new StallWatch(5 * MINUTE);
  watch.judge(0, [at(0, 10, 10)]);
  expect(watch.judge(60 * MINUTE, [at(0, 10, 10)])).toEqual(new Map());
  watch.judge(61 * MINUTE, [at(0, 10, 12)]);
  expect(watch.judge(64 * MINUTE, [at(0, 10, 12)])).toEqual(new Map());
  expect(watch.judge(65 * MINUTE, [at(0, 10, 12)])).toEqual(new Map([[0, 5 * MINUTE]]));
});

it('takes offsets for read that hold nothing to process', () => {
  const watch = new StallWatch(5 * MINUTE);
  watch.passedUpTo(0, 11n);
  watch.judge(0, [at(0, 10, 11)]);
  expect(watch.judge(9 * MINUTE, [at(0, 10, 11)])).toEqual(new Map());
});

it('forgets a partition that another replica has meanwhile', () => {
  const watch = new StallWatch(5 * MINUTE);
  watch.judge(0, [at(0, 10, 20)]);
  watch.judge(MINUTE, []);
  expect(watch.judge(6 * MINUTE, [at(0, 10, 20)])).toEqual(new Map());
});
