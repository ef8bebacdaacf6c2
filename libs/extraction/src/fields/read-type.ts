import { typesOf, type JsonObject } from '../json-ld/read-json-ld.js';
import type { Provenance } from './provenance.js';

/** Classes that schema.org places under NewsArticle, and the live blog. */
const NARROWER = new Set([
  'AnalysisNewsArticle',
  'AskPublicNewsArticle',
  'BackgroundNewsArticle',
  'OpinionNewsArticle',
  'ReportageNewsArticle',
  'ReviewNewsArticle',
  'LiveBlogPosting',
]);

/** schema.org class of the article: NewsArticle, unless its JSON-LD names a narrower one. */
export function readType(articles: readonly JsonObject[], provenance: Provenance): string {
  const stated = articles
    .slice(0, 1)
    .flatMap(typesOf)
    .find((type) => NARROWER.has(type));
  return (
    provenance.choose('type', stated === undefined ? undefined : { source: 'json-ld', value: stated }) ??
    'NewsArticle'
  );
}
