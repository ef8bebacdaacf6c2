import type { Offenders } from './ledger.types.js';

/** Stages of a pipeline: the documents whose field names no document of the other collection. */
export function withoutMatch(from: string, localField: string) {
  return [
    { $lookup: { from, localField, foreignField: '_id', as: 'other', pipeline: [{ $project: { _id: 1 } }] } },
    { $match: { other: [] } },
  ];
}

/** Counts what a pipeline finds, with a sample of `limit` ids. */
export async function findOffenders(
  model: { aggregate<T>(pipeline: never): PromiseLike<T[]> },
  limit: number,
  pipeline: Record<string, unknown>[],
): Promise<Offenders> {
  const facets = [
    ...pipeline,
    { $facet: { count: [{ $count: 'n' }], sample: [{ $limit: limit }, { $project: { _id: 1 } }] } },
  ];
  const [found] = await model.aggregate<{ count: { n: number }[]; sample: { _id: string }[] }>(
    facets as never,
  );
  return { count: found?.count[0]?.n ?? 0, ids: (found?.sample ?? []).map((s) => s._id) };
}
