import { Type, type Static } from 'typebox';
import { ArticleId, InstantOf, Nullable, OneOf } from './fields.schema.js';
import { DatePrecision } from './parsed-article.schema.js';

/** Semver of the cluster record: a new optional field raises the minor number. */
export const CLUSTER_SCHEMA_VERSION = '1.1.0';

/** The evidence that identifies the original of a story. */
export const MemberFacts = Type.Object({
  publishedAt: Nullable(InstantOf('When it was published, as the page states')),
  datePrecision: DatePrecision,
  outlet: Nullable(Type.String({ description: 'Publisher domain, or the host of the address' })),
  publisher: Nullable(Type.String({ description: 'Name of the publisher' })),
  credits: Type.Array(Type.String(), { description: 'Agencies and organisations that the article credits' }),
});

export const ClusterMember = Type.Object({
  articleId: ArticleId,
  ...MemberFacts.properties,
  of: Nullable(ArticleId, { description: 'The member that it resembles; null for the first' }),
  score: Nullable(Type.Number({ minimum: 0, maximum: 1 }), {
    description: 'Likeness of the two texts, 0 to 1; null for the first',
  }),
  rule: Type.String({
    pattern: '^(first|(jaccard|containment) [0-9.]+)$',
    description:
      'Rule that joined it, with its version: `jaccard` (a copy of the whole) or `containment` (of a part); `first` for the article others joined',
  }),
  joinedAt: InstantOf('When it joined'),
  joinedBy: OneOf({ rule: 'the deduplicator', operator: 'an order' }, 'Who let it join'),
});

export const ClusterOrder = Type.Object({
  kind: OneOf({ merge: 'clusters became one', split: 'members were moved to a new one' }),
  other: Type.String({
    description:
      'The other cluster: into which this one went, from which members came, or to which they were split off',
  }),
  articleIds: Type.Array(ArticleId, { description: 'Members that moved' }),
  reason: Type.String({ description: 'For people' }),
  requestedBy: Type.String({ description: 'Operator' }),
  at: InstantOf('When the order was carried out'),
});

/** One story as several outlets published it: near-duplicates that are articles of their own. */
export const ClusterRecord = Type.Object(
  {
    clusterId: Type.String({ description: 'Key of the record' }),
    schemaVersion: Type.String({ description: 'Version of this schema (semver)' }),
    version: Type.Integer({ minimum: 1, description: '+1 for each change' }),
    size: Type.Integer({ minimum: 0, description: 'Members, also where the list was cut' }),
    original: Nullable(ArticleId, {
      description: 'The member that the others copy; null where that is not known',
    }),
    originalBy: Nullable(OneOf({ credit: 'the others credit it', date: 'it is the earliest' }), {
      description: 'What named the original; null where nothing does',
    }),
    members: Type.Array(ClusterMember, { description: 'In the order in which they joined' }),
    separated: Type.Array(ArticleId, { description: 'Split off by an operator: they do not join again' }),
    mergedInto: Nullable(Type.String(), {
      description: 'The cluster to which an operator moved all members',
    }),
    orders: Type.Array(ClusterOrder, { description: 'What operators ordered, the oldest first' }),
    createdAt: InstantOf('When the second member joined'),
    updatedAt: InstantOf('When the record was last written'),
  },
  { title: 'Cluster record' },
);

export type MemberFacts = Static<typeof MemberFacts>;
export type ClusterMember = Static<typeof ClusterMember>;
export type ClusterOrder = Static<typeof ClusterOrder>;
export type ClusterRecord = Static<typeof ClusterRecord>;
