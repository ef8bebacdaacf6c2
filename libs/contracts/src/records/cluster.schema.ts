import { Type, type Static } from 'typebox';
import { ArticleId, Instant, Nullable } from './fields.schema.js';

/** Semver of the cluster record: a new optional field raises the minor number. */
export const CLUSTER_SCHEMA_VERSION = '1.0.0';

/** What tells the original of a story from its copies. */
export const MemberFacts = Type.Object({
  publishedAt: Nullable(Instant),
  datePrecision: Type.Enum(['second', 'minute', 'day', 'unknown']),
  outlet: Nullable(Type.String({ description: 'Publisher domain, or the host of the address' })),
  publisher: Nullable(Type.String({ description: 'Name of the publisher' })),
  credits: Type.Array(Type.String(), { description: 'Agencies and organisations that the article credits' }),
});

export const ClusterMember = Type.Object({
  articleId: ArticleId,
  ...MemberFacts.properties,
  of: Nullable(ArticleId),
  score: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
  rule: Type.String({
    description: 'Rule set and version that joined it; `first` for the article others joined',
  }),
  joinedAt: Instant,
  joinedBy: Type.Union([Type.Literal('rule'), Type.Literal('operator')]),
});

export const ClusterOrder = Type.Object({
  kind: Type.Union([Type.Literal('merge'), Type.Literal('split')]),
  /** The other cluster: into which this one went, from which members came, or to which they were split off. */
  other: Type.String(),
  articleIds: Type.Array(ArticleId),
  reason: Type.String(),
  requestedBy: Type.String(),
  at: Instant,
});

/** One story as several outlets carry it: near-duplicates that are articles of their own. */
export const ClusterRecord = Type.Object(
  {
    clusterId: Type.String(),
    schemaVersion: Type.String(),
    version: Type.Integer({ minimum: 1, description: '+1 for each change' }),
    size: Type.Integer({ minimum: 0, description: 'Members, also where the list was cut' }),
    original: Nullable(ArticleId),
    originalBy: Nullable(
      Type.Union([Type.Literal('credit'), Type.Literal('date')], {
        description:
          'What named the original: the others credit it, or it is the earliest. Null where neither does',
      }),
    ),
    members: Type.Array(ClusterMember, { description: 'In the order in which they joined' }),
    separated: Type.Array(ArticleId, { description: 'Split off by an operator: they do not join again' }),
    mergedInto: Nullable(Type.String({ description: 'The cluster to which an operator moved all members' })),
    orders: Type.Array(ClusterOrder),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: 'cluster-record.v1', title: 'Cluster record' },
);

export type MemberFacts = Static<typeof MemberFacts>;
export type ClusterMember = Static<typeof ClusterMember>;
export type ClusterOrder = Static<typeof ClusterOrder>;
export type ClusterRecord = Static<typeof ClusterRecord>;
