/**
 * Calls `run` for each item, at most `limit` at once, and in order for items of one key. After a `stop`
 * result, later items of that key are skipped (undefined in the returned array).
 */
export async function runKeyed<T, R>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { limit, run, stop }: { limit: number; run: (item: T) => Promise<R>; stop: (result: R) => boolean },
): Promise<(R | undefined)[]> {
  const lanes = new Map<string, number[]>();
  items.forEach((item, index) => {
    const key = keyOf(item);
    const lane = lanes.get(key);
    if (lane) lane.push(index);
    else lanes.set(key, [index]);
  });
  const results = new Array<R | undefined>(items.length);
  const waiting = [...lanes.values()].values();
  const worker = async () => {
    for (const lane of waiting) {
      for (const index of lane) {
        const result = await run(items[index] as T);
        results[index] = result;
        if (stop(result)) break;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, lanes.size) }, worker));
  return results;
}
