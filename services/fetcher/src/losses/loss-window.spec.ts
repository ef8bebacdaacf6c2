import { isProbableLoss, widenWindow, windowOf, type WindowEntry } from './loss-window.js';

const numbered = (n: number, changes: Partial<WindowEntry> = {}): WindowEntry => ({
  key: `guid:${String(n).padStart(64, '0')}`,
  articleId: String(n).padStart(24, '0').padEnd(64, 'f'),
  published: new Date(Date.UTC(2026, 2, 1, n)),
  ...changes,
});
const numberedRange = (from: number, to: number, changes: Partial<WindowEntry> = {}) =>
  Array.from({ length: to - from + 1 }, (_, i) => numbered(to - i, changes));

describe('isProbableLoss', () => {
  it.each<[string, WindowEntry[], WindowEntry[], boolean]>([
    ['documents that overlap', numberedRange(1, 20), numberedRange(11, 30), false],
    ['documents that share one entry', numberedRange(1, 20), numberedRange(20, 39), false],
    ['documents that share none', numberedRange(1, 20), numberedRange(21, 40), true],
    ['nothing but a pinned old entry shared', [...numberedRange(10, 20), numbered(1)], [...numberedRange(30, 40), numbered(1)], true], // prettier-ignore
    ['undated entries: any of them counts', numberedRange(1, 20, { published: null }), [...numberedRange(30, 40, { published: null }), numbered(1, { published: null })], false], // prettier-ignore
    ['an empty document', numberedRange(1, 20), [], false],
    ['an empty document before', [], numberedRange(1, 20), false],
    ['new ids for the same articles', numberedRange(1, 4), numberedRange(1, 4, { key: 'guid:new' }), false],
    ['new addresses for the same ids', numberedRange(1, 4), numberedRange(1, 4, { articleId: 'e'.repeat(64) }), false], // prettier-ignore
  ])('%s', (_, before, now, lost) => {
    expect(isProbableLoss(windowOf(before), now)).toBe(lost);
  });

  it('says nothing of the first document', () => {
    expect(isProbableLoss(null, numberedRange(1, 20))).toBe(false);
  });

  it('counts what a hub brought in between as shown', () => {
    const window = widenWindow(windowOf(numberedRange(1, 20)), numberedRange(21, 40));
    expect(isProbableLoss(window, numberedRange(35, 54))).toBe(false);
    expect(isProbableLoss(window, numberedRange(41, 60))).toBe(true);
  });

  it('keeps a window small, and the newest of it', () => {
    const window = widenWindow(windowOf(numberedRange(1, 2_000)), numberedRange(2_001, 4_000));
    expect(window.names).toHaveLength(2_000);
    expect(isProbableLoss(window, numberedRange(3_990, 4_010))).toBe(false);
  });
});
