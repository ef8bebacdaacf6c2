import type { Sighting } from '@dateline/contracts';
import type { mongo } from 'mongoose';
import type { Models, SightingModel } from '../models/models.js';
import type { DedupStore } from './dedup.store.js';
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
import { hashOfKey, identityRowOf, idsIn, rowOf, sketchRowOf } from './dedup-rows.js';
import { newState, sightingIdOf, without } from './dedup-state.js';
import { findRaw } from './find-raw.js';
import { packHex, unpackHex } from './hex-binary.js';
import { readSeen } from './read-seen.js';
import { updatesOf } from './transition-updates.js';
import { insertRows, updateRows } from './row-writes.js';

type DedupModels = Pick<Models, 'decisions' | 'identities' | 'states' | 'sketches' | 'sightings'>;
type Row = Record<string, unknown> & { _id: string };

const LOOSE = { ordered: false } as const;

/**
 * The store in MongoDB. It calls the driver directly, because a model's work on each of many small rows would
 * cost too much. A majority acknowledges each write before the next step reads (`Database`).
 */
export class MongoDedupStore<Known = unknown, Decision = unknown> implements DedupStore<Known, Decision> {
  constructor(private readonly models: DedupModels) {}

  async decisionsOf(eventIds: readonly string[]): Promise<Map<string, StoredDecision<Decision>>> {
    const found = await this.find('decisions', idsIn(eventIds));
    return new Map(
      found.map(({ _id, ...rest }) => [
        _id,
        { eventId: _id, ...without(rest, 'expiresAt') } as unknown as StoredDecision<Decision>,
      ]),
    );
  }

  async saveDecisions(decisions: readonly StoredDecision<Decision>[], expiresAt: Date): Promise<void> {
    await insertRows(
      this.models.decisions,
      decisions.map(({ eventId, ...rest }) => rowOf(eventId, { ...rest, expiresAt })),
    );
  }

  async arrive(arrivals: readonly NewArrival<Known>[]): Promise<Map<string, DedupState<Known, Decision>>> {
    const states = arrivals.map(newState);
    const rows = states.map(({ articleId, ...state }) => rowOf(articleId, state));
    const known = new Set(await insertRows(this.models.states, rows));
    const made = new Map(states.flatMap((s, i) => (known.has(i) ? [] : [[s.articleId, s] as const])));
    const again = [...known]
      .flatMap((i) => states[i] ?? [])
      .map(({ articleId, ...fresh }) => ({
        q: { _id: packHex(articleId), phase: 'dropped', eventId: { $ne: packHex(fresh.eventId) } },
        u: { $set: packHex(without(fresh, 'apartFrom')) as object },
      }));
    await updateRows(this.models.states, again);
    return made;
  }

  async addSketches(sketches: readonly NewSketch[]): Promise<void> {
    await insertRows(this.models.sketches, sketches.map(sketchRowOf));
  }

  async replaceSketches(sketches: readonly NewSketch[]): Promise<void> {
    if (sketches.length === 0) return;
    const operations = sketches.map((sketch) => {
      const { _id, ...replacement } = sketchRowOf(sketch);
      return { replaceOne: { filter: { _id }, replacement, upsert: true } };
    });
    await this.models.sketches.collection.bulkWrite(operations as never, LOOSE);
  }

  async removeSketches(articleIds: readonly string[]): Promise<void> {
    if (articleIds.length === 0) return;
    await this.models.sketches.collection.deleteMany(idsIn(articleIds) as never);
  }

  async claimIdentities(claims: readonly IdentityClaim[], now: Date): Promise<Map<string, string>> {
    const held = await insertRows(
      this.models.identities,
      claims.map((claim) => identityRowOf(claim, now)),
    );
    // A claimant holds the keys it inserted; only the others are looked up.
    const owners = new Map(claims.map(({ key, articleId }) => [key, articleId]));
    const others = await this.ownersOf(held.flatMap((i) => claims[i]?.key ?? []));
    for (const [key, owner] of others) owners.set(key, owner);
    return owners;
  }

  async ownersOf(keys: readonly string[]): Promise<Map<string, string>> {
    if (keys.length === 0) return new Map();
    const hashes = new Map(keys.map((key) => [key, hashOfKey(key)]));
    const found = await this.models.identities.collection
      .find({ _id: { $in: [...hashes.values()] } } as never)
      .toArray();
    const owners = new Map(
      (found as unknown as { _id: mongo.Binary; a: unknown }[]).map((row) => [
        row._id.toString('base64'),
        unpackHex(row.a) as string,
      ]),
    );
    return new Map(
      [...hashes].flatMap(([key, hash]) => {
        const owner = owners.get(hash.toString('base64'));
        return owner === undefined ? [] : [[key, owner] as const];
      }),
    );
  }

  async candidates(keys: readonly number[], since: Date, limit: number): Promise<StoredSketch[]> {
    if (keys.length === 0) return [];
    return this.findSketches({ k: { $in: keys }, a: { $gte: since } }, limit);
  }

  async sketchesOf(articleIds: readonly string[]): Promise<StoredSketch[]> {
    return articleIds.length === 0 ? [] : this.findSketches(idsIn(articleIds), articleIds.length);
  }

  sketchesSeen(span: SeenSpan, limit: number): AsyncIterable<SeenSketch[]> {
    return readSeen(this.models.sketches, span, limit);
  }

  async statesOf(articleIds: readonly string[]): Promise<Map<string, DedupState<Known, Decision>>> {
    if (articleIds.length === 0) return new Map();
    const found = await this.find('states', idsIn(articleIds));
    return new Map(
      found.map(({ _id, ...state }) => [
        _id,
        { ...state, articleId: _id } as unknown as DedupState<Known, Decision>,
      ]),
    );
  }

  async claim(claims: readonly { articleId: string; by: Claim }[]): Promise<void> {
    if (claims.length === 0) return;
    const operations = claims.map(({ articleId, by }) => ({
      updateOne: {
        filter: { _id: packHex(articleId), phase: 'pending', claimedBy: null },
        update: { $set: { claimedBy: packHex(by) } },
      },
    }));
    await this.models.states.collection.bulkWrite(operations as never, LOOSE);
  }

  async settle(settlements: readonly StateTransition<Known, Decision>[]): Promise<Set<string>> {
    if (settlements.length === 0) return new Set();
    const matched = await updateRows(this.models.states, updatesOf(settlements));
    if (matched === settlements.length) return new Set();
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
        filter: { _id: packHex(articleId) },
        update: {
          $set: { clusterId: packHex(clusterId) },
          ...(apartFrom === undefined ? {} : { $addToSet: { apartFrom: packHex(apartFrom) } }),
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
  async erase(
    articleId: string,
    { eventId }: { eventId: string },
  ): Promise<DedupState<Known, Decision> | null> {
    const erased = { phase: 'erased', eventId: packHex(eventId), decision: null, claimedBy: null };
    await this.models.states.collection.updateOne({ _id: packHex(articleId) } as never, { $set: erased });
    await this.removeSketches([articleId]);
    await this.models.decisions.collection.updateMany({ articleId: packHex(articleId) } as never, {
      $set: { payload: null },
    });
    return (await this.statesOf([articleId])).get(articleId) ?? null;
  }

  private async find(name: keyof DedupModels, filter: object): Promise<Row[]> {
    const found = await this.models[name].collection.find(filter as never).toArray();
    return found.map(unpackHex) as Row[];
  }

  private findSketches(filter: object, limit: number): Promise<StoredSketch[]> {
    return findRaw(this.models.sketches, filter, limit);
  }
}
