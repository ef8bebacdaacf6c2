import type { ArticleRecord } from '@dateline/contracts';
import type { Database } from '@dateline/storage';
import type { ArticleQuery } from './articles.schema.js';
import { requireArticleId, type ReferenceStores } from './find-article-id.js';
import { searchOf } from './search-of.js';

export type SearchStores = ReferenceStores & Pick<Database, 'articles' | 'feedBulk'>;

/** What selects articles and orders them. */
export type ArticleSelection = Omit<ArticleQuery, 'fields' | 'format'>;

/** A page of the articles that a query selects. Throws BadArticleReference, BadCursor and NothingToFit. */
export async function searchArticles(
  stores: SearchStores,
  { url, label, ...query }: ArticleSelection,
): Promise<{ items: ArticleRecord[]; next: string | null }> {
  if (query.sort === 'relevance' && query.q === undefined) throw new NothingToFit();
  if (url === undefined) {
    const feedIds = label === undefined ? undefined : await stores.feedBulk.labelled(label);
    return stores.articles.search({ ...searchOf(query), feedIds });
  }
  const articleId = await requireArticleId(stores, url);
  const stored = (await stores.articles.loadMany([articleId])).get(articleId);
  return { items: stored && !stored.erased ? [stored.record] : [], next: null };
}

/** The order by relevance was asked for without words. */
export class NothingToFit extends Error {
  readonly code = 'nothing_to_fit';
  constructor() {
    super('The order by relevance needs words (q).');
    this.name = 'NothingToFit';
  }
}

/** Records read at once for an export. */
const BATCH = 100;

/** All articles that a query selects, from its cursor on, batch by batch. */
export async function* allArticles(
  stores: SearchStores,
  selection: ArticleSelection,
): AsyncGenerator<ArticleRecord[]> {
  let cursor = selection.cursor;
  do {
    const page = await searchArticles(stores, { ...selection, limit: BATCH, cursor });
    yield page.items;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
