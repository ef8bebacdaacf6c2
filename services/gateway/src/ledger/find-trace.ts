import type { LedgerRepository, Trace } from '@dateline/storage';
import { articleIdFrom } from '../articles/article-reference.js';

/** The trace of an article by its id or any spelling of its address; null when there is none. */
export async function findTrace(
  ledger: Pick<LedgerRepository, 'get' | 'findByUrl'>,
  reference: string,
): Promise<Trace | null> {
  const articleId = articleIdFrom(reference);
  const trace = articleId === null ? null : await ledger.get(articleId);
  return trace ?? ledger.findByUrl(reference.trim());
}
