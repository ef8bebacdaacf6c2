import { RETRY_POLICIES, stepMs } from '@dateline/config';
import { TransientError } from '@dateline/messaging';
import { claimsOf, type Decision, type PlacedDecision } from '@dateline/similarity';
import type { Claim } from '@dateline/storage';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrival } from './arrival.js';
import { withoutRevision } from './claims.js';
import { clusterIdOf, membersOf } from './cluster-members.js';
import { applyClaim, decideArrival } from './decide-arrival.js';
import { compared, otherOf } from './decision-record.js';
import type { DecisionRecord, RuledDecision, State, Store } from './decision-record.js';
import { learnStates, recall, type Recalled, type ReplicaMemory } from './recall.js';
import { droppedOf, knownAtFirst, sketchOf, standingOf, type DecidedArrival } from './state-transitions.js';

export interface RoundOptions extends ReplicaMemory {
  store: Store;
  sketchMs: number;
  /** Whether policy makes near-duplicates from this source duplicates. */
  dropsNear: (arrival: Arrival) => boolean;
}

type ClaimOn = { articleId: string; by: Claim };

/** If two replicas race, each try settles one of their articles. What a try waits for is written soon. */
const POLICY = RETRY_POLICIES.decision;

/**
 * Decides arrivals of different articles as if they came one by one. Each shows itself in the store before it
 * looks there. A decision is written only if no other replica has claimed the article; else it is made again.
 */
export class DecisionRound {
  private recalled!: Recalled;
  private readonly decided = new Map<string, DecidedArrival>();
  /** Articles of other replicas whose decision is waited for. */
  private readonly awaited = new Set<string>();

  constructor(
    private readonly options: RoundOptions,
    private readonly arrivals: readonly Arrival[],
    private readonly own: ReadonlyMap<string, State>,
    private readonly now: Date,
  ) {}

  async run(): Promise<DecidedArrival[]> {
    await this.appear();
    let waiting: Arrival[] = [...this.arrivals];
    for (let attempt = 1; waiting.length > 0; attempt += 1) {
      if (attempt > POLICY.tries) {
        for (const { articleId } of waiting) this.decided.delete(articleId);
        await this.keepSketches();
        throw new TransientError('undecided', `${waiting.length} articles change while they are decided`);
      }
      if (attempt > 1) {
        await sleep(stepMs(attempt, POLICY));
        waiting = await this.takeBack(waiting);
      }
      const lost = await this.decideAll(waiting);
      const refused = await this.settle(waiting.filter((a) => !lost.has(a.articleId)));
      waiting = waiting.filter((a) => lost.has(a.articleId) || refused.has(a.articleId));
    }
    await this.keepSketches();
    return this.arrivals.flatMap((a) => this.decided.get(a.articleId) ?? []);
  }

  /** States are written first, so that anyone who finds a sketch or an identity also finds its article. */
  private async appear(): Promise<void> {
    const { store, sketchMs } = this.options;
    const unknown = this.arrivals.filter(({ articleId }) => this.own.get(articleId)?.phase !== 'standing');
    const expiresAt = new Date(this.now.getTime() + sketchMs);
    const arrived = await store.arrive(
      unknown.map(({ articleId, event, fingerprint, facts }) => {
        const { publishedAt } = fingerprint;
        return { articleId, eventId: event.id, publishedAt, known: knownAtFirst(fingerprint), facts };
      }),
    );
    const claims = this.arrivals.flatMap(({ fingerprint, articleId }) =>
      claimsOf(fingerprint).map((key) => ({ key, articleId })),
    );
    const [owners] = await Promise.all([
      store.claimIdentities(claims, this.now),
      store.addSketches(unknown.map((a) => sketchOf(a, a.articleId, { now: this.now, expiresAt }))),
    ]);
    const undecided = new Set(unknown.map(({ articleId }) => articleId));
    const found = { arrivals: this.arrivals, arrived, undecided, owners };
    this.recalled = await recall(store, found, { ...this.options, now: this.now });
  }

