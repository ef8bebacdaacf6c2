import type { DuplicateReason } from '@dateline/contracts';
import type { Arrival, IdentityTier } from './fingerprint-article.js';

/** What is known of an article that came before. */
export interface KnownArticle {
  articleId: string;
  contentHash: string;
  /** Every content hash it has had: copies of an older revision lag behind. */
  pastHashes: string[];
  /** Event that made this state. */
  eventId: string;
  clusterId: string | null;
}

/** Another article that holds one of the arrival's identities, and how alike the texts are (0..1). */
export interface Claimant {
  tier: IdentityTier;
  known: KnownArticle;
  likeness: number;
}

export interface NearMatch {
  articleId: string;
  score: number;
  rule: string;
  clusterId: string | null;
}

export type Decision =
  | { kind: 'new' }
  | { kind: 'revision' }
  | { kind: 'near_duplicate'; of: string; score: number; rule: string; clusterId: string }
  | { kind: 'duplicate'; reason: DuplicateReason; of: string; score: number };

/** An address or guid may be used again for another story: it is the same article only if the texts have this much in common. */
const MIN_LIKENESS = 0.05;

const REASON_OF_TIER: Record<IdentityTier, DuplicateReason> = {
  entry: 'same_entry',
  url: 'same_url',
  content: 'same_content',
};

/**
 * Decides what an arriving article is, by tiers: itself again, an identity that another holds, a near-duplicate text.
 * Pure, so that a replay with the same knowledge decides the same; an article is never its own duplicate.
 */
export function decideArticle(
  arrival: Pick<Arrival, 'articleId' | 'contentHash'>,
  known: { own: KnownArticle | null; claimants: Claimant[]; near: NearMatch | null },
): Decision {
  const { own, claimants, near } = known;
  if (own) {
    const seen = own.contentHash === arrival.contentHash || own.pastHashes.includes(arrival.contentHash);
    return seen
      ? { kind: 'duplicate', reason: 'unchanged', of: own.articleId, score: 1 }
      : { kind: 'revision' };
  }
  for (const claimant of claimants) {
    if (claimant.known.articleId === arrival.articleId) continue;
    if (claimant.tier !== 'content' && claimant.likeness < MIN_LIKENESS) continue;
    const score = claimant.known.contentHash === arrival.contentHash ? 1 : claimant.likeness;
    return { kind: 'duplicate', reason: REASON_OF_TIER[claimant.tier], of: claimant.known.articleId, score };
  }
  if (near && near.articleId !== arrival.articleId) {
    const clusterId = near.clusterId ?? near.articleId;
    return { kind: 'near_duplicate', of: near.articleId, score: near.score, rule: near.rule, clusterId };
  }
  return { kind: 'new' };
}
