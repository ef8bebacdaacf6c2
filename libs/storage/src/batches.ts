/** The most items in one request to the database. */
export const BATCH = 1000;

/** Cuts a list into parts that each fit one request. */
export function batchesOf<T>(items: readonly T[], size = BATCH): T[][] {
  const batches: T[][] = [];
  for (let i = 0; i < items.length; i += size) batches.push(items.slice(i, i + size));
  return batches;
}
