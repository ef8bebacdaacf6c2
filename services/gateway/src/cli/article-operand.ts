import { articleIdFrom } from '../articles/article-reference.js';
import { UsageError } from './command.js';

/** The one operand of a command on an article; throws UsageError for none or several. */
export function referenceIn(operands: readonly string[]): string {
  const [reference] = operands;
  if (reference === undefined || operands.length !== 1) throw new UsageError('give one article id or url');
  return reference;
}

/** The article id that such an operand stands for; throws UsageError. */
export function articleIdIn(reference: string): string {
  const articleId = articleIdFrom(reference);
  if (articleId === null) throw new UsageError(`"${reference}" is neither an article id nor a web address`);
  return articleId;
}
