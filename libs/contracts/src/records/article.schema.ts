import { Type, type Static } from 'typebox';
import {
  ArticleId,
  InstantOf,
  Nullable,
  OneOf,
  Sha256,
  Sha256Of,
  UrlOf,
  VersionOf,
} from './fields.schema.js';
import { REJECT_REASONS } from './outcome.schema.js';
import { ParsedArticle } from './parsed-article.schema.js';

/** Semver of the article record: a new optional field raises the minor number. */
export const ARTICLE_SCHEMA_VERSION = '1.5.0';

/** The tests of the deduplicator, in their order. */
const TIERS = {
  entry: 'the same feed entry',
  url: 'the same address',
  canonical: 'the other names it as its canonical address',
  content: 'the same text',
  headline: 'the same headline and much of the text',
  near_duplicate: 'much of the text',
};

/** Words for sightings that repeat their article, in records until 1.4.0. */
const FORMER_TIERS = {
  same_entry: 'until 1.4.0, now `entry`',
  same_url: 'until 1.4.0, now `url` or `canonical`',
  same_content: 'until 1.4.0, now `content`',
  same_headline: 'until 1.4.0, now `headline`',
};

export const Dedupe = Type.Object(
  {
    tier: OneOf({ ...TIERS, none: 'nothing matched' }, 'The test that decided'),
    duplicateOf: Nullable(ArticleId, { description: 'The article that it resembles, for a near-duplicate' }),
    score: Nullable(Type.Number({ minimum: 0, maximum: 1 }), {
      description: 'Likeness of the texts, 0 to 1; null where none was compared',
    }),
    rule: Type.String({
      pattern: '^(url [0-9.]+(, text [0-9.]+)?|(jaccard|containment) [0-9.]+)$',
      description:
        'Rules that decided, with their versions: `jaccard` (a copy of the whole) or `containment` (of a part) for a near-duplicate, else the rules of addresses and of texts',
    }),
    decidedAt: InstantOf('When the deduplicator decided'),
  },
  { description: 'Why this record stands on its own, and what it resembles' },
);

export const Sighting = Type.Object({
  articleId: ArticleId,
  feedId: Nullable(Type.String(), { description: 'Feed that showed it; null for an import' }),
  url: UrlOf('Where it was seen'),
  tier: OneOf(
    {
      ...TIERS,
      near_duplicate: 'much of the text, where the policy drops those',
      ...FORMER_TIERS,
    },
    'The test that recognised it, as in dedupe.tier',
  ),
  score: Nullable(Type.Number(), {
    description: 'Likeness of the texts, 0 to 1; null where none was compared',
  }),
  firstSeenAt: InstantOf('When it was first seen there'),
});

/** How much a revision changes, from the least. */
const SIGNIFICANCES = {
  first: 'the first version',
  none: 'nothing that a reader sees',
  cosmetic: 'white space, case, punctuation, a time stamp or a counter alone',
  minor: 'words, while most of headline and text stay',
  major: 'another headline, much of the text, or a new correction',
};

export const Revision = Type.Object({
  version: Type.Integer({ minimum: 1, description: 'Version of the record that it made' }),
  at: InstantOf('When it was indexed'),
  changed: Type.Array(Type.String(), { description: 'Names of the fields that changed' }),
  significance: OneOf(SIGNIFICANCES),
  contentHash: Sha256Of('headline and text of this version'),
  cause: Type.Optional(
    OneOf({
      fetch: 'the page or its feed entry changed',
      replay: 'a newer parser read the same page',
    }),
  ),
  previousHash: Type.Optional(
    Nullable(Sha256, { description: 'Content hash of the version before; null for the first' }),
  ),
});

export const LinkHints = Type.Object(
  {
    canonicalUrl: Nullable(UrlOf('rel=canonical of the Link header')),
    ampUrl: Nullable(UrlOf('rel=amphtml of the Link header')),
  },
  { description: 'What the Link header names; the page itself may say something else' },
);

