import { Type, type TSchema } from 'typebox';

/** A value that a document may leave unsaid: absent knowledge is null, never a guess. */
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** An instant, ISO 8601 in UTC with milliseconds, for example `2026-03-03T09:05:07.000Z`. */
export const Instant = Type.String({ format: 'date-time', description: 'ISO 8601 instant in UTC' });

/** sha256 of the article's identity URL, lower-case hex: the key of every article topic. */
export const ArticleId = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'sha256 of the identity URL, hex',
});

/** sha256, lower-case hex. */
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

export const Url = Type.String({ minLength: 1, maxLength: 8192, description: 'absolute http or https URL' });

/** Where a message stands in Kafka. */
export const Position = Type.Object({
  topic: Type.String(),
  partition: Type.Integer({ minimum: 0 }),
  offset: Type.String({ pattern: '^[0-9]+$' }),
});
