import { runKeyed } from './run-keyed.js';

/** Runs items like `a1` (key a) while counting how many are under way. */
async function run(items: readonly string[], limit: number, stop: (result: string) => boolean = () => false) {
  const begun: string[] = [];
  const underWay = new Set<string>();
  let most = 0;
  const results = await runKeyed(items, (item) => item.charAt(0), {
    limit,
    stop,
    run: async (item) => {
      begun.push(item);
      expect([...underWay].map((other) => other.charAt(0))).not.toContain(item.charAt(0));
      underWay.add(item);
      most = Math.max(most, underWay.size);
      await new Promise((resolve) => setImmediate(resolve));
      underWay.delete(item);
      return item.toUpperCase();
    },
  });
  return { results, begun, most };
}

it('runs items of one key in order and one at a time', async () => {
  const { results, begun } = await run(['a1', 'b1', 'a2', 'b2', 'a3'], 8);
  expect(results).toEqual(['A1', 'B1', 'A2', 'B2', 'A3']);
  expect(begun.filter((item) => item.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
});

it('runs as many keys at once as the limit allows', async () => {
  const items = ['a1', 'b1', 'c1', 'd1', 'a2', 'e1'];
  expect((await run(items, 3)).most).toBe(3);
  expect((await run(items, 99)).most).toBe(5);
});

it('skips what comes after a stop of the same key, and nothing else', async () => {
  const { results } = await run(['a1', 'b1', 'a2', 'b2'], 2, (result) => result === 'A1');
  expect(results).toEqual(['A1', 'B1', undefined, 'B2']);
});

it('has nothing to do for no items', async () => {
  expect((await run([], 4)).results).toEqual([]);
});
