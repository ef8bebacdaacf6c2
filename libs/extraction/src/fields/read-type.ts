import type { ArticleType } from '@dateline/contracts';
import { typesOf, type JsonObject } from '../json-ld/read-json-ld.js';
import type { Provenance } from './provenance.js';

type NarrowerType = Exclude<ArticleType, 'NewsArticle'>;

/** Subclasses of NewsArticle in schema.org, and the live blog: all that the contract allows. */
const NARROWER: Readonly<Record<NarrowerType, true>> = {
  AnalysisNewsArticle: true,
  AskPublicNewsArticle: true,
  BackgroundNewsArticle: true,
  OpinionNewsArticle: true,
  ReportageNewsArticle: true,
  ReviewNewsArticle: true,
  LiveBlogPosting: true,
};

const isNarrower = (type: string): type is NarrowerType => Object.hasOwn(NARROWER, type);

/** schema.org class of the article: NewsArticle, unless its JSON-LD names a narrower one. */
export function readType(articles: readonly JsonObject[], provenance: Provenance): ArticleType {
  const stated = articles.slice(0, 1).flatMap(typesOf).find(isNarrower);
  return (
    provenance.choose('type', stated === undefined ? undefined : { source: 'json-ld', value: stated }) ??
    'NewsArticle'
  );
}
