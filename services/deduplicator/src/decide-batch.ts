import { SIMILARITY_RULES, type ArticleState, type Decision, type Verdict } from '@dateline/similarity';
import type { DedupState, DedupStore } from '@dateline/storage';
import type { Arrival } from './arrival.js';
import { claimOf, yields, yieldTo, type Claims } from './claims.js';
import type { Outcome } from './outcome.js';
import { learnStates, type Recalled } from './recall.js';

/** A verdict, and the later arrivals that it takes for copies of this one. */
export interface Judged {
  verdict: Verdict;
  claims: Claims;
}

/**
 * Decides one arrival against everything that can be its original: what stands, and of what is undecided elsewhere only the
 * earlier by (publishedAt, id). A later one that resembles it is claimed instead, so that of two exactly one yields.
 */
export async function judge(arrival: Arrival, recalled: Recalled, store: DedupStore): Promise<Judged> {
  const { memory, states, undecided } = recalled;
  const hidden = new Set<string>();
  const claims: Claims = new Map();
  for (;;) {
    let verdict = memory.decide(arrival.print, (id) => !hidden.has(id));
    const of = 'of' in verdict.decision ? verdict.decision.of : null;
    if (of === null || of === arrival.articleId) return { verdict, claims };
    if (!states.has(of)) await learnStates(store, recalled, [of]);
    verdict = { ...verdict, decision: sharpened(verdict.decision, arrival, states.get(of)) };
    const relation = undecided.has(of) ? 'later' : relationOf(arrival, states.get(of));
    if (relation === 'original')
      return { verdict, claims: yields(verdict.decision.kind) ? new Map() : claims };
    if (relation === 'later') claims.set(of, claimOf(arrival.articleId, verdict.decision));
    hidden.add(of);
  }
}

/** The verdict after an earlier article's claim: one that does not yield by itself yields to it. */
export async function heedClaim(
  judged: Judged,
  { articleId, recalled, store }: { articleId: string; recalled: Recalled; store: DedupStore },
): Promise<Judged> {
  const claim = recalled.states.get(articleId)?.claimedBy ?? null;
  const { kind } = judged.verdict.decision;
  if (!claim || yields(kind) || (kind === 'near_duplicate' && claim.tier === 'near_duplicate')) return judged;
  const of = await standingOf(claim.articleId, recalled, store);
  if (of === null || of === articleId) return judged;
  return { verdict: { decision: yieldTo({ ...claim, articleId: of }), clusterId: null }, claims: new Map() };
}

/** The article that a claimant is: itself, or what it was dropped for; null where it was erased. */
async function standingOf(id: string, recalled: Recalled, store: DedupStore): Promise<string | null> {
  await learnStates(store, recalled, [id]);
  const state = recalled.states.get(id);
  if (!state || state.phase === 'erased') return null;
  if (state.phase !== 'dropped' || state.duplicateOf === null) return id;
  await learnStates(store, recalled, [state.duplicateOf]);
  return state.duplicateOf;
}

function relationOf(arrival: Arrival, state: DedupState | undefined): 'original' | 'later' | 'none' {
  if (!state || state.phase === 'dropped') return 'none';
  // It has seen this one before it was decided, and named it: it does not become the original of it.
  if (state.phase === 'standing' && namedBy(state) === arrival.articleId) return 'none';
  if (state.phase !== 'pending') return 'original';
  const byTime = state.publishedAt.getTime() - arrival.print.publishedAt.getTime();
  const isEarlier = byTime === 0 ? state.articleId < arrival.articleId : byTime < 0;
  return isEarlier ? 'original' : 'later';
}

/** The near original that a standing article was decided on. */
function namedBy({ decision }: DedupState): string | null {
  const ending = (decision as Outcome | null)?.ending;
  return ending?.kind === 'near_duplicate' ? ending.of : null;
}

/** A copy to the letter is one, also where a third article holds the key of the content. */
function sharpened(decision: Decision, { print }: Arrival, state: DedupState | undefined): Decision {
  const known = state?.known as Partial<ArticleState> | undefined;
  const isSame =
    print.sketch.length >= SIMILARITY_RULES.tellingLetters && known?.contentHash === print.contentHash;
  if (decision.kind !== 'near_duplicate' || !isSame) return decision;
  return { kind: 'duplicate', of: decision.of, tier: 'content', reason: 'same_content', score: 1 };
}
