import { idOfAddress, normaliseUrl, normaliseUrlKeeping } from '@dateline/article';
import type { Database } from '@dateline/storage';
import { articleIdFrom } from './article-reference.js';

export interface ReferenceStores {
  ledger: Pick<Database['ledger'], 'get' | 'idsByUrl'>;
  urlParameters: Pick<Database['urlParameters'], 'rulesAt'>;
}

/**
 * The article that a text refers to: its id, or its address in any spelling, with the parameters that were
 * learned for the host. An address that named an article under older rules leads to that article. Null for
 * anything else.
 */
export async function findArticleId(
  { ledger, urlParameters }: ReferenceStores,
  text: string,
): Promise<string | null> {
  const plain = articleIdFrom(text);
  const address = plain === null ? null : normaliseUrl(text);
  if (plain === null || address === null || !text.includes('?')) return plain;
  const { significant } = await urlParameters.rulesAt([new URL(address).host]);
  const key = significant.size === 0 ? null : normaliseUrlKeeping(text, significant);
  if (key === null) return plain;
  const articleId = idOfAddress(key);
  if (articleId === plain || (await ledger.get(articleId))) return articleId;
  const given = text.trim();
  return (await ledger.idsByUrl([given])).get(given) ?? articleId;
}

/** A text is neither an article id nor a web address. */
export class BadArticleReference extends Error {
  readonly code = 'bad_article_reference';
  constructor(text: string) {
    super(`"${text.slice(0, 200)}" is neither an article id nor a web address.`);
    this.name = 'BadArticleReference';
  }
}

/** The same. Throws BadArticleReference. */
export async function requireArticleId(stores: ReferenceStores, text: string): Promise<string> {
  const articleId = await findArticleId(stores, text);
  if (articleId === null) throw new BadArticleReference(text);
  return articleId;
}
