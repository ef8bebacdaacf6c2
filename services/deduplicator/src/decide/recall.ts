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

/** State that a replica keeps between batches. Its size is bounded, however large the archive is. */
export interface ReplicaMemory {
  hot: DaySpread;
  crowded: CrowdedKeys;
  windowMs: number;
  /** As `MemoryOptions.republishedMs`; sketches are kept for longer. */
  republishedMs: number;
}

/** Knowledge for one batch: the domain's memory, and the last read states of its articles. */
export interface Recalled {
  memory: ArticleMemory;
  states: Map<string, State>;
  /** The rows that `arrive` created. */
  arrived: ReadonlyMap<string, State>;
  /** Arrivals of the batch that are not decided yet. */
  undecided: Set<string>;
  /** Recently seen texts, which another replica may still be deciding. */
  recent: ReadonlySet<string>;
  /** Decisions after this ISO time may depend on an undecided article of the batch. */
  momentAgo: string;
}

/** The most steps to follow from an article to the one that it was decided on. */
export const MAX_CHAIN = 8;
/**
 * How long to wait for an undecided article. After that its replica counts as dead, and the article as an
 * original.
 */
const PATIENCE_MS = 60_000;

/** Arrivals that were written to the store, with the results of the writes. */
export interface Appeared extends Pick<Recalled, 'arrived' | 'undecided'> {
  arrivals: readonly Arrival[];
  /** Owners of the identities that the arrivals claim. */
  owners: ReadonlyMap<string, string>;
}

/** Reads what the store knows about arrivals that are already written there. */
export async function recall(
  store: Store,
  { arrivals, arrived, undecided, owners }: Appeared,
  around: ReplicaMemory & { now: Date },
): Promise<Recalled> {
  const [foreign, texts] = await Promise.all([
    store.ownersOf(foreignKeysOf(arrivals)),
    recallTexts(store, { arrivals, arrived }, around),
  ]);
  const memory = new ArticleMemory(around);
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

/** Reads states again and adds the possible originals to the memory. */
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

/**
 * Texts of the last weeks that share the arrivals' keys and may be originals. An undecided arrival is compared
 * once it is decided.
 */
function recallTexts(
  store: Store,
  { arrivals, arrived }: Pick<Appeared, 'arrivals' | 'arrived'>,
  { republishedMs, hot, crowded, now }: ReplicaMemory & { now: Date },
): Promise<StoredSketch[]> {
  const since = new Date(now.getTime() - republishedMs);
  const wanted = arrivals.map((arrival) => {
    const { sketch, publishedAt } = arrival.fingerprint;
    const isHot = hot.hotAt(publishedAt);
    const keys = sketch.keys.filter((key) => key === sketch.headlineKey || !isHot(key));
    return { arrival, keys, isHot };
  });
  return findTexts(wanted, { store, crowded, since, now, leftOut: arrived });
}

/** Keys that an article names but does not own: the canonical link to another site. */
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

/** An identity whose owner became a duplicate belongs to the owner's original. */
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

/** Texts of the owners of an identity. Their similarity tells a reused address from a revision. */
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

function articleStateOf({ known, clusterId }: State): ArticleState {
  const { contentHash, pastHashes, address, outlet } = known;
  return { contentHash, pastHashes, clusterId, address, ...(outlet === undefined ? {} : { outlet }) };
}
