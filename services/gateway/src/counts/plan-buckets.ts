import { BUCKET_SECONDS, type CountsQuery } from './counts.schema.js';

const DAY_MS = 86_400_000;
/** Buckets of one answer, when the query does not say how long they are, and at most. */
const USUAL = 100;
const MOST = 2000;

export interface BucketPlan {
  from: Date;
  to: Date;
  bucketMs: number;
}

/** Why a query has no buckets, in a sentence. */
export class BadSpan extends Error {}

/**
 * The span and the buckets of a query. A bucket starts at a whole multiple of its length since 1970, so that
 * the same buckets come back from one minute to the next. Throws BadSpan.
 */
export function planBuckets({ from, to, bucket }: CountsQuery, now: Date): BucketPlan {
  const end = to === undefined ? now.getTime() : Date.parse(to);
  const start = from === undefined ? end - DAY_MS : Date.parse(from);
  if (start >= end) throw new BadSpan('`from` is not before `to`.');
  const seconds =
    bucket ?? BUCKET_SECONDS.find((length) => (end - start) / (length * 1000) <= USUAL) ?? 86_400;
  const bucketMs = seconds * 1000;
  const first = Math.floor(start / bucketMs) * bucketMs;
  if ((end - first) / bucketMs > MOST)
    throw new BadSpan(`The span has more than ${MOST} buckets of ${seconds} seconds: take longer ones.`);
  return { from: new Date(first), to: new Date(end), bucketMs };
}
