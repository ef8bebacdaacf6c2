import { SIMILARITY_RULES as RULES } from './similarity.rules.js';
import type { ArticleFingerprint, IdentityTier } from './fingerprint-article.js';

/** What is known of an earlier article. */
export interface KnownArticle {
  articleId: string;
  contentHash: string;
  /** Every content hash that it has had. Copies of an older revision lag behind. */
  pastHashes: readonly string[];
  /** The address that showed it first, as `ArticleFingerprint.address`; missing in older states. */
  address?: string | null | undefined;
  clusterId: string | null;
  /** The outlet at its address; missing in states of earlier versions. */
  outlet?: string | null;
}

/** An article that holds one of the arrival's identities. */
export interface Claimant {
  tier: IdentityTier;
  known: KnownArticle;
  /** How alike the texts are, 0 to 1; null if either text is unknown or too short to tell. */
  likeness: number | null;
  /**
   * Neither article is at the shared address: both only name it or were redirected to it. Without the texts
   * that proves nothing.
   */
  hearsay?: boolean;
  /** Both have exactly the same body at one outlet. */
  sameBody?: boolean;
}

export interface NearMatch {
  articleId: string;
  score: number;
  /** `jaccard` for a copy of the whole, `containment` for a part. */
  rule: 'jaccard' | 'containment';
  clusterId: string | null;
}

/** What is known about an arrival. Claimants are in the order of their tiers. */
export interface Knowledge {
  own: Claimant | null;
  claimants: readonly Claimant[];
  near: NearMatch | null;
}

export type RepeatReason = 'unchanged' | 'same_entry' | 'same_url' | 'same_content' | 'same_headline';

/** `of` is the article that is repeated or resembled, and `tier` is the test that found it. */
export type Decision =
  | { kind: 'new' }
  | {
      kind: 'revision';
      of: string;
      tier: IdentityTier;
      score: number | null;
      /** The address now carries another story. */
      addressReused: boolean;
    }
  | { kind: 'duplicate'; of: string; tier: IdentityTier; reason: RepeatReason; score: number }
  | {
      kind: 'near_duplicate';
      of: string;
      tier: 'near_duplicate';
      score: number;
      rule: NearMatch['rule'];
      clusterId: string;
    };

const REASON_OF_TIER: Record<IdentityTier, RepeatReason> = {
  entry: 'same_entry',
  url: 'same_url',
  canonical: 'same_url',
  content: 'same_content',
  headline: 'same_headline',
};

/**
 * Decides what an arriving article is, tier by tier: the same article again, an identity that another article
 * holds, a near-duplicate text. Pure, so that a replay with the same knowledge decides the same. An article
 * is never its own duplicate.
 */
export function decideArticle(
  arrival: Pick<ArticleFingerprint, 'articleId' | 'contentHash' | 'address' | 'outlet'>,
  { own, claimants, near }: Knowledge,
): Decision {
  if (own) {
    // A copy that shows an earlier text lags behind. The article's own address that shows it has returned
    // to it.
    const isOwnAddress = arrival.address !== undefined && arrival.address === own.known.address;
    if (isOwnAddress ? own.known.contentHash === arrival.contentHash : isKnownContent(arrival, own.known))
      return { kind: 'duplicate', of: arrival.articleId, tier: 'url', reason: 'unchanged', score: 1 };
    const addressReused = own.likeness !== null && own.likeness < RULES.minIdentityLikeness;
    return { kind: 'revision', of: arrival.articleId, tier: 'url', score: own.likeness, addressReused };
  }
  for (const claimant of claimants) {
    const decision = claimant.known.articleId === arrival.articleId ? null : decideByClaim(arrival, claimant);
    if (decision) return decision;
  }
  if (!near || near.articleId === arrival.articleId) return { kind: 'new' };
  const { articleId: of, score, rule } = near;
  return { kind: 'near_duplicate', of, tier: 'near_duplicate', score, rule, clusterId: near.clusterId ?? of };
}

/**
 * What a shared identity proves, null if nothing: a guid, an address or a headline may be reused for another
 * story. Only its own outlet revises an article, because a feed may give one guid to addresses of two
 * outlets.
 */
function decideByClaim(
  arrival: Pick<ArticleFingerprint, 'contentHash' | 'outlet'>,
  { tier, known, likeness, hearsay, sameBody }: Claimant,
): Decision | null {
  const of = known.articleId;
  const repeat = { kind: 'duplicate', of, tier, reason: REASON_OF_TIER[tier] } as const;
  if (isKnownContent(arrival, known)) return { ...repeat, score: 1 };
  if (tier === 'content') {
    // The text of the holder may have changed since.
    const stillSays = likeness === null || likeness >= RULES.minJaccard;
    return sameBody && stillSays ? { ...repeat, score: likeness ?? 1 } : null;
  }
  if (tier !== 'canonical' && isForeign(arrival, known)) return null;
  if (likeness !== null && likeness < RULES.minIdentityLikeness) return null;
  if (likeness === null && hearsay) return null;
  if (tier === 'entry' || tier === 'url')
    return { kind: 'revision', of, tier, score: likeness, addressReused: false };
  // A canonical link of another site, or a headline, counts only together with the text.
  if (likeness === null || likeness < RULES.minJaccard) return null;
  return tier === 'canonical'
    ? { ...repeat, score: likeness }
    : { kind: 'revision', of, tier, score: likeness, addressReused: false };
}

function isKnownContent(
  { contentHash }: Pick<ArticleFingerprint, 'contentHash'>,
  known: KnownArticle,
): boolean {
  return known.contentHash === contentHash || known.pastHashes.includes(contentHash);
}

function isForeign({ outlet }: Pick<ArticleFingerprint, 'outlet'>, known: KnownArticle): boolean {
  return known.outlet !== undefined && known.outlet !== outlet;
}
