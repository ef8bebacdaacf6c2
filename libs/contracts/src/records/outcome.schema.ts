import { Type, type Static } from 'typebox';
import { OUTCOMES, STAGES } from '../pipeline.js';
import { ArticleId, FeedId, Instant, Nullable, Position, VersionOf } from './fields.schema.js';

/**
 * Why a message added nothing. The first five say that its content is already known; they never end an
 * article's way.
 */
export const DUPLICATE_REASONS = [
  'repeated_event',
  'known_url',
  'unchanged',
  'superseded',
  'not_indexed',
  'same_content',
  'same_entry',
  'same_url',
  'same_headline',
  'near_duplicate',
  'pointer',
] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];
export const REPEAT_REASONS: readonly string[] = [
  'repeated_event',
  'known_url',
  'unchanged',
  'superseded',
  'not_indexed',
];

/** Why an article was refused for good. */
export const REJECT_REASONS = [
  'too_large',
  'not_found',
  'gone',
  'blocked',
  'http_error',
  'unreachable',
  'bad_url',
  'forbidden_address',
  'redirect_limit',
  'robots_disallowed',
  'unsupported_media',
  'empty_page',
  'not_an_article',
  'too_complex',
  'parse_timeout',
  'parse_memory',
  'unknown_article',
  'erased',
  'kill_notice',
  'retracted',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** The end of one message in one stage. The ledger is built from these events. */
export const StageOutcome = Type.Object(
  {
    articleId: Nullable(ArticleId),
    stage: Type.Enum(STAGES, { description: 'Stage in which it ended' }),
    outcome: Type.Enum(OUTCOMES, { description: 'How it ended there' }),
    reason: Nullable(
      Type.String({
        description: 'A closed list for duplicate and rejected; an error code for dead_lettered',
      }),
    ),
    detail: Nullable(Type.String({ maxLength: 2000, description: 'More of the reason, for people' })),
    duplicateOf: Nullable(ArticleId),
    eventId: Nullable(Type.String({ description: 'ce_id of the message that ended' })),
    emitted: Type.Array(Type.String({ description: 'ce_id of each event that it led to' })),
    input: Nullable(Position, { description: 'The message that ended; null if it was none of Kafka' }),
    attempts: Type.Integer({ minimum: 1, description: 'How often it was tried' }),
    service: Type.String({ description: 'Service of the stage' }),
    version: VersionOf('the service'),
    feedId: Nullable(FeedId),
    url: Nullable(Type.String(), { description: 'Address of the article as far as it is known' }),
    occurredAt: Instant,
  },
  { title: 'Stage outcome' },
);
export type StageOutcome = Static<typeof StageOutcome>;
