import { Type, type Static } from 'typebox';
import { ClusterMember } from '../records/cluster.schema.js';
import { ArticleId, Instant, Nullable, OneOf, OrderedBy, OrderReason } from '../records/fields.schema.js';

const ClusterId = (description: string) => Type.String({ minLength: 1, maxLength: 100, description });

const kind = <const T extends string>(word: T, description: string) => Type.Literal(word, { description });

/** The person who orders a change by hand, and the reason. */
const order = {
  reason: OrderReason,
  requestedBy: OrderedBy,
};

/**
 * A change of one cluster. `join` comes from a decision, or passes on members that an operator's order moved.
 * `leave` follows an erasure. `merge` moves all members into another cluster. `split` moves some into a new
 * one.
 */
export const ClusterChange = Type.Object(
  {
    clusterId: ClusterId('The cluster that changes'),
    change: Type.Union(
      [
        Type.Object({
          kind: kind('join', 'Articles become members'),
          members: Type.Array(ClusterMember, { minItems: 1, description: 'The articles that join' }),
          order: Nullable(
            Type.Object({
              kind: OneOf({ merge: 'clusters became one', split: 'members were moved to a new one' }),
              from: Type.String({ description: 'The cluster from which they come' }),
              ...order,
            }),
            { description: 'The order that moved them; null for a decision of the deduplicator' },
          ),
        }),
        Type.Object({
          kind: kind('leave', 'Articles were erased'),
          articleIds: Type.Array(ArticleId, { minItems: 1, description: 'The articles that leave' }),
        }),
        Type.Object({
          kind: kind('merge', 'All members move into another cluster'),
          into: ClusterId('The cluster that takes them'),
          ...order,
        }),
        Type.Object({
          kind: kind('split', 'Some members move to a new cluster'),
          articleIds: Type.Array(ArticleId, {
            minItems: 1,
            maxItems: 1000,
            description: 'The members that move',
          }),
          newClusterId: ClusterId('The new cluster'),
          ...order,
        }),
      ],
      { description: 'What happens to its members' },
    ),
    at: Instant,
  },
  { title: 'ClusterChange' },
);
export type ClusterChange = Static<typeof ClusterChange>;
