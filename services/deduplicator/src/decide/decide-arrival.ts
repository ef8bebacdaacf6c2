import { SIMILARITY_RULES, type Decision, type PlacedDecision } from '@dateline/similarity';
import type { Arrival } from './arrival.js';
import { claimOf, yields, yieldTo, type Claims } from './claims.js';
import type { State, Store } from './decision-record.js';
import { learnStates, MAX_CHAIN, type Recalled } from './recall.js';

/** A decision on an arrival, and the later arrivals that it takes for copies of this one. */
export interface ArrivalDecision {
  placed: PlacedDecision;
  claims: Claims;
  /** A near-duplicate that another replica is deciding. This arrival must wait for that decision. */
  waitsFor?: string;
}

/**
 * Decides one arrival against everything that can be its original: articles that stand, and those undecided
 * elsewhere that are earlier by (publishedAt, id). A later one that resembles it is claimed, so that exactly one
 * of two yields. A near-duplicate only joins articles that stand. Links therefore never form a circle, and
 * copies of one story come to one cluster.
 */
export async function decideArrival(
  arrival: Arrival,
  recalled: Recalled,
  store: Store,
): Promise<ArrivalDecision> {
  const { memory, states, undecided } = recalled;
  const hidden = new Set<string>();
  const claims: Claims = new Map();
  for (;;) {
    let placed = memory.decide(arrival.fingerprint, (id) => !hidden.has(id));
    const of = 'of' in placed.decision ? placed.decision.of : null;
    if (of === null || of === arrival.articleId) return { placed, claims };
    if (!states.has(of)) await learnStates(store, recalled, [of]);
    placed = { ...placed, decision: sharpened(placed.decision, arrival, states.get(of)) };
    const relation = undecided.has(of) ? 'later' : relationOf(arrival, states.get(of));
    if (relation === 'original' && (await leadsBack(of, arrival.articleId, { recalled, store }))) {
      hidden.add(of);
      continue;
    }
    if (relation === 'earlier' && placed.decision.kind === 'near_duplicate' && recalled.recent.has(of))
      return { placed, claims: new Map(), waitsFor: of };
    if (relation === 'original' || relation === 'earlier')
      return { placed, claims: yields(placed.decision.kind) ? new Map() : claims };
    if (relation === 'later') claims.set(of, claimOf(arrival.articleId, placed.decision));
    hidden.add(of);
  }
}

/**
 * The decision after an earlier article's claim: an article that would stand becomes a copy of the claimant.
 */
export async function applyClaim(
  decided: ArrivalDecision,
  { articleId, recalled, store }: { articleId: string; recalled: Recalled; store: Store },
): Promise<ArrivalDecision> {
  const claim = recalled.states.get(articleId)?.claimedBy ?? null;
  const { kind } = decided.placed.decision;
  if (!claim || yields(kind) || (kind === 'near_duplicate' && claim.tier === 'near_duplicate'))
    return decided;
  const of = await standingOf(claim.articleId, recalled, store);
  if (of === null || of === articleId) return decided;
  return { placed: { decision: yieldTo({ ...claim, articleId: of }), clusterId: null }, claims: new Map() };
}

/**
 * The article that a claimant turned out to be: itself, or its original if it was dropped; null if it was
 * erased.
 */
async function standingOf(id: string, recalled: Recalled, store: Store): Promise<string | null> {
  await learnStates(store, recalled, [id]);
  const state = recalled.states.get(id);
  if (!state || state.phase === 'erased') return null;
  if (state.phase !== 'dropped' || state.duplicateOf === null) return id;
  await learnStates(store, recalled, [state.duplicateOf]);
  return state.duplicateOf;
}

type Relation = 'original' | 'earlier' | 'later' | 'none';

function relationOf(arrival: Arrival, state: State | undefined): Relation {
  if (!state || state.phase === 'dropped') return 'none';
  if (state.phase !== 'pending') return 'original';
  const byTime = state.publishedAt.getTime() - arrival.fingerprint.publishedAt.getTime();
  const isEarlier = byTime === 0 ? state.articleId < arrival.articleId : byTime < 0;
  return isEarlier ? 'earlier' : 'later';
}

/**
 * Whether an article was decided, in one or more steps, on the article that is now to be decided. Then it
 * cannot be the original of that article. Only a recent decision can have seen an article that is still
 * undecided.
 */
async function leadsBack(
  from: string,
  to: string,
  { recalled, store }: { recalled: Recalled; store: Store },
): Promise<boolean> {
  const decided = recalled.states.get(from)?.decision;
  if (!recalled.recent.has(from) && (decided?.decidedAt ?? '') < recalled.momentAgo) return false;
  for (let id = from, hop = 0; hop < MAX_CHAIN; hop += 1) {
    // An article that was undecided when read may stand by now. For articles of the batch, the batch knows
    // best.
    const isStale =
      (recalled.states.get(id)?.phase ?? 'pending') === 'pending' && !recalled.undecided.has(id);
    if (isStale) await learnStates(store, recalled, [id]);
    const state = recalled.states.get(id);
    const named = state?.phase === 'standing' ? namedBy(state) : null;
    if (named === null || named === to) return named === to;
    id = named;
  }
  return false;
}

/** The near original that a standing article was decided on. */
function namedBy({ decision }: State): string | null {
  return decision?.ending.kind === 'near_duplicate' ? decision.ending.of : null;
}

/** An exact copy is a copy even if a third article holds the key of its content. */
function sharpened(decision: Decision, { fingerprint }: Arrival, state: State | undefined): Decision {
  const isSame =
    fingerprint.sketch.length >= SIMILARITY_RULES.tellingLetters &&
    state?.known.contentHash === fingerprint.contentHash;
  if (decision.kind !== 'near_duplicate' || !isSame) return decision;
  return { kind: 'duplicate', of: decision.of, tier: 'content', reason: 'same_content', score: 1 };
}
