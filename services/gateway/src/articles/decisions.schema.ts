import { ArticleId, ClusterMember, Instant, Nullable } from '@dateline/contracts';
import { Type, type Static } from 'typebox';

const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });

export const Comparison = Type.Object(
  {
    similar: Type.Boolean({ description: 'Whether the texts alone make a near-duplicate' }),
    score: share('The larger of Jaccard and weighted containment'),
    jaccard: share('Shared values of all values of both samples'),
    containment: share('Share of the smaller sample that the other has'),
    shared: Type.Integer({ minimum: 0, description: 'Sampled values in both' }),
    refusedBy: Nullable(
      Type.String({ description: '`too_few_shared`, `below_threshold`, `number_guard` or `lead_rule`' }),
    ),
  },
  {
    description: 'How the two texts compare; null where one was not known any more, or nothing was compared',
  },
);

/** What the deduplicator keeps of a decision, as far as it is shown; an erasure leaves nothing of it. */
export const DecisionPayload = Type.Object({
  ending: Type.Object({
    tier: Type.Optional(Type.String()),
    score: Type.Optional(Nullable(Type.Number())),
    rule: Type.Optional(Type.String()),
    addressReused: Type.Optional(Type.Boolean()),
    story: Type.Optional(Nullable(Type.String())),
  }),
  clusterId: Nullable(Type.String()),
  members: Type.Array(ClusterMember),
  previousHash: Nullable(Type.String()),
  decidedAt: Instant,
  comparison: Type.Optional(Comparison),
  rules: Type.Optional(Type.Object({ url: Type.String(), text: Type.String() })),
});

export type DecisionPayload = Static<typeof DecisionPayload>;

const Matched = Type.Object(
  {
    articleId: ArticleId,
    url: Nullable(Type.String({ description: 'Null where it is not known any more' })),
    headline: Nullable(Type.String()),
  },
  { description: 'The article that it repeats, revises or resembles' },
);

const ArticleDecision = Type.Object({
  eventId: Type.String({ description: 'Event of the parser that was decided' }),
  decidedAt: Nullable(Instant),
  decision: Type.String({
    description: '`new`, `revision`, `duplicate`, `near_duplicate`, `killed` (a kill notice) or `erased`',
  }),
  tier: Nullable(Type.String({ description: 'The test that found the match' })),
  reason: Nullable(Type.String({ description: 'Why it is a duplicate' })),
  matched: Nullable(Matched),
  score: Nullable(Type.Number({ description: 'Likeness to the match, 0 to 1' })),
  rule: Nullable(Type.String({ description: '`jaccard` or `containment`: which threshold was passed' })),
  addressReused: Type.Boolean({ description: 'The address carries another story than before' }),
  rules: Nullable(
    Type.Object({ url: Type.String(), text: Type.String() }, { description: 'Versions of the rules' }),
  ),
  comparison: Nullable(Comparison),
  clusterId: Nullable(Type.String({ description: 'Cluster that it joined by this decision' })),
  members: Type.Array(ClusterMember, { description: 'Who stands together by this decision' }),
  previousHash: Nullable(Type.String({ description: 'Content hash that a revision follows' })),
  erased: Type.Boolean({ description: 'The article was erased, and with it the grounds of the decision' }),
});
export type ArticleDecision = Static<typeof ArticleDecision>;

export const ArticleDecisions = Type.Object(
  {
    articleId: ArticleId,
    phase: Nullable(
      Type.String({ description: '`pending`, `standing`, `dropped` as a duplicate, or `erased`' }),
    ),
    duplicateOf: Nullable(ArticleId),
    clusterId: Nullable(Type.String({ description: 'Where it stands now, orders of operators included' })),
    apartFrom: Type.Array(Type.String(), { description: 'Clusters from which an operator split it off' }),
    decisions: Type.Array(ArticleDecision, { description: 'The latest first' }),
  },
  { title: 'Why an article was resolved as it is' },
);
export type ArticleDecisions = Static<typeof ArticleDecisions>;
