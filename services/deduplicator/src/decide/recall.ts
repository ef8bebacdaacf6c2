import {
  ArticleMemory,
  claimsOf,
  unpackSketch,
  type ArticleState,
  type DaySpread,
} from '@dateline/similarity';
import type { StoredSketch } from '@dateline/storage';
import type { Arrival } from './arrival.js';
import type { CrowdedKeys } from './crowded-keys.js';
import { findTexts } from './find-texts.js';
import type { State, Store } from './decision-record.js';

/** What a replica keeps from batch to batch, bounded whatever the archive holds. */
export interface ReplicaMemory {
  hot: DaySpread;
  crowded: CrowdedKeys;
  windowMs: number;
}

/** What is known for one batch: the domain's memory, and the states behind it as they were read last. */
export interface Recalled {
  memory: ArticleMemory;
  states: Map<string, State>;
  /** Rows that the arrivals made, as they made them. */
  arrived: ReadonlyMap<string, State>;
  /** Arrivals of the batch that wait for their turn. */
  undecided: Set<string>;
  /** Texts that another replica may still be deciding: they were seen a moment ago. */
  recent: ReadonlySet<string>;
  /** What was decided since may have seen an article of the batch that is undecided yet; ISO time. */
  momentAgo: string;
}

/** Steps from one article to the one that it was decided on that are followed at most. */
export const MAX_CHAIN = 8;
/** How long an undecided article is waited for; after it, its replica is taken for dead and the article for an original. */
const PATIENCE_MS = 60_000;

/** Arrivals that were written to the store, and what the writes returned. */
export interface Appeared extends Pick<Recalled, 'arrived' | 'undecided'> {
  arrivals: readonly Arrival[];
  /** Of the identities that they claim. */
  owners: ReadonlyMap<string, string>;
}

/** Reads what the store knows for arrivals that have already shown themselves there. */
export async function recall(
  store: Store,
  { arrivals, arrived, undecided, owners }: Appeared,
  around: ReplicaMemory & { now: Date },
): Promise<Recalled> {
  const [foreign, texts] = await Promise.all([
    store.ownersOf(foreignKeysOf(arrivals)),
    recallTexts(store, { arrivals, arrived }, around),
  ]);
  const memory = new ArticleMemory({ windowMs: around.windowMs, hot: around.hot });
  memory.addTexts(texts.map(rememberedText));
  const recent = texts.filter(({ at }) => around.now.getTime() - at.getTime() < PATIENCE_MS);
  const recalled: Recalled = {
    memory,
    states: new Map(arrived),
    arrived,
    undecided,
    recent: new Set(recent.map(({ articleId }) => articleId)),
    momentAgo: new Date(around.now.getTime() - PATIENCE_MS).toISOString(),
  };
  const held = new Map([...firstOfBatch(arrivals, owners, undecided), ...foreign]);
  const named = [
    ...arrivals.map(({ articleId }) => articleId),
    ...held.values(),
    ...texts.map(({ articleId }) => articleId),
  ];
  await learnStates(
    store,
    recalled,
    named.filter((id) => !arrived.has(id)),
  );
  await resolveOwners(store, recalled, held);
  memory.addTexts((await missingTexts(store, recalled, held)).map(rememberedText));
  memory.addOwners(held);
  return recalled;
}

/** Reads states anew; those of articles that can be an original are made known to the memory. */
export async function learnStates(
  store: Store,
  { memory, states, undecided }: Recalled,
  articleIds: readonly string[],
): Promise<void> {
  const found = await store.statesOf([...new Set(articleIds)]);
  for (const [id, state] of found) states.set(id, state);
  const known = [...found].filter(([id, { phase }]) => phase !== 'dropped' && !undecided.has(id));
  memory.addStates(known.map(([id, state]) => [id, articleStateOf(state)] as const));
}

/** Texts of the window under the arrivals' keys, as far as they can be an original. What arrives now is compared once it is decided. */
function recallTexts(
  store: Store,
  { arrivals, arrived }: Pick<Appeared, 'arrivals' | 'arrived'>,
  { windowMs, hot, crowded, now }: ReplicaMemory & { now: Date },
): Promise<StoredSketch[]> {
  const since = new Date(now.getTime() - windowMs);
  const wanted = arrivals.map((arrival) => {
    const { sketch, publishedAt } = arrival.fingerprint;
    const isHot = hot.hotAt(publishedAt);
    const keys = sketch.keys.filter((key) => key === sketch.headlineKey || !isHot(key));
    return { arrival, keys, isHot };
  });
  return findTexts(wanted, { store, crowded, since, now, leftOut: arrived });
}

/** Keys that an article names without holding them: the canonical link to another site. */
function foreignKeysOf(arrivals: readonly Arrival[]): string[] {
  return arrivals.flatMap(({ fingerprint }) => {
    const own = new Set(claimsOf(fingerprint));
    return fingerprint.identities.map(({ key }) => key).filter((key) => !own.has(key));
  });
}

/** If undecided articles of one chunk share an identity, the first holds it, whatever an earlier try wrote. */
function firstOfBatch(
  arrivals: readonly Arrival[],
  owners: ReadonlyMap<string, string>,
  undecided: ReadonlySet<string>,
): Map<string, string> {
  const held = new Map(owners);
  const given = new Set<string>();
  for (const { articleId, fingerprint } of arrivals) {
    for (const key of claimsOf(fingerprint)) {
      if (given.has(key) || !undecided.has(articleId) || !undecided.has(held.get(key) ?? '')) continue;
      held.set(key, articleId);
      given.add(key);
    }
  }
  return held;
}

/** An identity whose holder turned out to be a duplicate belongs to the article that it is a duplicate of. */
async function resolveOwners(store: Store, recalled: Recalled, owners: Map<string, string>): Promise<void> {
  const { states } = recalled;
  for (let hop = 0; hop < MAX_CHAIN; hop += 1) {
    const moved = [...owners].flatMap(([key, owner]) => {
      const state = states.get(owner);
      return state?.phase === 'dropped' && state.duplicateOf ? [[key, state.duplicateOf] as const] : [];
    });
    if (moved.length === 0) return;
    for (const [key, next] of moved) owners.set(key, next);
    const unread = moved.map(([, next]) => next).filter((id) => !states.has(id));
    if (unread.length > 0) await learnStates(store, recalled, unread);
  }
}

/** Texts of articles that hold an identity: their likeness tells an address that is used again from a revision. */
async function missingTexts(
  store: Store,
  { memory, states, undecided }: Recalled,
  owners: ReadonlyMap<string, string>,
): Promise<StoredSketch[]> {
  const holders = new Set([...owners.values()].filter((id) => states.has(id) && !undecided.has(id)));
  return store.sketchesOf([...holders].filter((id) => !memory.hasText(id)));
}

function rememberedText({ articleId, keys, body, publishedAt }: StoredSketch) {
  return { id: articleId, sketch: unpackSketch(body, keys), publishedAt, clusterId: null };
}

function articleStateOf({ known: { contentHash, pastHashes, address }, clusterId }: State): ArticleState {
  return { contentHash, pastHashes, clusterId, address };
}
