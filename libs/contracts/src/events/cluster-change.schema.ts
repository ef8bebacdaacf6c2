import { Type, type Static } from 'typebox';
import { ClusterMember } from '../records/cluster.schema.js';
import { ArticleId, Instant, Nullable } from '../records/fields.schema.js';

/** The person who orders a change by hand, and the reason. */
const order = {
  reason: Type.String({ minLength: 1, maxLength: 1000 }),
  requestedBy: Type.String({ minLength: 1, maxLength: 200 }),
};

/**
 * A change of one cluster. `join` comes from a decision, or passes on members that an operator's order moved.
 * `leave` follows an erasure. `merge` moves all members into another cluster. `split` moves some into a new
 * one.
 */
export const ClusterChange = Type.Object(
  {
    clusterId: Type.String({ minLength: 1, maxLength: 100 }),
    change: Type.Union([
      Type.Object({
        kind: Type.Literal('join'),
        members: Type.Array(ClusterMember, { minItems: 1 }),
        order: Nullable(
          Type.Object({
            kind: Type.Union([Type.Literal('merge'), Type.Literal('split')]),
            from: Type.String(),
            ...order,
          }),
        ),
      }),
      Type.Object({ kind: Type.Literal('leave'), articleIds: Type.Array(ArticleId, { minItems: 1 }) }),
      Type.Object({
        kind: Type.Literal('merge'),
        into: Type.String({ minLength: 1, maxLength: 100 }),
        ...order,
      }),
      Type.Object({
        kind: Type.Literal('split'),
        articleIds: Type.Array(ArticleId, { minItems: 1, maxItems: 1000 }),
        newClusterId: Type.String({ minLength: 1, maxLength: 100 }),
        ...order,
      }),
    ]),
    at: Instant,
  },
  { $id: 'news.cluster.change.v1', title: 'ClusterChange' },
);
export type ClusterChange = Static<typeof ClusterChange>;
