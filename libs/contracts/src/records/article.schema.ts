import { Type, type Static } from 'typebox';
import { ArticleId, Instant, Nullable, Sha256, Url } from './fields.schema.js';
import { ParsedArticle } from './parsed-article.schema.js';

/** Semver of the article record: a new optional field raises the minor number. */
export const ARTICLE_SCHEMA_VERSION = '1.2.0';

export const Dedupe = Type.Object(
  {
    tier: Type.Enum(['entry', 'url', 'canonical', 'content', 'headline', 'near_duplicate', 'none'], {
      description: 'The test that decided; none where nothing matched',
    }),
    duplicateOf: Nullable(ArticleId),
    score: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
    rule: Type.String({ description: 'Rule set and version that decided' }),
    decidedAt: Instant,
  },
  { description: 'Why this record stands on its own, and what it resembles' },
);

export const Sighting = Type.Object({
  articleId: ArticleId,
  feedId: Nullable(Type.String()),
  url: Url,
  tier: Type.String(),
  score: Nullable(Type.Number()),
  firstSeenAt: Instant,
});

export const Revision = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  at: Instant,
  changed: Type.Array(Type.String()),
  significance: Type.String(),
  contentHash: Sha256,
  cause: Type.Optional(
    Type.Union([Type.Literal('fetch'), Type.Literal('replay')], {
      description: 'fetch: the page or its feed entry changed; replay: a newer parser read the same page',
    }),
  ),
  previousHash: Type.Optional(Nullable(Sha256)),
});

export const FetchFacts = Type.Object({
  fetchedAt: Instant,
  status: Nullable(Type.Integer()),
  finalUrl: Url,
  contentType: Nullable(Type.String()),
  bytes: Type.Integer({ minimum: 0 }),
  rawRef: Nullable(
    Type.String({ description: 'sha256 of the page in the raw store, or null where it was not kept' }),
  ),
  source: Type.Optional(
    Type.Union([Type.Literal('page'), Type.Literal('feed')], {
      description:
        'feed: the article is the content of its feed entry, for the page could not be had (problem) or is not asked for',
    }),
  ),
  problem: Type.Optional(
    Nullable(
      Type.Object(
        { reason: Type.String({ description: 'as for rejected' }), detail: Nullable(Type.String()) },
        { description: 'Why the page could not be had' },
      ),
    ),
  ),
  charset: Type.Optional(Type.String({ description: 'Encoding that read the bytes' })),
  links: Type.Optional(
    Type.Object(
      { canonicalUrl: Nullable(Url), ampUrl: Nullable(Url) },
      { description: 'What the Link header names; the page itself may say something else' },
    ),
  ),
});

export const PipelineVersions = Type.Object({
  parser: Type.String(),
  deduplicator: Type.String(),
  indexer: Type.String(),
  extractor: Type.String(),
  urlRules: Type.String(),
  similarityRules: Type.String(),
  input: Type.Optional(
    Type.String({ description: 'What the extractor read: html, text (a plain text capture) or feed' }),
  ),
  fetcher: Type.Optional(Nullable(Type.String({ description: 'null for an imported page' }))),
});

const { charset, extractor, ...parsedFields } = ParsedArticle.properties;

/** The normalised record: one per article, in MongoDB and as the value of the public topic. */
export const ArticleRecord = Type.Object(
  {
    articleId: ArticleId,
    schemaVersion: Type.String(),
    version: Type.Integer({ minimum: 1, description: '1 for the first, +1 for each accepted revision' }),
    status: Type.Union([Type.Literal('usable'), Type.Literal('canceled')]),
    url: Url,
    urlNormalized: Url,
    ...parsedFields,
    altIds: Type.Array(Type.Object({ role: Type.String(), value: Type.String() })),
    contentHash: Sha256,
    dedupe: Dedupe,
    clusterId: Nullable(Type.String()),
    alsoSeenIn: Type.Array(Sighting),
    revisions: Type.Array(Revision),
    fetch: FetchFacts,
    pipeline: PipelineVersions,
    feedId: Nullable(Type.String()),
    discoveredAt: Instant,
    parsedAt: Instant,
    indexedAt: Instant,
    updatedAt: Instant,
    traceId: Nullable(Type.String()),
    withdrawal: Nullable(
      Type.Object({
        reason: Type.String(),
        at: Instant,
        requestedBy: Type.Optional(
          Type.String({
            description: '`publisher` for a kill notice, `fetcher` for a page that is gone, else an operator',
          }),
        ),
      }),
    ),
  },
  { $id: 'article-record.v1', title: 'Article record' },
);
export type ArticleRecord = Static<typeof ArticleRecord>;

/** Fields of a record that its parse says of the article: what a replay may change, and compares. */
export const READ_FIELDS = Object.keys(parsedFields).filter(
  (name) => name !== 'provenance',
) as readonly Exclude<keyof typeof parsedFields, 'provenance'>[];

/** The compared part of a record or of a parse. */
export function readFieldsOf(article: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(READ_FIELDS.map((name) => [name, article[name]]));
}
export type Dedupe = Static<typeof Dedupe>;
export type Sighting = Static<typeof Sighting>;
export type Revision = Static<typeof Revision>;
export type FetchFacts = Static<typeof FetchFacts>;

/** Parts of the parse that describe the document rather than the article. */
export const DocumentFacts = Type.Object({ charset, extractor });
