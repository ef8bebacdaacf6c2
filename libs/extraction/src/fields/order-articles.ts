import { isObject, type JsonObject } from '../json-ld/read-json-ld.js';
import { matchKey } from '../text/match-key.js';
import { stripTags } from '../text/strip-tags.js';

/** Puts the JSON-LD article of this page first: its address or its headline is the page's own. */
export function orderArticles(
  articles: readonly JsonObject[],
  url: string | null,
  title: string,
): JsonObject[] {
  if (articles.length < 2) return [...articles];
  const titleKey = matchKey(title);
  return articles.toSorted((a, b) => standing(b, url, titleKey) - standing(a, url, titleKey));
}

function standing(article: JsonObject, url: string | null, titleKey: string): number {
  const page = article['mainEntityOfPage'];
  const addresses = [article['url'], article['@id'], isObject(page) ? page['@id'] : page].filter(
    (value) => typeof value === 'string',
  );
  const own = url !== null && addresses.some((address) => addressKey(address) === addressKey(url));
  const headline = typeof article['headline'] === 'string' ? matchKey(stripTags(article['headline'])) : '';
  const titled = headline.length > 8 && titleKey.includes(headline);
  return (own ? 2 : 0) + (titled ? 1 : 0);
}

function addressKey(url: string): string {
  return url
    .replace(/[?#].*$/, '')
    .replace(/^https?:\/\/(?:www\.|m\.|amp\.)?/i, '')
    .replace(/\/$/, '')
    .toLowerCase();
}
