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

/** What the rules make of an arrival: as `Decision`, and a near-duplicate may be ruled to be a duplicate. */
export type RuledDecision =
  | Exclude<Decision, { kind: 'duplicate' }>
  | (Omit<Extract<Decision, { kind: 'duplicate' }>, 'reason' | 'tier'> & {
      reason: Extract<Decision, { kind: 'duplicate' }>['reason'] | 'near_duplicate';
      tier: IdentityTier | 'near_duplicate';
    });

/** How an arrival ended: what the rules make of it, or what follows from the article's own state. */
export type FinalDecision =
  | RuledDecision
  | { kind: 'erased' }
  /** A kill notice, with the story that it takes back; null where that is not known. Older versions did not say. */
  | { kind: 'killed'; story?: string | null };

/** What the store keeps of an article's content. */
export type KnownHashes = Omit<ArticleState, 'clusterId'>;

/** The store with the deduplicator's own shapes in it. */
export type Store = DedupStore<KnownHashes, DecisionRecord>;
export type State = DedupState<KnownHashes, DecisionRecord>;

/** A decision as it is stored and repeated: no text of the article is in it. */
export interface DecisionRecord {
  ending: FinalDecision;
  clusterId: string | null;
  /** Who joins the cluster: the near original and this article. */
  members: ClusterMember[];
  /** Content hash that a revision follows. */
  previousHash: string | null;
  decidedAt: string;
  /** How its text compares with that of the article that it names, where both are known. */
  comparison?: SketchComparison;
  /** The article that it repeats was erased: then nothing of this one is kept either. */
  ofErased?: boolean;
  /** Versions of the rules in force, as far as they are stored with it. */
  rules?: { url: string; text: string };
}

/** The tier under which a record says that it was decided. */
export function tierOf(ending: FinalDecision): Dedupe['tier'] {
  return 'tier' in ending ? ending.tier : 'none';
}

/** The other article that an ending names, null for none. */
export function otherOf(ending: FinalDecision | undefined, articleId: string): string | null {
  return ending && 'of' in ending && ending.of !== articleId ? ending.of : null;
}

/** The numbers behind a decision, for those who ask why. An article that is unchanged was not compared. */
export function compared(
  memory: ArticleMemory,
  fingerprint: ArticleFingerprint,
  decision: Decision,
): Pick<DecisionRecord, 'comparison'> {
  if (decision.kind === 'duplicate' && decision.reason === 'unchanged') return {};
  const comparison = memory.comparisonOf(fingerprint, decision);
  return comparison ? { comparison } : {};
}
