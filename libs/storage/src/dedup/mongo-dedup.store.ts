import type { Sighting } from '@dateline/contracts';
import { batchesOf } from '../batches.js';
import type { Models, SightingModel } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import type { DedupStore } from './dedup.store.js';
import type {
  Claim,
  DedupState,
  IdentityClaim,
  NewArrival,
  NewSketch,
  Settlement,
  SightingOf,
  StoredDecision,
  StoredSketch,
} from './dedup.types.js';
import { hashOfKey, newState, settledState, sightingIdOf, without } from './dedup-state.js';

type DedupModels = Pick<Models, 'decisions' | 'identities' | 'states' | 'sketches' | 'sightings'>;
type Row = Record<string, unknown> & { _id: string };

/** Sketches are many and small: the driver's own calls spare the model's work on each. */
const RAW = { promoteBuffers: true } as const;
const LOOSE = { ordered: false } as const;

/** The store in MongoDB. Every write is acknowledged by a majority before the next step looks (`Database`). */
export class MongoDedupStore implements DedupStore {
  constructor(private readonly models: DedupModels) {}

  async decisionsOf(eventIds: readonly string[]): Promise<Map<string, StoredDecision>> {
    const found = await this.find('decisions', { _id: { $in: eventIds } });
    return new Map(
      found.map(({ _id, ...rest }) => [
        _id,
        { eventId: _id, ...without(rest, 'expiresAt') } as unknown as StoredDecision,
      ]),
    );
  }

  saveDecisions(decisions: readonly StoredDecision[], expiresAt: Date): Promise<void> {
    return this.insert(
      'decisions',
      decisions.map(({ eventId, ...rest }) => ({ _id: eventId, ...rest, expiresAt })),
    ).then(() => undefined);
  }

  async arrive(arrivals: readonly NewArrival[]): Promise<void> {
    const refused = await this.insert('states', arrivals.map(newState).map(toRow));
    if (refused === 0) return;
    const again = arrivals.map((arrival) => {
      const { articleId, ...fresh } = newState(arrival);
      const state = without(fresh, 'apartFrom');
      return {
        updateOne: {
          filter: { _id: articleId, phase: 'dropped', eventId: { $ne: arrival.eventId } },
          update: { $set: state },
        },
      };
    });
    await this.models.states.collection.bulkWrite(again as never, LOOSE);
  }

  addSketches(sketches: readonly NewSketch[]): Promise<void> {
    return this.insert('sketches', sketches.map(toRow)).then(() => undefined);
  }

  async replaceSketches(sketches: readonly NewSketch[]): Promise<void> {
    if (sketches.length === 0) return;
    const operations = sketches.map(({ articleId, ...replacement }) => ({
      replaceOne: { filter: { _id: articleId }, replacement, upsert: true },
    }));
    await this.models.sketches.collection.bulkWrite(operations as never, LOOSE);
  }

  async removeSketches(articleIds: readonly string[]): Promise<void> {
    if (articleIds.length === 0) return;
    await this.models.sketches.collection.deleteMany({ _id: { $in: articleIds } } as never);
  }

  async claimIdentities(claims: readonly IdentityClaim[], now: Date): Promise<Map<string, string>> {
    const rows = claims.map(({ key, articleId }) => ({ _id: hashOfKey(key), articleId, at: now }));
    const refused = await this.insert('identities', rows);
    // Where every insert went through there is nothing to look up: each key is its claimant's.
    if (refused === 0) return new Map(claims.map(({ key, articleId }) => [key, articleId]));
    return this.ownersOf(claims.map(({ key }) => key));
  }

  async ownersOf(keys: readonly string[]): Promise<Map<string, string>> {
    if (keys.length === 0) return new Map();
    const hashes = new Map(keys.map((key) => [key, hashOfKey(key)]));
    const found = await this.find('identities', { _id: { $in: [...new Set(hashes.values())] } });
    const owners = new Map(found.map((row) => [row._id, String(row['articleId'])]));
    return new Map(
      [...hashes].flatMap(([key, hash]) => {
        const owner = owners.get(hash);
        return owner === undefined ? [] : [[key, owner] as const];
      }),
    );
  }

  async candidates(keys: readonly number[], since: Date, limit: number): Promise<StoredSketch[]> {
    if (keys.length === 0) return [];
    const filter = { keys: { $in: keys }, at: { $gte: since } };
    const found = await this.models.sketches.collection
      .find(filter as never, { ...RAW, limit, batchSize: limit })
      .toArray();
    return (found as unknown as Row[]).map(toSketch);
  }

  async sketchesOf(articleIds: readonly string[]): Promise<StoredSketch[]> {
    return articleIds.length === 0
      ? []
      : (await this.find('sketches', { _id: { $in: articleIds } })).map(toSketch);
  }

