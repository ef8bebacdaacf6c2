import type { DedupeTier, MemberFacts, Sighting } from '@dateline/contracts';

/**
 * A decision of the deduplicator, kept so that a repeated event is decided the same. `Payload` is the domain's own shape,
 * which the store keeps as it is.
 */
export interface StoredDecision<Payload = unknown> {
  eventId: string;
  articleId: string;
  position: { topic: string; partition: number; offset: string };
  decision: string;
  duplicateOf: string | null;
  reason: string | null;
  /** Null if the article was erased. */
  payload: Payload | null;
}

/**
 * Phase of an article: `pending` until it is decided, `standing` as an article of its own, `dropped` as a
 * duplicate, `erased` for good.
 */
export type ArticlePhase = 'pending' | 'standing' | 'dropped' | 'erased';

/** The claim of one article on another: it is the same article, or a near-duplicate. */
export interface Claim {
  articleId: string;
  /** The test that found it. */
  tier: Exclude<DedupeTier, 'none'>;
  score: number;
  /** Rule and its version. */
  rule: string;
}

/** What the deduplicator knows of an article. `Known` and `Decision` are the domain's own shapes. */
export interface DedupState<Known = unknown, Decision = unknown> {
  articleId: string;
  phase: ArticlePhase;
  /** Event that made this state. */
  eventId: string;
  /** Together with the id, it orders two articles that arrive at the same moment. */
  publishedAt: Date;
  /** Hashes of what it said. */
  known: Known;
  facts: MemberFacts;
  clusterId: string | null;
  /** Clusters from which an operator split it off. */
  apartFrom: string[];
  /** The original of which it is a duplicate. */
  duplicateOf: string | null;
  /** An earlier article that arrived at the same moment and takes this one for its copy. */
  claimedBy: Claim | null;
  /** The decision of `eventId`, for repetition; null before there is one, and if the article was erased. */
  decision: Decision | null;
}

/** A text as the index finds it: signed 32-bit keys and the packed sketch. */
export interface StoredSketch {
  articleId: string;
  keys: number[];
  body: Uint8Array;
  publishedAt: Date;
  /** Time at which it was seen. */
  at: Date;
}

export interface NewSketch extends StoredSketch {
  expiresAt: Date;
}

/** A text whose boilerplate is counted. */
export type SeenSketch = Pick<StoredSketch, 'body' | 'publishedAt'>;

/** A time span; texts belong to it by when they were seen. */
export interface SeenSpan {
  /** Null: from the earliest text that is kept. */
  from: Date | null;
  before: Date;
  /** How long texts are kept after they were seen, in ms. Rows are found by their expiry. */
  keptMs: number;
}

/** What an undecided article shows to every replica before it is decided. */
export type NewArrival<Known = unknown> = Pick<
  DedupState<Known>,
  'articleId' | 'eventId' | 'publishedAt' | 'known' | 'facts'
>;

export interface IdentityClaim {
  key: string;
  articleId: string;
}

/** A decided state, which is written only if the article is still as it was when it was decided. */
export interface StateTransition<Known = unknown, Decision = unknown> {
  state: Omit<DedupState<Known, Decision>, 'claimedBy' | 'apartFrom'>;
  /** The state that the transition expects: pending and claimed by nobody but this article, or standing since that event. */
  from: { pending: string | null } | { standing: string };
  /** The row as `arrive` wrote it for this event. What it holds already is not written again. */
  arrived?: DedupState<Known, Decision>;
}

export interface SightingOf {
  /** Article id of the original. */
  articleId: string;
  sighting: Sighting;
}
