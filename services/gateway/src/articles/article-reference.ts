import { articleIdOf, InvalidArticleUrl } from '@dateline/article';

const ARTICLE_ID = /^[0-9a-f]{64}$/;

/** The article id that a text stands for: the id itself, or the address of the article in any spelling; null for neither. */
export function articleIdFrom(text: string): string | null {
  const given = text.trim();
  if (ARTICLE_ID.test(given.toLowerCase())) return given.toLowerCase();
  try {
    return articleIdOf(given);
  } catch (error) {
    if (error instanceof InvalidArticleUrl) return null;
    throw error;
  }
}
