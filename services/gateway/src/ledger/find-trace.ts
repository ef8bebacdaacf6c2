import type { Database, Trace } from '@dateline/storage';
import { findArticleId, type ReferenceStores } from '../articles/find-article-id.js';

/** The trace of an article by its id or by any spelling of its address; null if there is none. */
export async function findTrace(
  stores: ReferenceStores & { ledger: Pick<Database['ledger'], 'findByUrl'> },
  reference: string,
): Promise<Trace | null> {
  const articleId = await findArticleId(stores, reference);
  const trace = articleId === null ? null : await stores.ledger.get(articleId);
  return trace ?? stores.ledger.findByUrl(reference.trim());
}
