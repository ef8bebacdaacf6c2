import type { Models } from '../models/models.js';
import type { ArticleWrite } from './article.types.js';

/** Removes the replaced versions of the articles just written, except the last `kept` of each. */
export async function trimRevisions(
  { revisions }: Pick<Models, 'revisions'>,
  writes: readonly Pick<ArticleWrite, 'superseded'>[],
  kept: number,
): Promise<void> {
  const operations = writes.flatMap(({ superseded }) => {
    if (superseded === null || superseded.version <= kept) return [];
    const { articleId, version } = superseded;
    return [{ deleteMany: { filter: { articleId, version: { $lte: version - kept } } } }];
  });
  if (operations.length > 0) await revisions.bulkWrite(operations, { ordered: false });
}
