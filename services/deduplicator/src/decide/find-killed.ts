import { killedHeadlinesOf, outletOf } from '@dateline/article';
import { sketchOf } from '@dateline/similarity';
import type { Arrival } from './arrival.js';
import type { State, Store } from './decision-record.js';

/** The most stories with one headline; more of them identify nothing. */
const MAX_NAMED = 20;

export interface KilledSearch {
  store: Pick<Store, 'ownersOf' | 'statesOf' | 'candidates'>;
  /** State of the article at the notice's own address. */
  own: State | undefined;
  /** How long ago a story may have been seen to be found by its headline. */
  since: Date;
}

/**
 * The story that a kill notice takes back: the article whose address or feed entry it has taken, else the one story of the
 * same site whose headline it names. Null where that cannot be told: what is in doubt stays published.
 */
export async function findKilled(
  arrival: Arrival,
  { store, own, since }: KilledSearch,
): Promise<string | null> {
  if (own && own.phase !== 'dropped') return own.articleId;
  const keys = arrival.fingerprint.identities.flatMap(({ key, tier }) =>
    tier === 'entry' || tier === 'url' ? [key] : [],
  );
  const owners = await store.ownersOf(keys);
  const held = keys.flatMap((key) => owners.get(key) ?? []);
  const [story] = await standingAmong(own ? [own.articleId, ...held] : held, arrival, store);
  return story ?? findNamed(arrival, store, since);
}

/** The articles among these that stand. A dropped article counts for its original if both belong to the outlet of the notice. */
async function standingAmong(
  articleIds: readonly string[],
  { facts }: Arrival,
  store: KilledSearch['store'],
): Promise<string[]> {
  const states = await store.statesOf([...new Set(articleIds)]);
  const found = articleIds.flatMap((id) => states.get(id) ?? []);
  const originals = await store.statesOf(found.flatMap(({ duplicateOf }) => duplicateOf ?? []));
  return found.flatMap((state) => {
    if (state.phase === 'standing') return [state.articleId];
    const original = state.phase === 'dropped' ? originals.get(state.duplicateOf ?? '') : undefined;
    const isTheirs = original?.phase === 'standing' && original.facts.outlet === facts.outlet;
    return isTheirs ? [original.articleId] : [];
  });
}

async function findNamed(
  arrival: Arrival,
  store: KilledSearch['store'],
  since: Date,
): Promise<string | null> {
  const { article, urlNormalized } = arrival.event.data;
  const source = outletOf(urlNormalized);
  const keys = killedHeadlinesOf(article).flatMap(
    (title) => sketchOf('', { title, source }).headlineKey ?? [],
  );
  const texts = await store.candidates(keys, since, MAX_NAMED);
  const named = texts.filter((text) => text.keys.some((key) => keys.includes(key)));
  const standing = new Set(
    await standingAmong(
      named.map(({ articleId }) => articleId),
      arrival,
      store,
    ),
  );
  const [story] = standing;
  return standing.size === 1 ? (story ?? null) : null;
}
