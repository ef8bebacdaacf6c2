import { BoundedPool } from '@dateline/worker-pool';
import { textOf } from './bad-texts.mjs';
import { READERS } from './readers.mjs';

interface BadText {
  reader: string;
  seed: number;
}

/** The same number makes the same texts. */
const SEED = 20_260_305;
const TEXTS = 20;
const LIMIT_MS = 5_000;

let pool: BoundedPool<BadText, 'refused' | 'read'>;
const ends: Record<string, Record<string, number>> = {};

beforeAll(() => {
  const work = { module: new URL('./bad-texts.mjs', import.meta.url).href, exportName: 'readBadText' };
  pool = new BoundedPool(work, { threads: 1, taskMs: LIMIT_MS, memoryMb: 512 }, () => undefined);
});
afterAll(async () => {
  await pool.close();
  const total = Object.values(ends).flatMap((row) => Object.values(row));
  console.table({ ...ends, total: { read: total.reduce((sum, n) => sum + n, 0) } });
});

it('gives the same text for the same seed', () => {
  expect(textOf(SEED)).toBe(textOf(SEED));
  expect(new Set(Array.from({ length: 500 }, (_, n) => textOf(SEED + n))).size).toBeGreaterThan(480);
});

it.each(Object.keys(READERS).map((reader, row) => [reader, row] as const))(
  '%s: reads or refuses what is damaged, and neither breaks nor hangs',
  async (reader, row) => {
    const broken: { seed: number; error: string }[] = [];
    const count: Record<string, number> = { read: 0, refused: 0 };
    for (let n = 0; n < TEXTS; n += 1) {
      const seed = SEED + row * TEXTS + n;
      const end = await pool.run({ reader, seed }).catch((error: unknown) => {
        broken.push({ seed, error: String(error) });
        return 'broken';
      });
      count[end] = (count[end] ?? 0) + 1;
    }
    ends[reader] = count;
    expect(broken).toEqual([]);
  },
);
