import { Type, type TSchema } from 'typebox';

/** A value that a document may leave unsaid: absent knowledge is null, never a guess. */
export const Nullable = <T extends TSchema>(schema: T, options: { description?: string } = {}) =>
  Type.Union([schema, Type.Null()], options);

/**
 * One value of a closed list. Each value comes with its meaning, and the published description names them all; a new value is
 * a new minor version of the record.
 */
export function OneOf<const T extends Readonly<Record<string, string>>>(meanings: T, about = '') {
  const values = Object.keys(meanings) as (keyof T & string)[];
  const listed = Object.entries(meanings).map(([value, meaning]) => `\`${value}\`: ${meaning}`);
  return Type.Enum(values, { description: [about, listed.join('; ')].filter(Boolean).join('. ') });
}

/** An instant, ISO 8601 in UTC with milliseconds, for example `2026-03-03T09:05:07.000Z`. */
export const Instant = Type.String({ format: 'date-time', description: 'ISO 8601 instant in UTC' });

/** An instant of which the description says what happened then. */
export const InstantOf = (what: string) =>
  Type.String({ format: 'date-time', description: `${what}; ISO 8601 instant in UTC` });

const SHA256 = { pattern: '^[0-9a-f]{64}$' };

/** sha256 of the article's identity URL, lower-case hex: the key of every article topic. */
export const ArticleId = Type.String({
  ...SHA256,
  description: 'sha256 of the identity URL, hex',
});

/** sha256, lower-case hex. */
export const Sha256 = Type.String(SHA256);

/** A feed by its id, which `news.feeds.v1` resolves. */
export const FeedId = Type.String({ description: 'Feed, the key of its record' });

/** Semver of what made something. */
export const VersionOf = (what: string) => Type.String({ description: `Version of ${what} (semver)` });

/** Why something was ordered, and by whom. */
export const OrderReason = Type.String({ minLength: 1, maxLength: 1000, description: 'Why, for people' });
export const OrderedBy = Type.String({
  minLength: 1,
  maxLength: 200,
  description: '`publisher` for a kill notice, `fetcher` for a page that is gone, a rule, or an operator',
});

/** A hash of which the description says what was hashed. */
export const Sha256Of = (what: string) => Type.String({ ...SHA256, description: `sha256 of ${what}, hex` });

const ADDRESS = { minLength: 1, maxLength: 8192 };

export const Url = Type.String({ ...ADDRESS, description: 'absolute http or https URL' });

/** An address of which the description says what stands there. */
export const UrlOf = (what: string) =>
  Type.String({ ...ADDRESS, description: `${what}; absolute http or https URL` });

/** A text, or null if the document does not state it. */
export const TextOf = (description: string) => Nullable(Type.String(), { description });

export const ListOf = (description: string) => Type.Array(Type.String(), { description });

export const CountOf = (description: string) => Type.Integer({ minimum: 0, description });

/** Who speaks of an address, as the domain ranks it (docs/adr/0012). */
export const Authority = Type.Enum(['page', 'own_feed', 'trusted_feed', 'stranger'], {
  description:
    'Whose word came with the article: the page itself, a feed of its outlet, a feed that an operator trusts for the outlet, or any other feed, whose word only made the address known',
});

/** Where a message stands in Kafka. */
export const Position = Type.Object({
  topic: Type.String({ description: 'Name of the topic' }),
  partition: CountOf('Partition of the topic'),
  offset: Type.String({ pattern: '^[0-9]+$', description: 'Offset in the partition, decimal' }),
});
