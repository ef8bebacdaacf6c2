import { DaySpread } from '@dateline/similarity';
import { SnapshotUnreadable, type SnapshotHead } from '@dateline/storage';
import { bytesOf, restoreSnapshot } from './restore-snapshot.js';

const DAY_MS = 86_400_000;
const now = new Date(Date.UTC(2026, 2, 3));
const before = (days: number) => new Date(now.getTime() - days * DAY_MS);

let written: DaySpread;
let hot: DaySpread;
beforeEach(() => {
  written = new DaySpread(1024);
  for (const days of [4, 3, 2, 1]) written.observe({ values: [42] }, before(days));
  hot = new DaySpread(1024);
});

const head = (changes: Partial<SnapshotHead> = {}): SnapshotHead => ({
  generation: 'g',
  format: written.format,
  since: before(1),
  keptMs: 1,
  bytes: 2048,
  parts: 1,
  ...changes,
});
const text = (pattern: RegExp) => expect.stringMatching(pattern) as string;
const stored = (found: SnapshotHead | null) => ({
  head: () => Promise.resolve(found),
  read: () => Promise.resolve(bytesOf(written.snapshot())),
});

it('fills the counter with what was stored', async () => {
  expect(await restoreSnapshot(stored(head()), hot, now)).toEqual({ head: head() });
  expect(hot.isHot(42, now)).toBe(true);
});

it.each([
  ['no snapshot', () => null, /no snapshot/],
  ['a counter of another size', () => head({ format: new DaySpread(512).format }), /512 cells/],
  [
    'rules of another version',
    () => head({ format: written.format.replace(/rules .*/, 'rules 0.9.0') }),
    /0\.9\.0/,
  ],
  ['one that ends before all that is remembered', () => head({ since: before(31) }), /before all/],
])('refuses %s and stays empty', async (_, found, reason) => {
  const restored = await restoreSnapshot(stored(found()), hot, now);
  expect(restored).toEqual({ refused: text(reason) });
  expect(hot.isHot(42, now)).toBe(false);
});

it('looks again where the parts were taken away by the next snapshot, and gives up in the end', async () => {
  const heads = ['gone', 'g'].map((generation) => head({ generation }));
  const replaced = {
    head: () => Promise.resolve(heads.shift() ?? null),
    read: ({ generation }: SnapshotHead) =>
      generation === 'g'
        ? Promise.resolve(bytesOf(written.snapshot()))
        : Promise.reject(new SnapshotUnreadable(generation)),
  };
  expect(await restoreSnapshot(replaced, hot, now)).toMatchObject({ head: { generation: 'g' } });
  const damaged = { ...stored(head()), read: () => Promise.reject(new SnapshotUnreadable('g')) };
  expect(await restoreSnapshot(damaged, hot, now)).toEqual({ refused: text(/snapshot g/) });
  const short = { ...stored(head()), read: () => Promise.resolve(new Uint8Array(8)) };
  expect(await restoreSnapshot(short, hot, now)).toEqual({ refused: text(/4 cells/) });
});

it('does not take an outage for a bad snapshot', async () => {
  const away = { ...stored(head()), read: () => Promise.reject(new Error('away')) };
  await expect(restoreSnapshot(away, hot, now)).rejects.toThrow('away');
});
