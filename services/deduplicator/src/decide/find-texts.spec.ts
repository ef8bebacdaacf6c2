import { packSketch } from '@dateline/similarity';
import { MemoryDedupStore } from '@dateline/storage/testing';
import type { Arrival } from './arrival.js';
import { CrowdedKeys } from './crowded-keys.js';
import { findTexts } from './find-texts.js';

const at = new Date(0);
const keys = Array.from({ length: 40 }, (_, i) => i);
const values = keys.map((key) => 2 * key + 1);
const sketch = { keys, values, numbers: [], length: 900, headlineKey: null };
const arrival = { fingerprint: { sketch } } as unknown as Arrival;
const search = (store: MemoryDedupStore, maxFound: number) => ({
  store,
  crowded: new CrowdedKeys(),
  since: at,
  now: at,
  maxFound,
});

async function storeOf(texts: [string, number[]][]): Promise<MemoryDedupStore> {
  const store = new MemoryDedupStore();
  const times = { publishedAt: at, at, expiresAt: at };
  await store.addSketches(
    texts.map(([articleId, held]) => ({ articleId, keys: held, body: packSketch(sketch), ...times })),
  );
  return store;
}

it('finds an original among more texts than are read at once, each once', async () => {
  const chance = keys.flatMap((key) =>
    [0, 1, 2].map((n): [string, number[]] => [`chance ${key} ${n}`, [key, 1000 + n]]),
  );
  const store = await storeOf([...chance, ['original', [3, 17, 36]]]);
  const found = await findTexts([{ arrival, keys }], search(store, 20));
  expect(found.map(({ articleId }) => articleId)).toEqual(['original']);
});

it('leaves a crowd under one key aside, and finds what stands behind it', async () => {
  const crowd = Array.from({ length: 400 }, (_, n): [string, number[]] => [`crowd ${n}`, [5]]);
  const store = await storeOf([...crowd, ['original', [3, 17]]]);
  const found = await findTexts([{ arrival, keys }], search(store, 300));
  expect(found.map(({ articleId }) => articleId)).toEqual(['original']);
});

it('comes to an end where one key alone has more than are read', async () => {
  const store = await storeOf(Array.from({ length: 50 }, (_, n) => [`t ${n}`, [1, 2]]));
  expect(await findTexts([{ arrival, keys: [1, 2] }], search(store, 10))).not.toEqual([]);
});
