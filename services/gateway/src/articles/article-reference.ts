import { articleIdOf, InvalidArticleUrl } from '@dateline/article';

const ARTICLE_ID = /^[0-9a-f]{64}$/;

/**
 * The article id that a text refers to: the id itself, or the article's address in any spelling. Null for
 * anything else.
 */
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
