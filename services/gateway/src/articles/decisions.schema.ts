import { ArticleId, Authority, ClusterMember, Dedupe, Instant, Nullable, OneOf } from '@dateline/contracts';
import { Type, type Static } from 'typebox';
import { VoicesSchema } from '../feeds/feed-meters.schema.js';
import { UrlParameterSchema } from '../parameters/parameters.schema.js';

const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });

export const Comparison = Type.Object(
  {
    similar: Type.Boolean({ description: 'Whether the texts alone make a near-duplicate' }),
    score: share('The larger of Jaccard and weighted containment'),
    jaccard: share('Shared values of all values of both samples'),
    containment: share('Share of the smaller sample that the other has'),
    shared: Type.Integer({ minimum: 0, description: 'Sampled values in both' }),
    refusedBy: Nullable(
      OneOf(
        {
          too_few_shared: 'too few sampled values in both',
          below_threshold: 'neither threshold was passed',
          number_guard: 'their numbers differ',
          lead_rule: 'their beginnings differ',
        },
        'The first rule that said no',
      ),
    ),
  },
  {
    description: 'How the two texts compare; null where one was not known any more, or nothing was compared',
  },
);

const Tier = Dedupe.properties.tier;
const Rule = OneOf(
  { jaccard: 'a copy of the whole', containment: 'a copy of a part' },
  'Which threshold was passed',
);

/** What the deduplicator keeps of a decision, as far as it is shown; an erasure leaves nothing of it. */
export const DecisionPayload = Type.Object({
  ending: Type.Object({
    tier: Type.Optional(Tier),
    score: Type.Optional(Nullable(Type.Number())),
    rule: Type.Optional(Rule),
    addressReused: Type.Optional(Type.Boolean()),
    story: Type.Optional(Nullable(Type.String())),
    ignored: Type.Optional(Type.String()),
    named: Type.Optional(Nullable(Type.String())),
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
  tier: Nullable(Tier),
  reason: Nullable(
    Type.String({
      description:
        'Why it is a duplicate; of a kill notice that withdrew nothing, why: `not_known`, `other_outlet` or `no_authority`',
    }),
  ),
  matched: Nullable(Matched),
  score: Nullable(Type.Number({ description: 'Likeness to the match, 0 to 1' })),
  rule: Nullable(Rule),
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

const SkippedEntry = Type.Object({
  feedId: Type.String(),
  reason: Type.String({
    description: 'As in the account of entries; `same_article`: another entry led to the article',
  }),
  guid: Nullable(Type.String()),
  title: Nullable(Type.String()),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
});

export const ArticleDecisions = Type.Object(
  {
    articleId: ArticleId,
    phase: Nullable(
      OneOf({
        pending: 'not decided yet',
        standing: 'an article of its own',
        dropped: 'a duplicate',
        erased: 'erased for good',
      }),
    ),
    duplicateOf: Nullable(ArticleId),
    clusterId: Nullable(Type.String({ description: 'Where it stands now, orders of operators included' })),
    apartFrom: Type.Array(Type.String(), { description: 'Clusters from which an operator split it off' }),
    host: Nullable(
      Type.String({ description: 'Of its address, in identity form; null if that is not known' }),
    ),
    parameters: Type.Array(UrlParameterSchema, {
      description:
        'What was learned of the query parameters at its host, which decides what an address names there',
    }),
    authority: Nullable(
      Type.Object(
        {
          word: Nullable(Authority),
          feedId: Type.String(),
          voices: VoicesSchema,
        },
        { description: 'With what authority its feed speaks of its address; null if no record says' },
      ),
    ),
    skipped: Type.Array(SkippedEntry, {
      description: 'Entries of its address that were left out, the latest first',
    }),
    decisions: Type.Array(ArticleDecision, { description: 'The latest first' }),
  },
  { title: 'Why an article was resolved as it is' },
);
export type ArticleDecisions = Static<typeof ArticleDecisions>;
