import { findArticleId, type ReferenceStores } from '../articles/find-article-id.js';
import { UsageError } from './command.js';

/** The article id of such an operand. Throws UsageError. */
export async function articleIdIn(stores: ReferenceStores, reference: string): Promise<string> {
  const articleId = await findArticleId(stores, reference);
  if (articleId === null) throw new UsageError(`"${reference}" is neither an article id nor a web address`);
  return articleId;
}