  /**
   * Decides in order. Returns the arrivals that must look again: their claim on another came too late, or
   * they wait for another decision.
   */
  private async decideAll(waiting: readonly Arrival[]): Promise<Set<string>> {
    const { store } = this.options;
    const { undecided } = this.recalled;
    const claimed: ClaimOn[] = [];
    const foreign: ClaimOn[] = [];
    const waits = new Set<string>();
    for (const arrival of waiting) {
      const { articleId } = arrival;
      const unclaimed = await decideArrival(arrival, this.recalled, store);
      const context = { articleId, recalled: this.recalled, store };
      const { placed, claims, waitsFor } = await applyClaim(unclaimed, context);
      if (waitsFor !== undefined) {
        waits.add(articleId);
        this.awaited.add(waitsFor);
        continue;
      }
      undecided.delete(articleId);
      this.conclude(arrival, placed);
      const held = [...claims].map(([id, by]) => ({ articleId: id, by }));
      foreign.push(...held.filter((c) => !undecided.has(c.articleId)));
      claimed.push(...held.filter((c) => !undecided.has(c.articleId) || this.noteClaim(c)));
    }
    await store.claim(claimed);
    await learnStates(
      store,
      this.recalled,
      foreign.map(({ articleId }) => articleId),
    );
    const stands = ({ articleId }: { articleId: string }) =>
      this.recalled.states.get(articleId)?.phase === 'standing';
    for (const { by } of foreign.filter(stands)) waits.add(by.articleId);
    return waits;
  }

  /** Tells the later article of the batch that it is claimed. Returns whether this is its first claim. */
  private noteClaim({ articleId, by }: ClaimOn): boolean {
    const { states } = this.recalled;
    const state = states.get(articleId);
    if (!state || state.claimedBy) return false;
    states.set(articleId, { ...state, claimedBy: by });
    return true;
  }

  private conclude(arrival: Arrival, placed: PlacedDecision): void {
    const { memory, states } = this.recalled;
    const { articleId, event } = arrival;
    const ending = this.endingOf(arrival, placed.decision);
    const of = 'of' in ending ? states.get(ending.of) : undefined;
    const repeated = of?.eventId === event.id && ending.kind !== 'near_duplicate' ? of.decision : null;
    const outcome = repeated ?? {
      ...this.outcomeOf(arrival, ending, placed),
      ...compared(memory, arrival.fingerprint, placed.decision),
    };
    if (ending.kind === 'revision' && of) states.set(ending.of, { ...of, eventId: event.id });
    memory.remember(arrival.fingerprint, { decision: ending, clusterId: outcome.clusterId });
    this.decided.set(articleId, { arrival, outcome, basedOn: of?.eventId ?? null });
    const mine = states.get(articleId);
    const stays = ending.kind === 'new' || ending.kind === 'near_duplicate';
    if (mine && mine.phase === 'pending')
      states.set(articleId, {
        ...mine,
        eventId: event.id,
        phase: stays ? 'standing' : 'dropped',
        decision: outcome,
        clusterId: outcome.clusterId,
        duplicateOf: stays || !('of' in ending) ? null : ending.of,
      });
    if (ending.kind === 'near_duplicate' && of)
      states.set(ending.of, { ...of, clusterId: outcome.clusterId });
  }

  private endingOf(arrival: Arrival, decision: Decision): RuledDecision {
    if (decision.kind === 'near_duplicate' && this.options.dropsNear(arrival)) {
      const { of, score } = decision;
      return { kind: 'duplicate', of, tier: 'near_duplicate', reason: 'near_duplicate', score };
    }
    // The indexer has the record, so it decides whether a replay, a page that returned, or an article that
    // its own feed took over changes anything, although the text is the same.
    const { replay, returned, takenOver } = arrival.event.data;
    if (decision.kind === 'duplicate' && decision.reason === 'unchanged' && (replay || returned || takenOver))
      return { kind: 'revision', of: decision.of, tier: 'url', score: 1, addressReused: false };
    const of = 'of' in decision ? this.recalled.states.get(decision.of) : undefined;
    return of?.phase === 'standing' ? decision : withoutRevision(decision);
  }

