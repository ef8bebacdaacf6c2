import { SIMILARITY_RULES_VERSION, type Decision } from '@dateline/similarity';
import type { Claim } from '@dateline/storage';

/** Claims by the claimed article. */
export type Claims = Map<string, Claim>;

const REASONS = {
  entry: 'same_entry',
  url: 'same_url',
  canonical: 'same_url',
  content: 'same_content',
  headline: 'same_headline',
} as const;

/** Whether a decision leaves the arrival without an article of its own. */
export function yields(kind: string): boolean {
  return kind === 'duplicate' || kind === 'revision';
}

/** The claim of an article on another that it takes for its copy. */
export function claimOf(articleId: string, decision: Decision): Claim {
  const tier = 'tier' in decision ? decision.tier : 'url';
  const score = ('score' in decision ? decision.score : null) ?? 1;
  const rule = decision.kind === 'near_duplicate' ? decision.rule : tier;
  return { articleId, tier, score, rule: `${rule} ${SIMILARITY_RULES_VERSION}` };
}

/**
 * The decision for a claimed article, from the claim alone. Nothing shows which of two simultaneous texts is
 * newer, so it is not a revision.
 */
export function yieldTo({ articleId: of, tier, score, rule }: Claim): Decision {
  if (tier in REASONS) {
    const known = tier as keyof typeof REASONS;
    return { kind: 'duplicate', of, tier: known, reason: REASONS[known], score };
  }
  const matched = rule.startsWith('jaccard') ? 'jaccard' : 'containment';
  return { kind: 'near_duplicate', of, tier: 'near_duplicate', score, rule: matched, clusterId: of };
}

/** A revision of an undecided article becomes a plain repetition of it. */
export function withoutRevision(decision: Decision): Decision {
  if (decision.kind !== 'revision') return decision;
  const { of, tier, score } = decision;
  return { kind: 'duplicate', of, tier, reason: REASONS[tier], score: score ?? 1 };
}
