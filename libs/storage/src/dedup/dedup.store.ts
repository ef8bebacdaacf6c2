import type { Sighting } from '@dateline/contracts';
import type {
  Claim,
  DedupState,
  IdentityClaim,
  NewArrival,
  NewSketch,
  SeenSketch,
  SeenSpan,
  StateTransition,
  SightingOf,
  StoredDecision,
  StoredSketch,
} from './dedup.types.js';

/**
 * What the replicas of the deduplicator share. Two replicas that see two copies at the same moment agree,
 * because each writes what arrives before it looks, and writes its decision only if nobody has claimed the
 * article meanwhile (docs/adr/0010). `Known` and `Decision` are what the domain records about an article and
 * its decision: plain data that the store returns unchanged.
 */
export interface DedupStore<Known = unknown, Decision = unknown> {
  decisionsOf(eventIds: readonly string[]): Promise<Map<string, StoredDecision<Decision>>>;
  /** Insert only: a decision once made stands. */
  saveDecisions(decisions: readonly StoredDecision<Decision>[], expiresAt: Date): Promise<void>;

  /**
   * Makes an article pending if it is unknown, or if another event dropped it. Other articles stay as they
   * are. Returns the new states of the unknown articles.
   */
  arrive(arrivals: readonly NewArrival<Known>[]): Promise<Map<string, DedupState<Known, Decision>>>;
  /** Insert only: the sketch of a known article stays until `replaceSketches`. */
  addSketches(sketches: readonly NewSketch[]): Promise<void>;
  replaceSketches(sketches: readonly NewSketch[]): Promise<void>;
  removeSketches(articleIds: readonly string[]): Promise<void>;
  /**
   * Claims the keys that nobody holds and returns the holder of each. When two callers race for a key,
   * exactly one wins.
   */
  claimIdentities(claims: readonly IdentityClaim[], now: Date): Promise<Map<string, string>>;
  ownersOf(keys: readonly string[]): Promise<Map<string, string>>;
  /** Texts seen since then that share at least one key, unordered, up to the limit. */
  candidates(keys: readonly number[], since: Date, limit: number): Promise<StoredSketch[]>;
  sketchesOf(articleIds: readonly string[]): Promise<StoredSketch[]>;
  /** Texts that are kept and were seen in the span, earliest first, in batches of at most the limit. */
  sketchesSeen(span: SeenSpan, limit: number): AsyncIterable<SeenSketch[]>;
  statesOf(articleIds: readonly string[]): Promise<Map<string, DedupState<Known, Decision>>>;

  /** Claims a pending article that nobody has claimed. Its state shows the result. */
  claim(claims: readonly { articleId: string; by: Claim }[]): Promise<void>;
  /**
   * Writes decided states. Returns the articles that were not in the expected state; theirs are unchanged.
   */
  settle(settlements: readonly StateTransition<Known, Decision>[]): Promise<Set<string>>;
  /** Moves articles to another cluster, and notes from which they were split. */
  regroup(
    moves: readonly { articleId: string; clusterId: string | null; apartFrom?: string }[],
  ): Promise<void>;

  /** Records where else an article was seen. Repeating a sighting changes nothing. */
  addSightings(sightings: readonly SightingOf[]): Promise<void>;
  /** Sightings grouped by original, oldest first. */
  sightingsOf(articleIds: readonly string[]): Promise<Map<string, Sighting[]>>;
  /**
   * Removes sketch and decisions of an article and marks it erased. Its hashes and keys stay, so that it
   * cannot return.
   */
  erase(
    articleId: string,
    erasure: { eventId: string; at: Date },
  ): Promise<DedupState<Known, Decision> | null>;
}
