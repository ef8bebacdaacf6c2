import type { ClusterMember, Dedupe } from '@dateline/contracts';
import type {
  ArticleFingerprint,
  ArticleMemory,
  ArticleState,
  Decision,
  IdentityTier,
  SketchComparison,
} from '@dateline/similarity';
import type { DedupState, DedupStore } from '@dateline/storage';

/**
 * What the rules make of an arrival: a `Decision`, except that policy may turn a near-duplicate into a
 * duplicate.
 */
export type RuledDecision =
  | Exclude<Decision, { kind: 'duplicate' }>
  | (Omit<Extract<Decision, { kind: 'duplicate' }>, 'reason' | 'tier'> & {
      reason: Extract<Decision, { kind: 'duplicate' }>['reason'] | 'near_duplicate';
      tier: IdentityTier | 'near_duplicate';
    });

/** Why a kill notice withdraws nothing. */
export type IgnoredKill = 'not_known' | 'no_authority' | 'other_outlet';

/** How an arrival ended: what the rules make of it, or what follows from the article's own state. */
export type FinalDecision =
  | RuledDecision
  | { kind: 'erased' }
  /**
   * A kill notice with the story that it takes back, or null with the reason. `named` is a story of another
   * outlet that the notice points to. Older versions state no reason.
   */
  | { kind: 'killed'; story?: string | null; ignored?: IgnoredKill; named?: string | null };

/** What the store keeps of an article's content. */
export type KnownHashes = Omit<ArticleState, 'clusterId'>;

/** The store with the deduplicator's own types. */
export type Store = DedupStore<KnownHashes, DecisionRecord>;
export type State = DedupState<KnownHashes, DecisionRecord>;

/** A decision in the form that is stored and repeated. It contains no text of the article. */
export interface DecisionRecord {
  ending: FinalDecision;
  clusterId: string | null;
  /** The articles that join the cluster: the near original and this article. */
  members: ClusterMember[];
  /** Content hash of the version that a revision replaces. */
  previousHash: string | null;
  decidedAt: string;
  /** The similarity with the named article's text, when both texts are known. */
  comparison?: SketchComparison;
  /** The repeated article was erased, so nothing of this one is kept either. */
  ofErased?: boolean;
  /** Versions of the rules in force, as far as they are stored with it. */
  rules?: { url: string; text: string };
}

/** The tier under which a record says that it was decided. */
export function tierOf(ending: FinalDecision): Dedupe['tier'] {
  return 'tier' in ending ? ending.tier : 'none';
}

/** The other article of a decision; null for none. */
export function otherOf(ending: FinalDecision | undefined, articleId: string): string | null {
  return ending && 'of' in ending && ending.of !== articleId ? ending.of : null;
}

/** The numbers behind a decision, for people who ask why. An unchanged article was not compared. */
export function compared(
  memory: ArticleMemory,
  fingerprint: ArticleFingerprint,
  decision: Decision,
): Pick<DecisionRecord, 'comparison'> {
  if (decision.kind === 'duplicate' && decision.reason === 'unchanged') return {};
  const comparison = memory.comparisonOf(fingerprint, decision);
  return comparison ? { comparison } : {};
}
