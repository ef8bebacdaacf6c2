import type { ArticleMemory } from '@dateline/similarity';
import type { NewSketch, StateTransition } from '@dateline/storage';
import { packSketch } from '@dateline/similarity';
import type { Arrival } from './arrival.js';
import type { Recalled } from './recall.js';
import { otherOf, type DecisionRecord, type KnownHashes } from './decision-record.js';

/** An arrival that was decided, with the facts behind the decision. */
export interface DecidedArrival {
  arrival: Arrival;
  outcome: DecisionRecord;
  /** The event that made the state which a revision changes. */
  basedOn: string | null;
}

/** What was known when the arrivals were decided. */
type Basis = Pick<Recalled, 'states' | 'arrived' | 'memory'>;

type Transition = StateTransition<KnownHashes, DecisionRecord>;

/** The transition that is written first: the article that stands or is revised. */
export function standingOf(
  { arrival, outcome, basedOn }: DecidedArrival,
  { states, arrived, memory }: Basis,
): Transition | null {
  const { ending, clusterId } = outcome;
  const { articleId } = arrival;
  if (ending.kind === 'new' || ending.kind === 'near_duplicate') {
    const state = { ...baseOf(arrival, outcome), phase: 'standing' as const, clusterId };
    return {
      state: { ...state, articleId, known: knownOf(memory, articleId) },
      from: { pending: states.get(articleId)?.claimedBy?.articleId ?? null },
      ...rowOf(articleId, arrived),
    };
  }
  if (ending.kind !== 'revision') return null;
  const before = states.get(ending.of);
  if (!before || basedOn === null) return null;
  const { phase, publishedAt, facts, duplicateOf } = before;
  const kept = { articleId: ending.of, phase, publishedAt, facts, duplicateOf, clusterId: before.clusterId };
  const changed = { eventId: arrival.event.id, known: knownOf(memory, ending.of), decision: outcome };
  return { state: { ...kept, ...changed }, from: { standing: basedOn } };
}

/** The transition that is written second: the arrival that was dropped for another article. */
export function droppedOf(
  { arrival, outcome }: DecidedArrival,
  arrived: Basis['arrived'] = new Map(),
): Transition | null {
  const of = otherOf(outcome.ending, arrival.articleId);
  if (of === null || outcome.ending.kind === 'near_duplicate') return null;
  const { articleId, fingerprint } = arrival;
  const known = knownAtFirst(fingerprint);
  const state = { ...baseOf(arrival, outcome), articleId, phase: 'dropped' as const, known };
  return {
    state: { ...state, clusterId: null, duplicateOf: of },
    from: { pending: null },
    ...rowOf(articleId, arrived),
  };
}

function rowOf(articleId: string, rows: Basis['arrived']): Pick<Transition, 'arrived'> {
  const arrived = rows.get(articleId);
  return arrived ? { arrived } : {};
}

export function sketchOf(
  arrival: Arrival,
  articleId: string,
  times: { now: Date; expiresAt: Date },
): NewSketch {
  const { sketch, publishedAt } = arrival.fingerprint;
  return {
    articleId,
    keys: sketch.keys,
    body: packSketch(sketch),
    publishedAt,
    at: times.now,
    expiresAt: times.expiresAt,
  };
}

function baseOf({ event, fingerprint, facts }: Arrival, outcome: DecisionRecord) {
  const { publishedAt } = fingerprint;
  return { eventId: event.id, publishedAt, facts, duplicateOf: null, decision: outcome };
}

function knownOf(memory: ArticleMemory, articleId: string): KnownHashes {
  const { contentHash = '', pastHashes = [], address, outlet } = memory.stateOf(articleId) ?? {};
  const told = { ...(address ? { address } : {}), ...(outlet === undefined ? {} : { outlet }) };
  return { contentHash, pastHashes, ...told };
}

/** What is known of an article from its first text alone. */
export function knownAtFirst({ contentHash, outlet }: Arrival['fingerprint']): KnownHashes {
  return { contentHash, pastHashes: [], outlet };
}
