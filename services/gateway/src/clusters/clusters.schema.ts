import { ClusterRecord, Nullable } from '@dateline/contracts';
import { Type, type Static } from 'typebox';

const order = {
  reason: Type.String({ minLength: 1, maxLength: 1000, description: 'Kept in the cluster’s record' }),
  requestedBy: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description:
        'On whose behalf it is asked for; kept in the audit log. The order itself names the key that asked',
    }),
  ),
};

export const MergeBody = Type.Object(
  {
    into: Type.String({ minLength: 1, maxLength: 100, description: 'Cluster that takes the members' }),
    ...order,
  },
  {
    additionalProperties: false,
    title: 'Merge of clusters',
    examples: [{ into: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', reason: 'the same launch', requestedBy: 'desk' }],
  },
);
export type Merge = Static<typeof MergeBody>;

export const SplitBody = Type.Object(
  {
    articles: Type.Array(Type.String({ minLength: 1, maxLength: 8192 }), {
      minItems: 1,
      maxItems: 1000,
      description: 'Article ids or addresses of the members that are another story',
    }),
    ...order,
  },
  {
    additionalProperties: false,
    title: 'Split of a cluster',
    examples: [
      { articles: ['https://meridian.example/ferry'], reason: 'another ferry', requestedBy: 'desk' },
    ],
  },
);
export type Split = Static<typeof SplitBody>;

export const ClusterOrderAccepted = Type.Object(
  {
    eventId: Type.String({ description: 'ce_id of the ClusterChange event' }),
    requestId: Type.String({ description: 'The same request with the same id leads to the same event' }),
    clusterId: Type.String({ description: 'Where the members will stand' }),
  },
  { title: 'Cluster order accepted' },
);
export type ClusterOrderAccepted = Static<typeof ClusterOrderAccepted>;

export const ClusterQuerySchema = Type.Object(
  {
    article: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 8192,
        description: 'Only the cluster of this article: id or address',
      }),
    ),
    cursor: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: '`next` of the page before' }),
    ),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Clusters at most' }),
  },
  { additionalProperties: false },
);
export type ClusterQuery = Static<typeof ClusterQuerySchema>;

export const ClusterPage = Type.Object(
  {
    items: Type.Array(ClusterRecord),
    next: Nullable(Type.String({ description: 'Value of `cursor` for more' })),
  },
  { title: 'Page of clusters' },
);
