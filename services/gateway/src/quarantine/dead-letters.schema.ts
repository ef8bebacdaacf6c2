import { DEAD_LETTER_SERVICES, Nullable } from '@dateline/contracts';
import { Type, type Static } from 'typebox';

const Service = Type.Enum(DEAD_LETTER_SERVICES as [string, ...string[]]);
const At = (description: string) =>
  Type.String({ description: `${description}, ISO 8601; empty where a letter does not say` });

const cause = {
  service: Type.String({ description: 'Service that could not process the message' }),
  stage: Type.String(),
  code: Type.String({ description: 'Short code of the failure' }),
  origin: Type.String({
    description:
      'Rule that the message broke, or the frame of the stack in which it failed; empty in letters of earlier versions',
  }),
  version: Type.String({ description: 'Version of the service that could not process it' }),
};

export const DeadLetterSchema = Type.Object(
  {
    id: Type.String({ description: 'Stays the same while the letter waits' }),
    group: Type.String({ description: 'Id of the group of its cause' }),
    ...cause,
    cause: Type.String({ description: 'Messages of the error and its causes' }),
    attempts: Type.Integer(),
    at: At('When it was written'),
    articleId: Nullable(Type.String()),
    topic: Type.String({ description: 'Topic of the original message' }),
    eventType: Nullable(Type.String()),
    eventId: Nullable(Type.String()),
    bytes: Type.Integer({ description: 'Size of the original value' }),
    omitted: Type.Boolean({ description: 'It does not hold its original and cannot be put back' }),
    position: Type.Object({ topic: Type.String(), partition: Type.Integer(), offset: Type.String() }),
  },
  { title: 'Dead letter' },
);

export const DeadLetterPage = Type.Object(
  {
    items: Type.Array(DeadLetterSchema, { description: 'The oldest first' }),
    total: Type.Integer({ description: 'Letters that match, listed or not' }),
  },
  { title: 'Dead letters' },
);
export type DeadLetterPage = Static<typeof DeadLetterPage>;

export const LetterGroupSchema = Type.Object(
  {
    id: Type.String({ description: 'Fingerprint of the cause' }),
    ...cause,
    host: Nullable(Type.String({ description: 'Host of the address that the messages are about' })),
    count: Type.Integer(),
    releasable: Type.Integer({ description: 'Letters that hold their original and can be put back' }),
    firstSeenAt: At('When the first of them was written'),
    lastSeenAt: At('When the last of them was written'),
    samples: Type.Array(DeadLetterSchema, { description: 'Five at most, the latest first' }),
  },
  {
    title: 'Dead letters of one cause',
    examples: [
      {
        id: '4f1c9a0b7e2d3865',
        service: 'parser',
        stage: 'parse',
        code: 'TypeError',
        origin: 'readTitle extraction/fields/read-title.js:12',
        version: '0.5.0',
        host: 'tribune.example',
        count: 12,
        releasable: 12,
        firstSeenAt: '2026-03-03T09:05:07.000Z',
        lastSeenAt: '2026-03-03T10:00:00.000Z',
        samples: [],
      },
    ],
  },
);

export const LetterGroupList = Type.Object(
  { items: Type.Array(LetterGroupSchema, { description: 'The largest first' }) },
  { title: 'Dead letters by cause' },
);
export type LetterGroupList = Static<typeof LetterGroupList>;

const Reason = Type.String({ minLength: 1, maxLength: 1000, description: 'Stands in the audit log' });

export const ReleaseLettersBody = Type.Object(
  { reason: Type.Optional(Reason) },
  {
    additionalProperties: false,
    title: 'Why letters are put back',
    examples: [{ reason: 'the feed is mended' }],
  },
);
export type ReleaseLetters = Static<typeof ReleaseLettersBody>;

export const DiscardLettersBody = Type.Object(
  { reason: Reason },
  {
    additionalProperties: false,
    title: 'Why letters are given up',
    examples: [{ reason: 'garbage of a test' }],
  },
);
export type DiscardLetters = Static<typeof DiscardLettersBody>;

export const LettersSettledSchema = Type.Object(
  {
    settled: Type.Integer({ description: 'Letters that left the quarantine' }),
    stuck: Type.Integer({
      description:
        'Letters that stay, because they do not hold their original or name a topic that is not ours',
    }),
  },
  { title: 'What became of the letters', examples: [{ settled: 12, stuck: 0 }] },
);
export type LettersSettledAnswer = Static<typeof LettersSettledSchema>;

export const LetterQuerySchema = Type.Object(
  {
    service: Type.Optional(Service),
    code: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Only of this code' })),
    group: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Only of this group' })),
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Letters at most' }),
  },
  { additionalProperties: false },
);
export type LetterQuery = Static<typeof LetterQuerySchema>;

export const GroupQuerySchema = Type.Object(
  { service: Type.Optional(Service) },
  { additionalProperties: false },
);
export type GroupQuery = Static<typeof GroupQuerySchema>;