export const FetchFacts = Type.Object(
  {
    fetchedAt: InstantOf('When the page, or its feed, was fetched'),
    status: Nullable(Type.Integer(), { description: 'HTTP status; null for an import or where none came' }),
    finalUrl: UrlOf('Where the page came from, after redirects'),
    contentType: Nullable(Type.String(), { description: 'Header Content-Type as served' }),
    bytes: Type.Integer({ minimum: 0, description: 'Length of the page, decompressed' }),
    rawRef: Nullable(
      Type.String({ description: 'sha256 of the page in the raw store, or null where it was not kept' }),
    ),
    source: Type.Optional(
      OneOf({
        page: 'the page was read',
        feed: 'the article is the content of its feed entry, for the page could not be had (problem) or is not asked for',
      }),
    ),
    problem: Type.Optional(
      Nullable(
        Type.Object(
          {
            reason: Type.Enum(REJECT_REASONS, { description: 'As for a rejected article' }),
            detail: Nullable(Type.String(), { description: 'For people: status, limit or error' }),
          },
          { description: 'Why the page could not be had' },
        ),
      ),
    ),
    charset: Type.Optional(Type.String({ description: 'Encoding that read the bytes' })),
    links: Type.Optional(LinkHints),
  },
  { description: 'How the page was had' },
);

export const PipelineVersions = Type.Object(
  {
    parser: VersionOf('the way from a raw page to its article'),
    deduplicator: VersionOf('the deduplicator'),
    indexer: VersionOf('the indexer'),
    extractor: Type.String({ description: 'Name and version of the extractor' }),
    urlRules: VersionOf('the rules that normalise addresses'),
    similarityRules: VersionOf('the rules that compare texts'),
    input: Type.Optional(ParsedArticle.properties.extractor.properties.input),
    fetcher: Type.Optional(
      Nullable(Type.String(), { description: 'Version of the fetcher (semver); null for an imported page' }),
    ),
  },
  { description: 'What made the record' },
);

const { charset, extractor, ...parsedFields } = ParsedArticle.properties;

/** The normalised record: one per article, in MongoDB and as the value of the public topic. */
export const ArticleRecord = Type.Object(
  {
    articleId: ArticleId,
    schemaVersion: Type.String({ description: 'Version of this schema (semver)' }),
    version: Type.Integer({ minimum: 1, description: '1 for the first, +1 for each accepted revision' }),
    status: OneOf({ usable: 'it stands', canceled: 'it was retracted; `withdrawal` says why' }),
    url: UrlOf('Where the article was found, as its feed or an operator gave it'),
    urlNormalized: UrlOf('The same in its identity form, of which articleId is the hash'),
    ...parsedFields,
    altIds: Type.Array(
      Type.Object({
        role: OneOf({ guid: 'id of the feed entry', mediaId: 'id of the publisher', ampUrl: 'AMP address' }),
        value: Type.String({ description: 'As the publisher states it' }),
      }),
      { description: 'Other names of the article' },
    ),
    contentHash: Sha256Of('headline and text, normalised'),
    dedupe: Dedupe,
    clusterId: Nullable(Type.String(), { description: 'Cluster of near-duplicates that it belongs to' }),
    alsoSeenIn: Type.Array(Sighting, {
      description: 'Where else the same article was seen, the first 200, the first first',
    }),
    revisions: Type.Array(Revision, { description: 'The last 50 versions, the oldest first' }),
    fetch: FetchFacts,
    pipeline: PipelineVersions,
    feedId: Nullable(Type.String(), { description: 'Feed that showed it; null for an import' }),
    discoveredAt: InstantOf('When its first version was found in a feed or imported'),
    parsedAt: InstantOf('When the page of this version was parsed'),
    indexedAt: InstantOf('When its first version was indexed'),
    updatedAt: InstantOf('When the record was last written'),
    traceId: Nullable(Type.String(), {
      description: 'W3C trace id (32 hex digits) of the way of this version',
    }),
    withdrawal: Nullable(
      Type.Object({
        reason: Type.String({ description: 'For people' }),
        at: InstantOf('When it was withdrawn'),
        requestedBy: Type.Optional(
          Type.String({
            description: '`publisher` for a kill notice, `fetcher` for a page that is gone, else an operator',
          }),
        ),
      }),
      { description: 'Why it was retracted; null while it stands' },
    ),
  },
  { title: 'Article record' },
);
export type ArticleRecord = Static<typeof ArticleRecord>;

/** Fields of a record that come from its parse. A replay may change them, and compares them. */
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
export type LinkHints = Static<typeof LinkHints>;
export type DedupeTier = Dedupe['tier'];
export type Significance = Revision['significance'];

/** Parts of the parse that describe the document and not the article. */
export const DocumentFacts = Type.Object({ charset, extractor });
