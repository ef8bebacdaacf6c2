import { articleIdOf, contentHashOf, normaliseUrl } from '@dateline/article';
import { ARTICLE_SCHEMA_VERSION, type ArticleRecord, type ParsedArticle } from '@dateline/contracts';

const AT = '2026-03-03T09:05:07.000Z';

/** What the parser makes of an invented page: every field of the contract, so that a new one is given a value here. */
export function sampleArticle(change: Partial<ParsedArticle> = {}): Required<ParsedArticle> {
  const articleBody =
    change.articleBody === undefined
      ? 'The harbour reopened on Monday.\nBoats went out at dawn.'
      : change.articleBody;
  return {
    type: 'NewsArticle',
    pageType: 'article',
    headline: 'Harbour reopens after repairs',
    alternativeHeadline: [],
    description: null,
    articleBody,
    articleBodyHtml: null,
    bodyConfidence: 0.9,
    bodyFlags: [],
    liveBlogUpdate: [],
    wordCount: 10,
    sentenceCount: 2,
    charCount: [...(articleBody ?? '')].length,
    articleSection: [],
    keywords: [],
    genre: [],
    about: [],
    contentLocation: [],
    author: [{ name: 'Mona Salem', type: 'Person', url: null }],
    byline: 'By Mona Salem',
    dateline: null,
    datePublished: AT,
    dateModified: null,
    datePublishedPrecision: 'second',
    datePublishedZoneStated: true,
    datePublishedZone: '+00:00',
    dateFlags: [],
    inLanguage: 'en',
    languageDetected: null,
    image: [],
    associatedMedia: [],
    discussionUrl: null,
    isBasedOn: null,
    originalUrl: null,
    publisher: { name: 'Tribune', asPrinted: null, domain: 'tribune.example' },
    provider: null,
    canonicalUrl: null,
    ampUrl: null,
    mediaId: null,
    isAccessibleForFree: null,
    copyrightNotice: null,
    copyrightHolder: null,
    license: null,
    correction: [],
    charset: 'utf-8',
    provenance: {},
    extractor: { name: 'test', version: '1', input: 'html' },
    ...change,
  };
}

/** The first record of the sample article at an address. */
export function sampleRecord(url: string, change: Partial<ArticleRecord> = {}): Required<ArticleRecord> {
  const { charset, extractor, ...article } = sampleArticle();
  const { headline, articleBody } = { ...article, ...change };
  return {
    ...article,
    articleId: articleIdOf(url),
    schemaVersion: ARTICLE_SCHEMA_VERSION,
    version: 1,
    status: 'usable',
    url,
    urlNormalized: normaliseUrl(url) ?? url,
    charCount: [...(articleBody ?? '')].length,
    altIds: [],
    contentHash: contentHashOf(headline, articleBody),
    dedupe: { tier: 'none', duplicateOf: null, score: null, rule: 'url 1, text 1', decidedAt: AT },
    clusterId: null,
    alsoSeenIn: [],
    revisions: [],
    fetch: {
      fetchedAt: AT,
      status: 200,
      finalUrl: url,
      contentType: 'text/html',
      bytes: 1,
      rawRef: null,
      charset,
    },
    pipeline: {
      parser: '1',
      deduplicator: '1',
      indexer: '1',
      extractor: `${extractor.name} ${extractor.version}`,
      urlRules: '1',
      similarityRules: '1',
    },
    feedId: 'tribune',
    discoveredAt: AT,
    parsedAt: AT,
    indexedAt: AT,
    updatedAt: AT,
    traceId: null,
    withdrawal: null,
    ...change,
  };
}
