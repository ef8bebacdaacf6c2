import type { PageType } from '@dateline/contracts';
import type { FeedModel, Models } from '../models/models.js';

/** Of these feeds, those with an operator's rule on which classes of page become articles. */
export async function pageTypeRules(
  { feeds }: Pick<Models, 'feeds'>,
  feedIds: readonly string[],
): Promise<Map<string, readonly PageType[]>> {
  if (feedIds.length === 0) return new Map();
  const filter = { _id: { $in: feedIds }, 'policy.pageTypes': { $type: 'array' as const } };
  const found = await feeds.find(filter, { policy: 1 }).lean<Pick<FeedModel, '_id' | 'policy'>[]>();
  return new Map(found.map(({ _id, policy }) => [_id, policy.pageTypes ?? []]));
}