  private outcomeOf(arrival: Arrival, ending: RuledDecision, { clusterId }: PlacedDecision): DecisionRecord {
    const { memory, states } = this.recalled;
    const decidedAt = this.now.toISOString();
    const plain = { ending, clusterId, members: [], previousHash: null, decidedAt };
    if (ending.kind === 'revision')
      return { ...plain, previousHash: memory.stateOf(ending.of)?.contentHash ?? null };
    if (ending.kind === 'new') return { ...plain, clusterId: null };
    if (ending.kind !== 'near_duplicate') {
      const ofErased = 'of' in ending && states.get(ending.of)?.phase === 'erased';
      return ofErased ? { ...plain, ofErased } : plain;
    }
    const near = states.get(ending.of);
    const joined = near?.clusterId ?? clusterIdOf(ending.of);
    const members = near ? membersOf(arrival, near, { ending, at: decidedAt }) : [];
    return { ...plain, clusterId: joined, members };
  }

  /**
   * Writes the articles that stand, then those that were dropped for them. Returns the articles that another
   * replica changed in the meantime.
   */
  private async settle(arrivals: readonly Arrival[]): Promise<Set<string>> {
    const { store } = this.options;
    const { arrived } = this.recalled;
    const decided = arrivals.flatMap((a) => this.decided.get(a.articleId) ?? []);
    const standing = decided.map((d) => ({ d, settlement: standingOf(d, this.recalled) }));
    const refusedStates = await store.settle(standing.flatMap(({ settlement }) => settlement ?? []));
    const refused = standing.filter(({ settlement: s }) => s && refusedStates.has(s.state.articleId));
    const again = new Set(refused.map(({ d }) => d.arrival.articleId));
    const dropped = decided
      .filter(({ arrival }) => !again.has(arrival.articleId))
      .flatMap((d) => droppedOf(d, arrived) ?? []);
    for (const id of await store.settle(dropped)) again.add(id);
    return again;
  }

  /**
   * Forgets what was decided of articles that another replica changed, reads them again, and returns those to
   * decide. After a rebalance another process may have settled the same message; then its decision stands.
   */
  private async takeBack(waiting: readonly Arrival[]): Promise<Arrival[]> {
    const { memory, undecided, states } = this.recalled;
    const others = waiting.flatMap(
      (a) => otherOf(this.decided.get(a.articleId)?.outcome.ending, a.articleId) ?? [],
    );
    for (const { articleId } of waiting) {
      memory.forget(articleId);
      this.decided.delete(articleId);
      undecided.add(articleId);
    }
    const ids = waiting.map(({ articleId }) => articleId);
    await learnStates(this.options.store, this.recalled, [...ids, ...others, ...this.awaited]);
    this.awaited.clear();
    return waiting.filter((arrival) => {
      const state = states.get(arrival.articleId);
      if (!state || state.phase === 'pending') return true;
      undecided.delete(arrival.articleId);
      if (state.eventId !== arrival.event.id || state.decision === null) return true;
      this.decided.set(arrival.articleId, { arrival, outcome: state.decision, basedOn: null });
      return false;
    });
  }

  private async keepSketches(): Promise<void> {
    const { store, sketchMs } = this.options;
    const times = { now: this.now, expiresAt: new Date(this.now.getTime() + sketchMs) };
    const decided = [...this.decided.values()];
    const dropped = decided.flatMap((d) => (droppedOf(d) ? [d.arrival.articleId] : []));
    const revised = decided.flatMap(({ arrival, outcome: { ending } }) =>
      ending.kind === 'revision' ? [sketchOf(arrival, ending.of, times)] : [],
    );
    await Promise.all([store.removeSketches(dropped), store.replaceSketches(revised)]);
  }
}