  async statesOf(articleIds: readonly string[]): Promise<Map<string, DedupState>> {
    if (articleIds.length === 0) return new Map();
    const found = await this.find('states', { _id: { $in: articleIds } });
    return new Map(
      found.map(({ _id, ...state }) => [_id, { ...state, articleId: _id } as unknown as DedupState]),
    );
  }

  async claim(claims: readonly { articleId: string; by: Claim }[]): Promise<void> {
    if (claims.length === 0) return;
    const operations = claims.map(({ articleId, by }) => ({
      updateOne: {
        filter: { _id: articleId, phase: 'pending', claimedBy: null },
        update: { $set: { claimedBy: by } },
      },
    }));
    await this.models.states.collection.bulkWrite(operations as never, LOOSE);
  }

  async settle(settlements: readonly Settlement[]): Promise<Set<string>> {
    if (settlements.length === 0) return new Set();
    const operations = settlements.map(({ state, from }) => ({
      updateOne: {
        filter: { _id: state.articleId, ...expected(state, from) },
        update: { $set: settledState(state) },
      },
    }));
    const { matchedCount } = await this.models.states.collection.bulkWrite(operations as never);
    if (matchedCount === settlements.length) return new Set();
    const now = await this.statesOf(settlements.map(({ state }) => state.articleId));
    const refused = settlements.filter(({ state }) => {
      const written = now.get(state.articleId);
      return written?.eventId !== state.eventId || written.phase !== state.phase;
    });
    return new Set(refused.map(({ state }) => state.articleId));
  }

  async regroup(
    moves: readonly { articleId: string; clusterId: string | null; apartFrom?: string }[],
  ): Promise<void> {
    if (moves.length === 0) return;
    const operations = moves.map(({ articleId, clusterId, apartFrom }) => ({
      updateOne: {
        filter: { _id: articleId },
        update: {
          $set: { clusterId },
          ...(apartFrom === undefined ? {} : { $addToSet: { apartFrom } }),
        },
      },
    }));
    await this.models.states.collection.bulkWrite(operations as never);
  }

  async addSightings(sightings: readonly SightingOf[]): Promise<void> {
    if (sightings.length === 0) return;
    const operations = sightings.map((found) => ({
      updateOne: {
        filter: { _id: sightingIdOf(found) },
        update: { $setOnInsert: { original: found.articleId, sighting: found.sighting } },
        upsert: true,
      },
    }));
    await this.models.sightings.collection.bulkWrite(operations as never, LOOSE);
  }

  async sightingsOf(articleIds: readonly string[]): Promise<Map<string, Sighting[]>> {
    const found = await this.models.sightings
      .find({ original: { $in: articleIds } })
      .sort({ 'sighting.firstSeenAt': 1, _id: 1 })
      .lean<SightingModel[]>();
    const byOriginal = Map.groupBy(found, (s) => s.original);
    return new Map([...byOriginal].map(([id, list]) => [id, list.map((s) => s.sighting as Sighting)]));
  }

  /** The mark comes first: what follows it can be repeated, and no sketch can follow the mark. */
  async erase(articleId: string, { eventId }: { eventId: string }): Promise<DedupState | null> {
    const erased = { phase: 'erased', eventId, decision: null, claimedBy: null };
    await this.models.states.collection.updateOne({ _id: articleId } as never, { $set: erased });
    await this.removeSketches([articleId]);
    await this.models.decisions.collection.updateMany({ articleId }, { $set: { payload: null } });
    return (await this.statesOf([articleId])).get(articleId) ?? null;
  }

  private async find(name: keyof DedupModels, filter: object): Promise<Row[]> {
    return (await this.models[name].collection.find(filter as never, RAW).toArray()) as unknown as Row[];
  }

  /** Inserts what is not there; answers how many were. */
  private async insert(name: keyof DedupModels, rows: readonly object[]): Promise<number> {
    let refused = 0;
    for (const batch of batchesOf(rows)) {
      try {
        await this.models[name].collection.insertMany(batch as never, LOOSE);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        refused += refusedOf(error);
      }
    }
    return refused;
  }
}

/** A dropped article yields anyway: a claim on it takes nothing from it. */
function expected(state: Settlement['state'], from: Settlement['from']): object {
  if ('standing' in from) return { phase: 'standing', eventId: from.standing };
  if (state.phase !== 'standing') return { phase: 'pending' };
  return from.pending === null
    ? { phase: 'pending', claimedBy: null }
    : { phase: 'pending', 'claimedBy.articleId': from.pending };
}

function toRow<T extends { articleId: string }>({ articleId, ...rest }: T): object {
  return { _id: articleId, ...rest };
}

function toSketch({ _id, ...rest }: Row): StoredSketch {
  return { articleId: _id, ...rest } as unknown as StoredSketch;
}

/** How many writes of a bulk were refused; one where the error does not say. */
function refusedOf(error: unknown): number {
  const failures: unknown = Reflect.get(Object(error), 'writeErrors');
  return Array.isArray(failures) ? failures.length : 1;
}
