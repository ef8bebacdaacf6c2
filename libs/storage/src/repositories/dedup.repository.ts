import type { Sighting } from '@dateline/contracts';
import { createHash } from 'node:crypto';
import { batchesOf } from '../batches.js';
import type {
  DecisionModel,
  DedupStateModel,
  IdentityModel,
  Models,
  SightingModel,
  SketchModel,
} from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import type {
  DedupState,
  IdentityClaim,
  NewSketch,
  SightingOf,
  StoredDecision,
  StoredSketch,
} from './dedup.types.js';

type DedupModels = Pick<Models, 'decisions' | 'identities' | 'states' | 'sketches' | 'sightings'>;

/** What the deduplicator remembers: decisions, identities, content states and sketches. */
export class DedupRepository {
  constructor(private readonly models: DedupModels) {}

  async decisionsOf(eventIds: readonly string[]): Promise<Map<string, StoredDecision>> {
    const found = await this.models.decisions.find({ _id: { $in: eventIds } }).lean<DecisionModel[]>();
    return new Map(
      found.map(({ _id, position, decision, duplicateOf, reason, payload }) => [
        _id,
        { eventId: _id, position, decision, duplicateOf, reason, payload },
      ]),
    );
  }

  /** Insert only: a decision once made stands. */
  async saveDecisions(decisions: readonly StoredDecision[], expiresAt: Date): Promise<void> {
    await ignoringDuplicates(
      decisions.map(({ eventId, ...rest }) => ({ ...rest, _id: eventId, expiresAt })),
      (documents) =>
        this.models.decisions.insertMany(documents, { ordered: false, throwOnValidationError: true }),
    );
  }

  async identitiesOf(keys: readonly string[]): Promise<Map<string, string>> {
    const owners = new Map<string, string>();
    for (const batch of batchesOf(keys.map(hashOfKey))) {
      const found = await this.models.identities.find({ _id: { $in: batch } }).lean<IdentityModel[]>();
      for (const { _id, articleId } of found) owners.set(_id, articleId);
    }
    return new Map(
      keys.flatMap((key) => {
        const owner = owners.get(hashOfKey(key));
        return owner === undefined ? [] : [[key, owner] as const];
      }),
    );
  }

  /** Claims keys that nobody holds and answers who holds each; of two that race for a key exactly one wins. */
  async claimIdentities(claims: readonly IdentityClaim[], now: Date): Promise<Map<string, string>> {
    await ignoringDuplicates(
      claims.map(({ key, articleId }) => ({ _id: hashOfKey(key), articleId, at: now })),
      (documents) =>
        this.models.identities.insertMany(documents, { ordered: false, throwOnValidationError: true }),
    );
    return this.identitiesOf(claims.map(({ key }) => key));
  }

  async statesOf(articleIds: readonly string[]): Promise<Map<string, DedupState>> {
    const found = await this.models.states.find({ _id: { $in: articleIds } }).lean<DedupStateModel[]>();
    return new Map(found.map(({ _id, ...state }) => [_id, state]));
  }

  async saveStates(states: readonly (DedupState & { articleId: string })[]): Promise<void> {
    if (states.length === 0) return;
    await this.models.states.bulkWrite(
      states.map(({ articleId, ...state }) => ({
        updateOne: { filter: { _id: articleId }, update: { $set: state }, upsert: true },
      })),
    );
  }

  /** Sketches that share at least one key, seen between the two times. */
  async candidates(keys: readonly number[], from: Date, to: Date, limit: number): Promise<StoredSketch[]> {
    if (keys.length === 0) return [];
    const found = await this.models.sketches
      .find({ keys: { $in: keys }, at: { $gte: from, $lte: to } })
      .limit(limit)
      .lean<SketchModel[]>();
    return found.map(({ _id, keys: found, sketch, clusterId, publishedAt, at }) => ({
      articleId: _id,
      keys: found,
      sketch,
      clusterId,
      publishedAt,
      at,
    }));
  }

  async saveSketches(sketches: readonly NewSketch[]): Promise<void> {
    if (sketches.length === 0) return;
    await this.models.sketches.bulkWrite(
      sketches.map(({ articleId, ...sketch }) => ({
        updateOne: { filter: { _id: articleId }, update: { $set: sketch }, upsert: true },
      })),
    );
  }

  /** Notes where else an article was seen; the same sighting again changes nothing. */
  async addSightings(sightings: readonly SightingOf[]): Promise<void> {
    if (sightings.length === 0) return;
    await this.models.sightings.bulkWrite(
      sightings.map(({ articleId, sighting }) => ({
        updateOne: {
          filter: {
            _id: hashOfKey(`${articleId} ${sighting.articleId} ${sighting.feedId ?? ''} ${sighting.url}`),
          },
          update: { $setOnInsert: { original: articleId, sighting } },
          upsert: true,
        },
      })),
      { ordered: false, throwOnValidationError: true },
    );
  }

  async sightingsOf(articleIds: readonly string[]): Promise<Map<string, Sighting[]>> {
    const found = await this.models.sightings.find({ original: { $in: articleIds } }).lean<SightingModel[]>();
    const byOriginal = Map.groupBy(found, (s) => s.original);
    return new Map([...byOriginal].map(([id, list]) => [id, list.map((s) => s.sighting as Sighting)]));
  }
}

/** Keys hold addresses of any length; their hash keeps the index small. */
function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 40);
}

async function ignoringDuplicates<T>(
  documents: T[],
  insert: (documents: T[]) => Promise<unknown>,
): Promise<void> {
  for (const batch of batchesOf(documents)) {
    try {
      await insert(batch);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
}
