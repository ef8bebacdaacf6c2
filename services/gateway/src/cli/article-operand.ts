import { findArticleId, type ReferenceStores } from '../articles/find-article-id.js';
import { UsageError } from './command.js';

/** The single operand of a command on an article. Throws UsageError for none or several. */
export function referenceIn(operands: readonly string[]): string {
  const [reference] = operands;
  if (reference === undefined || operands.length !== 1) throw new UsageError('give one article id or url');
  return reference;
}

/** The article id of such an operand. Throws UsageError. */
export async function articleIdIn(stores: ReferenceStores, reference: string): Promise<string> {
  const articleId = await findArticleId(stores, reference);
  if (articleId === null) throw new UsageError(`"${reference}" is neither an article id nor a web address`);
  return articleId;
}
