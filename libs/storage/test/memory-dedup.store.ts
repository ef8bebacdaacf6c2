import type { Sighting } from '@dateline/contracts';
import { batchesOf } from '../src/batches.js';
import type { DedupStore } from '../src/dedup/dedup.store.js';
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
} from '../src/dedup/dedup.types.js';
import { newState, changedState, sightingIdOf } from '../src/dedup/dedup-state.js';

/** The store in one process's memory, for specs. It passes the tests of the one in MongoDB. */
export class MemoryDedupStore<Known = unknown, Decision = unknown> implements DedupStore<Known, Decision> {
  private readonly decisions = new Map<string, StoredDecision<Decision>>();
  private readonly states = new Map<string, DedupState<Known, Decision>>();
  private readonly sketches = new Map<string, NewSketch>();
  private readonly postings = new Map<number, Set<string>>();
  private readonly identities = new Map<string, string>();
  private readonly sightings = new Map<string, SightingOf>();

  decisionsOf(eventIds: readonly string[]): Promise<Map<string, StoredDecision<Decision>>> {
    return Promise.resolve(pick(this.decisions, eventIds));
  }

  saveDecisions(decisions: readonly StoredDecision<Decision>[]): Promise<void> {
    for (const decision of decisions)
      if (!this.decisions.has(decision.eventId)) this.decisions.set(decision.eventId, decision);
    return Promise.resolve();
  }

  arrive(arrivals: readonly NewArrival<Known>[]): Promise<Map<string, DedupState<Known, Decision>>> {
    const made = new Map<string, DedupState<Known, Decision>>();
    for (const arrival of arrivals) {
      const { articleId, eventId } = arrival;
      const before = this.states.get(articleId);
      const fresh = newState(arrival);
      if (!before) made.set(articleId, fresh);
      if (!before || (before.phase === 'dropped' && before.eventId !== eventId))
        this.states.set(articleId, { ...fresh, apartFrom: before?.apartFrom ?? [] });
    }
    return Promise.resolve(made);
  }

  addSketches(sketches: readonly NewSketch[]): Promise<void> {
    return this.replaceSketches(sketches.filter(({ articleId }) => !this.sketches.has(articleId)));
  }

  replaceSketches(sketches: readonly NewSketch[]): Promise<void> {
    for (const sketch of sketches) {
      this.drop(sketch.articleId);
      this.sketches.set(sketch.articleId, sketch);
      for (const key of sketch.keys) {
        const holders = this.postings.get(key) ?? new Set<string>();
        this.postings.set(key, holders.add(sketch.articleId));
      }
    }
    return Promise.resolve();
  }

  removeSketches(articleIds: readonly string[]): Promise<void> {
    for (const articleId of articleIds) this.drop(articleId);
    return Promise.resolve();
  }

  claimIdentities(claims: readonly IdentityClaim[]): Promise<Map<string, string>> {
    for (const { key, articleId } of claims)
      if (!this.identities.has(key)) this.identities.set(key, articleId);
    return this.ownersOf(claims.map(({ key }) => key));
  }

  ownersOf(keys: readonly string[]): Promise<Map<string, string>> {
    return Promise.resolve(pick(this.identities, keys));
  }

  candidates(keys: readonly number[], since: Date, limit: number): Promise<StoredSketch[]> {
    const ids = new Set(keys.flatMap((key) => [...(this.postings.get(key) ?? [])]));
    const found = [...ids].flatMap((id) => this.sketches.get(id) ?? []);
    return Promise.resolve(found.filter(({ at }) => at >= since).slice(0, limit));
  }

  sketchesOf(articleIds: readonly string[]): Promise<StoredSketch[]> {
    return Promise.resolve(articleIds.flatMap((id) => this.sketches.get(id) ?? []));
  }

