import { AUTHORITY_TABLE, killedHeadlinesOf, outletOf, sameOutlet, toldAuthority } from '@dateline/article';
import { sketchOf } from '@dateline/similarity';
import type { Arrival } from './arrival.js';
import type { IgnoredKill, State, Store } from './decision-record.js';

/** The most stories with one headline; more of them identify nothing. */
const MAX_NAMED = 20;

export interface KilledSearch {
  store: Pick<Store, 'ownersOf' | 'statesOf' | 'candidates'>;
  /** State of the article at the notice's own address. */
  own: State | undefined;
  /** How recently a story must have been seen to be found by its headline. */
  since: Date;
}

/**
 * The story of a notice, or the reason why it withdraws nothing, with the other outlet's story whose address
 * or entry it has.
 */
export type Killed = { story: string } | { story: null; ignored: IgnoredKill; named: string | null };

/**
 * The story that a kill notice withdraws: the article whose address or feed entry it has taken, else the only
 * story of the same outlet with the headline that it names. An outlet withdraws only what it published
 * itself. None if this is uncertain: a doubtful case stays published.
 */
export async function findKilled(arrival: Arrival, search: KilledSearch): Promise<Killed> {
  const outlet = speakerOf(arrival);
  const held = await heldBy(arrival, search);
  const named = held[0]?.articleId ?? null;
  if (outlet === null) return { story: null, ignored: 'no_authority', named };
  const mine = held.find((state) => isOf(state, outlet));
  const story = mine?.articleId ?? (await findNamed(arrival, outlet, search));
  if (story !== null) return { story };
  return { story, ignored: named === null ? 'not_known' : 'other_outlet', named };
}

/**
 * The outlet that speaks in the notice: that of the page that was read, or that of the address if the
 * outlet's own feed supplied the text.
 */
function speakerOf({ event }: Arrival): string | null {
  const { fetch, urlNormalized } = event.data;
  if (fetch.source !== 'feed') return outletOf(fetch.finalUrl);
  return AUTHORITY_TABLE[toldAuthority(event.data)].kills ? outletOf(urlNormalized) : null;
}

/**
 * Articles that stand under the notice's own address or its identities. A dropped article counts as its
 * original.
 */
async function heldBy({ fingerprint, articleId }: Arrival, { store, own }: KilledSearch): Promise<State[]> {
  if (own && own.phase !== 'dropped') return [own];
  const keys = fingerprint.identities.flatMap(({ key, tier }) =>
    tier === 'entry' || tier === 'url' ? [key] : [],
  );
  const owners = await store.ownersOf(keys);
  return standingAmong([...(own ? [articleId] : []), ...keys.flatMap((key) => owners.get(key) ?? [])], store);
}

async function standingAmong(articleIds: readonly string[], store: KilledSearch['store']): Promise<State[]> {
  const states = await store.statesOf([...new Set(articleIds)]);
  const found = articleIds.flatMap((id) => states.get(id) ?? []);
  const originals = await store.statesOf(found.flatMap(({ duplicateOf }) => duplicateOf ?? []));
  return found.flatMap((state) => {
    if (state.phase === 'standing') return [state];
    const original = state.phase === 'dropped' ? originals.get(state.duplicateOf ?? '') : undefined;
    return original?.phase === 'standing' ? [original] : [];
  });
}

/**
 * Whether an outlet published an article. States of earlier versions hold the domain of the publisher that
 * the page named.
 */
function isOf({ known, facts }: State, outlet: string): boolean {
  // The state of an earlier version may lack it.
  const own = (known as State['known'] | undefined)?.outlet;
  if (own !== undefined) return own === outlet;
  return facts.outlet !== null && sameOutlet(facts.outlet, outlet);
}

async function findNamed(
  { event }: Arrival,
  outlet: string,
  { store, since }: KilledSearch,
): Promise<string | null> {
  const keys = killedHeadlinesOf(event.data.article).flatMap(
    (title) => sketchOf('', { title, source: outlet }).headlineKey ?? [],
  );
  const texts = await store.candidates(keys, since, MAX_NAMED);
  const named = texts.filter((text) => text.keys.some((key) => keys.includes(key)));
  const found = await standingAmong(
    named.map(({ articleId }) => articleId),
    store,
  );
  const standing = new Set(found.filter((state) => isOf(state, outlet)).map(({ articleId }) => articleId));
  const [story] = standing;
  return standing.size === 1 ? (story ?? null) : null;
}
