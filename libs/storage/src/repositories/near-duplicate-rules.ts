import type { FeedModel, Models } from '../models/models.js';

/** Of these feeds, those with an operator's rule on near-duplicates. */
export async function nearDuplicateRules(
  { feeds }: Pick<Models, 'feeds'>,
  feedIds: readonly string[],
): Promise<Map<string, 'keep' | 'drop'>> {
  if (feedIds.length === 0) return new Map();
  const filter = { _id: { $in: feedIds }, 'policy.nearDuplicates': { $in: ['keep', 'drop'] as const } };
  const found = await feeds.find(filter, { policy: 1 }).lean<Pick<FeedModel, '_id' | 'policy'>[]>();
  return new Map(found.map(({ _id, policy }) => [_id, policy.nearDuplicates === 'drop' ? 'drop' : 'keep']));
}
