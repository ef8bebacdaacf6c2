import { batchesOf } from '../batches.js';
import type { Models, TraceModel } from '../models/models.js';

type Traces = Pick<Models, 'traces'>;
type Row = Pick<TraceModel, '_id' | 'url'>;

/** Ids of the articles first found under exactly these addresses. Unknown ones are missing. */
export async function findIdsByUrl(
  { traces }: Traces,
  urls: readonly string[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const batch of batchesOf([...new Set(urls)])) {
    const rows = await traces.find({ url: { $in: batch } }, { url: 1 }).lean<Row[]>();
    for (const { _id, url } of rows) if (url !== null) ids.set(url, _id);
  }
  return ids;
}

/** The addresses under which articles were first found, by id. Unknown ones are missing. */
export async function findUrlsById({ traces }: Traces, ids: readonly string[]): Promise<Map<string, string>> {
  const urls = new Map<string, string>();
  for (const batch of batchesOf([...new Set(ids)])) {
    const rows = await traces.find({ _id: { $in: batch } }, { url: 1 }).lean<Row[]>();
    for (const { _id, url } of rows) if (url !== null) urls.set(_id, url);
  }
  return urls;
}
