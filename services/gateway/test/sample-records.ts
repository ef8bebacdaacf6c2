import { articleIdOf, contentHashOf, normaliseUrl } from '@dateline/article';
import type { ArticleRecord, StageOutcome } from '@dateline/contracts';
import type { Trace } from '@dateline/storage';

const AT = '2026-03-03T09:05:07.000Z';

/** An article record of our own words, complete. */
// eslint-disable-next-line max-lines-per-function
export function sampleRecord(url: string, change: Partial<ArticleRecord> = {}): ArticleRecord {
  const headline = change.headline ?? 'Harbour reopens after repairs';
  const articleBody = change.articleBody ?? 'The harbour reopened on Monday.\nBoats went out at dawn.';
  return {
    articleId: articleIdOf(url),
    schemaVersion: '1.0.0',
    version: 1,
    status: 'usable',
    url,
    urlNormalized: normaliseUrl(url) ?? url,
    type: 'NewsArticle',
    headline,
    alternativeHeadline: [],
    description: null,
    articleBody,
    articleBodyHtml: null,
    wordCount: 10,
    charCount: articleBody.length,
    articleSection: [],
    keywords: [],
    author: [{ name: 'Mona Salem', type: 'Person', url: null }],
    byline: 'By Mona Salem',
    dateline: null,
    datePublished: AT,
    dateModified: null,
    datePublishedPrecision: 'second',
    datePublishedZoneStated: true,
    dateFlags: [],
    inLanguage: 'en',
    image: [],
    publisher: { name: 'Tribune', asPrinted: null, domain: 'tribune.example' },
    canonicalUrl: null,
    ampUrl: null,
    mediaId: null,
    isAccessibleForFree: null,
    copyrightNotice: null,
    license: null,
    provenance: {},
    altIds: [],
    contentHash: contentHashOf(headline, articleBody),
    dedupe: { tier: 'none', duplicateOf: null, score: null, rule: 'test', decidedAt: AT },
    clusterId: null,
    alsoSeenIn: [],
    revisions: [],
    fetch: { fetchedAt: AT, status: 200, finalUrl: url, contentType: 'text/html', bytes: 1, rawRef: null },
    pipeline: {
      parser: '1',
      deduplicator: '1',
      indexer: '1',
      extractor: '1',
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

/** A trace of the article at this address. */
export function sampleTrace(url: string, change: Partial<Trace> = {}): Trace {
  return {
    articleId: articleIdOf(url),
    url,
    feedId: 'tribune',
    day: '2026-03-03',
    state: 'in_flight',
    reason: null,
    duplicateOf: null,
    stage: 'discover',
    refreshing: false,
    discoveredAt: new Date(AT),
    updatedAt: new Date(AT),
    indexedAt: null,
    steps: [],
    rev: 0,
    sightings: 1,
    lastOutcome: null,
    ...change,
  };
}

/** An outcome of the article at this address. */
export function sampleOutcome(url: string, change: Partial<StageOutcome> = {}): StageOutcome {
  return {
    articleId: articleIdOf(url),
    stage: 'discover',
    outcome: 'emitted',
    reason: null,
    detail: null,
    duplicateOf: null,
    eventId: 'event',
    emitted: [],
    input: null,
    attempts: 1,
    service: 'fetcher',
    version: '0.1.0',
    feedId: 'tribune',
    url,
    occurredAt: AT,
    ...change,
  };
}
