import { AUTHORITY_TABLE, compareContent, toldAuthority } from '@dateline/article';
import {
  ARTICLE_SCHEMA_VERSION,
  ArticleRecord as ArticleRecordSchema,
  READ_FIELDS,
  type ArticleDeduplicated,
  type ArticleRecord,
  type ParsedArticle,
  type Sighting,
} from '@dateline/contracts';
import { changedFields } from './judge-arrival.js';
import { MAX_REVISIONS, MAX_SIGHTINGS } from './record-bounds.js';
import { INDEXER_VERSION } from './version.js';

/** What a record is built from, besides the event. */
export interface RecordSurroundings {
  previous: ArticleRecord | null;
  sightings: Sighting[];
  traceId: string | null;
  now: Date;
}

type ReadField = (typeof READ_FIELDS)[number];

/** The fields that a reader of the article sees. A change of one of them makes a revision. */
const READER_SEES: Readonly<Record<ReadField, boolean>> = {
  type: false,
  pageType: false,
  headline: true,
  alternativeHeadline: false,
  description: true,
  articleBody: true,
  articleBodyHtml: false,
  bodyConfidence: false,
  bodyFlags: false,
  liveBlogUpdate: true,
  wordCount: false,
  sentenceCount: false,
  charCount: false,
  articleSection: false,
  keywords: false,
  genre: false,
  about: false,
  contentLocation: false,
  author: true,
  byline: true,
  dateline: true,
  datePublished: true,
  dateModified: true,
  datePublishedPrecision: false,
  datePublishedZoneStated: false,
  datePublishedZone: false,
  dateFlags: false,
  inLanguage: false,
  languageDetected: false,
  image: true,
  associatedMedia: false,
  discussionUrl: false,
  isBasedOn: false,
  originalUrl: false,
  publisher: false,
  provider: false,
  canonicalUrl: false,
  ampUrl: false,
  mediaId: false,
  isAccessibleForFree: false,
  copyrightNotice: true,
  copyrightHolder: false,
  license: false,
  correction: true,
};
const READER_FIELDS = READ_FIELDS.filter((name) => READER_SEES[name]);

/**
 * Builds the next version of an article's record. `indexedAt` and `discoveredAt` stay those of the first
 * version.
 */
export function buildRecord(event: ArticleDeduplicated, around: RecordSurroundings): ArticleRecord {
  const { previous, now } = around;
  const version = (previous?.version ?? 0) + 1;
  const article = articleFields(event.article);
  return {
    ...article,
    articleId: event.articleId,
    schemaVersion: ARTICLE_SCHEMA_VERSION,
    version,
    status: 'usable',
    url: event.url,
    // A revision that was found at another address does not rename the article.
    urlNormalized: previous?.urlNormalized ?? event.urlNormalized,
    altIds: altIdsOf(event),
    contentHash: event.contentHash,
    dedupe: event.dedupe,
    clusterId: event.clusterId ?? previous?.clusterId ?? null,
    alsoSeenIn: around.sightings.slice(0, MAX_SIGHTINGS),
    revisions: revisionsOf(event, around, version),
    fetch: { ...event.fetch, charset: event.article.charset },
    pipeline: {
      parser: event.parserVersion,
      deduplicator: event.deduplicatorVersion,
      indexer: INDEXER_VERSION,
      extractor: `${event.article.extractor.name} ${event.article.extractor.version}`,
      urlRules: event.urlRules,
      similarityRules: event.similarityRules,
      input: event.article.extractor.input,
      fetcher: event.fetcherVersion ?? null,
    },
    feedId: ownerOf(event, previous),
    discoveredAt: previous?.discoveredAt ?? event.discoveredAt,
    parsedAt: event.parsedAt,
    indexedAt: previous?.indexedAt ?? now.toISOString(),
    updatedAt: now.toISOString(),
    traceId: around.traceId,
    withdrawal: null,
  };
}

/** The record stays with its own feed, also when a feed of another outlet led to the page that revises it. */
function ownerOf(event: ArticleDeduplicated, previous: ArticleRecord | null): string | null {
  return previous === null || AUTHORITY_TABLE[toldAuthority(event)].owns ? event.feedId : previous.feedId;
}

function altIdsOf(event: ArticleDeduplicated): ArticleRecord['altIds'] {
  const { article } = event;
  const entry = AUTHORITY_TABLE[toldAuthority(event)].hints ? event.entry : null;
  const candidates: [ArticleRecord['altIds'][number]['role'], string | null | undefined][] = [
    ['guid', entry?.entryId],
    ['mediaId', article.mediaId],
    ['ampUrl', article.ampUrl],
  ];
  return candidates.flatMap(([role, value]) => (value ? [{ role, value }] : []));
}

function revisionsOf(
  event: ArticleDeduplicated,
  { previous, now }: RecordSurroundings,
  version: number,
): ArticleRecord['revisions'] {
  const { changed, significance } = previous
    ? compareContent(readerFields(previous), readerFields(event.article))
    : { changed: [], significance: 'first' as const };
  const revision: ArticleRecord['revisions'][number] = {
    version,
    at: now.toISOString(),
    // A replay may correct fields that no reader sees.
    changed: event.replay && previous ? changedFields(previous, event.article) : changed,
    significance,
    contentHash: event.contentHash,
    cause: event.replay ? 'replay' : 'fetch',
    previousHash: previous?.contentHash ?? null,
  };
  return [...(previous?.revisions ?? []), revision].slice(-MAX_REVISIONS);
}

/**
 * The fields of a parse that a record has. A newer parser may add fields that this version does not know;
 * they are left out.
 */
function articleFields(article: ParsedArticle): Omit<ParsedArticle, 'charset' | 'extractor'> {
  const known = Object.entries(article).filter(([name]) => name in ArticleRecordSchema.properties);
  return Object.fromEntries(known) as unknown as Omit<ParsedArticle, 'charset' | 'extractor'>;
}

/** The fields whose change a reader would see. */
function readerFields(article: Pick<ParsedArticle, ReadField>): Record<string, unknown> {
  return Object.fromEntries(READER_FIELDS.map((name) => [name, article[name]]));
}
