import { addToTally, judgeHub, NO_TALLY, type HubTally } from './judge-hub.js';

const after = (...stretches: [pushed: number, missed: number][]): HubTally =>
  stretches.reduce((tally, [pushed, missed]) => addToTally(tally, { pushed, missed }), NO_TALLY);

describe('judgeHub', () => {
  it.each<[string, [number, number][], string]>([
    ['nothing yet', [], 'unproven'],
    ['one entry missed before the first push', [[0, 1]], 'unproven'],
    ['the first push', [[1, 0]], 'trusted'],
    ['a hub that never brings anything', [[0, 2], [0, 1]], 'distrusted'], // prettier-ignore
    ['a hub that dies after long service', [[500, 0], [0, 3]], 'distrusted'], // prettier-ignore
    ['one missed now and then', [[20, 0], [0, 1], [20, 1]], 'trusted'], // prettier-ignore
    ['a hub that brings half', [[4, 4], [5, 5]], 'distrusted'], // prettier-ignore
    ['a hub that came back, and has not made up for it', [[50, 0], [0, 20], [5, 0]], 'distrusted'], // prettier-ignore
    ['a hub that came back for good', [[50, 0], [0, 20], [60, 0]], 'trusted'], // prettier-ignore
  ])('%s', (_, stretches, trust) => {
    expect(judgeHub(after(...stretches))).toBe(trust);
  });

  it('keeps the whole count beside the recent one', () => {
    const tally = after([100, 0], [100, 10]);
    expect(tally).toMatchObject({ pushed: 200, missed: 10, missedInARow: 0 });
    expect(tally.recentPushed + tally.recentMissed).toBeCloseTo(50);
  });
});
