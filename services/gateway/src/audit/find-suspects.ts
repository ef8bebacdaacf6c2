import type { Database } from '@dateline/storage';
import { problem, type Check, type Problem } from './balance.js';

/** The collections that are checked against the ledger. */
export type AuditedStores = Pick<Database, 'ledger' | 'frontier' | 'feedCounts'>;

/** Suspicions about single articles, by article id. Two suspicions are the same if their values are equal. */
export type Suspects = ReadonlyMap<Check, ReadonlyMap<string, string>>;

/** The most cases examined per check; more would not change the answer. */
const LIMIT = 1_000;
const PAGE = 500;

/**
 * Runs all cross-checks once. While articles move, an article may look wrong for a moment. So only a
 * suspicion that is found again after the stages have passed a mark is a problem (`confirm`).
 */
export async function findSuspects(stores: AuditedStores): Promise<Suspects> {
  const { ledger } = stores;
  return new Map<Check, ReadonlyMap<string, string>>([
    ['entries_without_trace', plain((await ledger.entriesWithoutTrace(LIMIT)).ids)],
    ['indexed_without_article', plain((await ledger.indexedWithoutArticle(LIMIT)).ids)],
    ['articles_not_indexed', plain((await ledger.articlesNotIndexed(LIMIT)).ids)],
    ['duplicates_without_original', plain(await findLostOriginals(stores))],
    ['unaccounted', await findWithoutPlace(stores)],
  ]);
}

const plain = (ids: readonly string[]) => new Map(ids.map((id) => [id, '']));

/** Suspicions found both times. */
export function confirm(before: Suspects, now: Suspects): Suspects {
  return new Map(
    [...now].map(([check, found]) => {
      const earlier = before.get(check);
      return [check, new Map([...found].filter(([id, state]) => earlier?.get(id) === state))];
    }),
  );
}

export function isEmpty(suspects: Suspects): boolean {
  return [...suspects.values()].every(({ size }) => size === 0);
}

/** Suspicions as problems, without the checks that could not be settled. */
export function problemsOf(suspects: Suspects, unsettled: ReadonlySet<Check>): Problem[] {
  return [...suspects]
    .filter(([check]) => !unsettled.has(check))
    .flatMap(([check, found]) => problem(check, [...found.keys()]));
}

/**
 * The original of a duplicate must be indexed or accounted for: on its way, or a dead letter. The original
 * may itself have become a duplicate at the same moment; then its own original counts. The target of a
 * pointer may have no article, so it only needs to be accounted for.
 */
async function findLostOriginals({ ledger }: AuditedStores): Promise<string[]> {
  const { ids } = await ledger.duplicatesWithoutOriginal(LIMIT);
  const duplicates = await ledger.loadMany(ids);
  const lost: string[] = [];
  let open = [...duplicates.values()].map(({ articleId, duplicateOf, reason }) => ({
    articleId,
    of: duplicateOf ?? '',
    isPointer: reason === 'pointer',
  }));
  for (let hop = 0; open.length > 0; hop += 1) {
    const originals = await ledger.loadMany([...new Set(open.map(({ of }) => of))]);
    const further = open.flatMap(({ articleId, of, isPointer }) => {
      const { state, duplicateOf = null, reason } = originals.get(of) ?? {};
      if (isPointer && state === 'rejected') return [];
      if (state === 'in_flight' || state === 'dead_lettered' || (state === 'indexed' && hop > 0)) return [];
      if (state === 'duplicate' && duplicateOf !== null && hop < MAX_HOPS)
        return [{ articleId, of: duplicateOf, isPointer: isPointer || reason === 'pointer' }];
      lost.push(articleId);
      return [];
    });
    open = further;
  }
  return lost;
}

const MAX_HOPS = 8;

/**
 * Articles in flight that do not wait in the frontier, with the revisions of their traces. Each must be an
 * unread message in a topic, and so will have moved when the stages have passed the topics' ends. All are
 * listed, because most will move.
 */
async function findWithoutPlace({ ledger, frontier }: AuditedStores): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let after: string | undefined;
  for (;;) {
    const traces = await ledger.list({ state: 'in_flight', limit: PAGE, ...(after ? { after } : {}) });
    const waiting = await frontier.waitingArticleIds(traces.map((trace) => trace.articleId));
    for (const { articleId, rev } of traces) if (!waiting.has(articleId)) found.set(articleId, String(rev));
    after = traces.at(-1)?.articleId;
    if (traces.length < PAGE || after === undefined) return found;
  }
}
