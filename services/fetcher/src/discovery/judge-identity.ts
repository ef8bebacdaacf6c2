import { IDENTITY_POLICIES, type FeedEntry, type IdentityPolicy } from '@dateline/feed';
import type { Database, FeedDoc } from '@dateline/storage';
import type { ChooseIdentity } from '../documents/feed-parser.js';
import type { IdentifiedEntry, KnownEntry } from './find-discoveries.js';

/** The policy by which the feed's entries are named now. */
export function policyOf({ identity }: Pick<FeedDoc, 'identity'>): IdentityPolicy {
  return IDENTITY_POLICIES.find((policy) => policy === identity?.policy) ?? 'guid';
}

/** Chooses the policy for the feed's next documents, from how the guids of this one behaved. */
export async function judgeIdentity(
  { entries, choose }: { entries: Pick<Database['entries'], 'knownArticles'>; choose: ChooseIdentity },
  feed: FeedDoc,
  document: {
    items: readonly FeedEntry[];
    identified: IdentifiedEntry[];
    known: ReadonlyMap<string, KnownEntry>;
  },
  at: Date,
): Promise<FeedDoc['identity']> {
  const { items, identified, known } = document;
  const unseen = identified.filter(({ key, policy }) => policy === 'guid' && !known.has(key));
  const articles = await entries.knownArticles(
    feed.feedId,
    unseen.map(({ articleId }) => articleId),
  );
  const churned = unseen.filter(({ articleId }) => articles.has(articleId)).length;
  const before = feed.identity && {
    ...feed.identity,
    policy: policyOf(feed),
    reason: reasonOf(feed.identity),
  };
  return { ...(await choose(items, feed.url, churned, before)), checkedAt: at };
}

const REASONS = [
  'guids_valid',
  'guids_missing',
  'guids_shared',
  'guids_unstable',
  'links_shared',
  'links_missing',
] as const;
const reasonOf = ({ reason }: { reason: string }) => REASONS.find((word) => word === reason) ?? 'guids_valid';