  async *sketchesSeen({ from, before }: SeenSpan, limit: number): AsyncGenerator<SeenSketch[]> {
    const seen = [...this.sketches.values()].filter(({ at }) => (from === null || at >= from) && at < before);
    seen.sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const batch of batchesOf(seen, limit)) yield await Promise.resolve(batch);
  }

  statesOf(articleIds: readonly string[]): Promise<Map<string, DedupState<Known, Decision>>> {
    return Promise.resolve(pick(this.states, articleIds));
  }

  claim(claims: readonly { articleId: string; by: Claim }[]): Promise<void> {
    for (const { articleId, by } of claims) {
      const state = this.states.get(articleId);
      if (state?.phase === 'pending' && !state.claimedBy) this.set(articleId, { claimedBy: by });
    }
    return Promise.resolve();
  }

  settle(settlements: readonly StateTransition<Known, Decision>[]): Promise<Set<string>> {
    const refused = new Set<string>();
    for (const { state, from, arrived } of settlements) {
      const before = this.states.get(state.articleId);
      const isOwn = !arrived || before?.eventId === arrived.eventId;
      if (isOwn && isAsExpected(before, state, from)) this.set(state.articleId, changedState(state));
      else refused.add(state.articleId);
    }
    return Promise.resolve(refused);
  }

  regroup(
    moves: readonly { articleId: string; clusterId: string | null; apartFrom?: string }[],
  ): Promise<void> {
    for (const { articleId, clusterId, apartFrom } of moves) {
      const before = this.states.get(articleId)?.apartFrom ?? [];
      const apart = apartFrom === undefined ? before : [...new Set([...before, apartFrom])];
      this.set(articleId, { clusterId, apartFrom: apart });
    }
    return Promise.resolve();
  }

  addSightings(sightings: readonly SightingOf[]): Promise<void> {
    for (const sighting of sightings) {
      const id = sightingIdOf(sighting);
      if (!this.sightings.has(id)) this.sightings.set(id, sighting);
    }
    return Promise.resolve();
  }

  sightingsOf(articleIds: readonly string[]): Promise<Map<string, Sighting[]>> {
    const found = [...this.sightings.values()]
      .filter(({ articleId }) => articleIds.includes(articleId))
      .sort((a, b) => (a.sighting.firstSeenAt < b.sighting.firstSeenAt ? -1 : 1));
    const byOriginal = Map.groupBy(found, ({ articleId }) => articleId);
    return Promise.resolve(new Map([...byOriginal].map(([id, list]) => [id, list.map((s) => s.sighting)])));
  }

  erase(articleId: string, { eventId }: { eventId: string }): Promise<DedupState<Known, Decision> | null> {
    this.drop(articleId);
    for (const [id, decision] of this.decisions)
      if (decision.articleId === articleId) this.decisions.set(id, { ...decision, payload: null });
    this.set(articleId, { phase: 'erased', eventId, decision: null, claimedBy: null });
    return Promise.resolve(this.states.get(articleId) ?? null);
  }

  private set(articleId: string, changes: Partial<DedupState<Known, Decision>>): void {
    const before = this.states.get(articleId);
    if (before) this.states.set(articleId, { ...before, ...changes });
  }

  private drop(articleId: string): void {
    for (const key of this.sketches.get(articleId)?.keys ?? []) {
      const holders = this.postings.get(key);
      holders?.delete(articleId);
      if (holders?.size === 0) this.postings.delete(key);
    }
    this.sketches.delete(articleId);
  }
}

function isAsExpected(
  before: DedupState | undefined,
  state: StateTransition['state'],
  from: StateTransition['from'],
): boolean {
  if ('standing' in from) return before?.phase === 'standing' && before.eventId === from.standing;
  const by = before?.claimedBy?.articleId ?? null;
  return before?.phase === 'pending' && (state.phase !== 'standing' || by === from.pending);
}

function pick<T>(from: ReadonlyMap<string, T>, keys: readonly string[]): Map<string, T> {
  return new Map(
    keys.flatMap((key) => {
      const value = from.get(key);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}
