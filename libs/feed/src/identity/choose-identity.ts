import { normaliseUrl } from '@dateline/article';
import type { FeedEntry } from '../feed.types.js';
import { entryIdentityOf, IDENTITY_POLICIES, type IdentityPolicy } from './entry-identity.js';

/** What identifies the entries of a feed, and why guids were ruled out. It is stored with the feed. */
export interface FeedIdentity {
  policy: IdentityPolicy;
  reason:
    'guids_valid' | 'guids_missing' | 'guids_shared' | 'guids_unstable' | 'links_shared' | 'links_missing';
  /** Share of the last document's entries, 0 to 1, whose guid is absent, shared, or not a usable name. */
  invalidGuids: number;
  /** Share of its entries that had a new guid although their address was known. */
  unstableGuids: number;
}

const MIN_ENTRIES = 3;
const BAD_SHARE = 0.5;

/**
 * Chooses the policy for a feed's next documents, from its present one. `churned` counts entries with a new
 * guid at a known address. A lowered policy is never raised again, because that would make every entry new.
 * Fewer than three entries prove nothing.
 */
export function chooseIdentity(
  entries: readonly FeedEntry[],
  feedUrl: string,
  churned: number,
  before: FeedIdentity | null,
): FeedIdentity {
  const total = Math.max(1, entries.length);
  const missing = entries.filter((entry) => entryIdentityOf(entry, feedUrl).policy !== 'guid').length;
  const sharedGuids = countShared(
    entries,
    (entry) => entry.id,
    (entry) => entry.url,
  );
  const measured = {
    invalidGuids: Math.min(1, (missing + sharedGuids) / total),
    unstableGuids: Math.min(1, churned / total),
  };
  const found = judge(entries, feedUrl, { missing, sharedGuids, churned });
  const isLower = before !== null && rankOf(before.policy) >= rankOf(found.policy);
  const kept = isLower ? { policy: before.policy, reason: before.reason } : found;
  return { ...kept, ...measured };
}

function judge(
  entries: readonly FeedEntry[],
  feedUrl: string,
  { missing, sharedGuids, churned }: { missing: number; sharedGuids: number; churned: number },
): Pick<FeedIdentity, 'policy' | 'reason'> {
  const isMost = (count: number): boolean =>
    entries.length >= MIN_ENTRIES && count / entries.length >= BAD_SHARE;
  const reason = isMost(missing)
    ? 'guids_missing'
    : isMost(sharedGuids)
      ? 'guids_shared'
      : isMost(churned)
        ? 'guids_unstable'
        : null;
  if (reason === null) return { policy: 'guid', reason: 'guids_valid' };
  const withoutLink = entries.filter(
    (entry) => entryIdentityOf(entry, feedUrl, 'link').policy !== 'link',
  ).length;
  if (isMost(withoutLink)) return { policy: 'title+date', reason: 'links_missing' };
  const sharedLinks = countShared(
    entries,
    ({ url }) => (url === null ? null : (normaliseUrl(url) ?? url)),
    ({ title }) => title,
  );
  return isMost(sharedLinks) ? { policy: 'link+date', reason: 'links_shared' } : { policy: 'link', reason };
}

/** Counts the entries whose name a different entry has too. */
function countShared(
  entries: readonly FeedEntry[],
  nameOf: (entry: FeedEntry) => string | null,
  otherwise: (entry: FeedEntry) => string | null,
): number {
  const byName = new Map<string, Set<string | null>>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (name !== null) byName.set(name, (byName.get(name) ?? new Set()).add(otherwise(entry)));
  }
  return entries.filter((entry) => (byName.get(nameOf(entry) ?? '')?.size ?? 0) > 1).length;
}

const rankOf = (policy: IdentityPolicy): number => IDENTITY_POLICIES.indexOf(policy);
