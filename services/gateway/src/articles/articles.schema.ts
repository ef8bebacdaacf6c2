import { ArticleRecord, Nullable, PAGE_TYPES, type PageType } from '@dateline/contracts';
import { Type, type Static } from 'typebox';

const instant = (description: string) =>
  Type.Optional(
    Type.String({
      description,
      anyOf: [{ format: 'date-time' }, { format: 'date' }],
      examples: ['2026-03-03', '2026-03-03T09:00:00Z'],
    }),
  );

/** What a search is answered in. */
export const ARTICLE_FORMATS = ['json', 'ndjson', 'jsonfeed', 'rss'] as const;
export type ArticleFormat = (typeof ARTICLE_FORMATS)[number];

const NAMES = Object.keys(ArticleRecord.properties).join('|');
const Fields = Type.Optional(
  Type.String({
    pattern: `^(${NAMES})(,(${NAMES}))*$`,
    description: 'Fields of the record that the answer has, with commas between; all where it is not given',
    examples: ['articleId,headline,url'],
  }),
);

/** What is wanted of one record. */
export const ArticleFieldsSchema = Type.Object({ fields: Fields }, { additionalProperties: false });
export type ArticleFields = Static<typeof ArticleFieldsSchema>;

export const ArticleQuerySchema = Type.Object(
  {
    q: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: 'Words in headline, description or body' }),
    ),
    url: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 8192,
        description: 'Address of one article, in any of its spellings',
      }),
    ),
    feedId: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'Id of the feed that showed it' }),
    ),
    language: Type.Optional(
      Type.String({ minLength: 2, maxLength: 35, description: 'BCP 47', examples: ['ar'] }),
    ),
    publisher: Type.Optional(
      Type.String({ minLength: 1, maxLength: 253, description: 'Domain of the publisher' }),
    ),
    pageType: Type.Optional(
      Type.Enum(Object.keys(PAGE_TYPES) as PageType[], {
        description: 'Kind of page that the record was read from',
      }),
    ),
    cluster: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Id of a cluster' })),
    section: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'A section, as the record has it' }),
    ),
    author: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'Name of an author, as the record has it' }),
    ),
    status: Type.Optional(
      Type.Enum(['usable', 'canceled'], { type: 'string', description: 'canceled: retracted articles' }),
    ),
    label: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'Label of the feed that showed it' }),
    ),
    changedSince: instant('Written at or after'),
    from: instant('Published at or after'),
    to: instant('Published before'),
    sort: Type.Optional(
      Type.Enum(['updated', '-updated', 'relevance'], {
        type: 'string',
        description:
          'By last change, the oldest first (`updated`, as usual) or the latest first (`-updated`), or by how well the words of `q` fit (`relevance`; the first thousand)',
      }),
    ),
    fields: Fields,
    format: Type.Optional(
      Type.Enum([...ARTICLE_FORMATS], {
        type: 'string',
        description:
          'json: a page. ndjson: all that match, a record in each line, whatever `limit` says. jsonfeed, rss: a page as a feed, the latest first where `sort` says nothing. Without it the header Accept decides',
      }),
    ),
    cursor: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: '`next` of the page before' }),
    ),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Articles at most' }),
  },
  { additionalProperties: false },
);
export type ArticleQuery = Static<typeof ArticleQuerySchema>;

export const ArticlePage = Type.Object(
  {
    items: Type.Array(ArticleRecord),
    next: Nullable(Type.String({ description: 'Value of `cursor` for more' })),
  },
  { title: 'Page of articles' },
);

export const WithdrawBody = Type.Object(
  {
    reason: Type.String({ minLength: 1, maxLength: 1000, description: 'Published with the retraction' }),
    requestedBy: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description:
          'On whose behalf it is asked for; kept in the audit log. The order itself names the key that asked',
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'Withdrawal',
    examples: [{ reason: 'the court ordered it', requestedBy: 'legal desk' }],
  },
);
export type Withdraw = Static<typeof WithdrawBody>;

export const WithdrawalAccepted = Type.Object(
  {
    eventId: Type.String({ description: 'ce_id of the ArticleWithdrawn event' }),
    requestId: Type.String({ description: 'The same request with the same id leads to the same event' }),
  },
  {
    title: 'Withdrawal accepted',
    examples: [{ eventId: '2c26b46b68ffc68ff99b453c1d304134', requestId: '7f9c24e8-3b12' }],
  },
);
export type WithdrawalAccepted = Static<typeof WithdrawalAccepted>;

/** A version of an article that a later one superseded. */
export const ArticleRevisions = Type.Array(Type.Object({}, { additionalProperties: true }), {
  title: 'Superseded versions, the first first',
});

const Side = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  at: Type.String({ format: 'date-time', description: 'When the version was written' }),
});

/** Two versions of an article side by side. */
export const RevisionDiffSchema = Type.Object(
  {
    articleId: Type.String(),
    older: Side,
    newer: Side,
    fields: Type.Array(
      Type.Object({
        field: Type.String({ description: 'Name of the field in the record' }),
        before: Type.Unknown({ description: 'Its value in the older version' }),
        after: Type.Unknown({ description: 'Its value in the newer version' }),
        words: Nullable(
          Type.Array(
            Type.Object({
              text: Type.String(),
              in: Type.Enum(['both', 'newer', 'older'], {
                type: 'string',
                description: 'Where the piece stands',
              }),
            }),
          ),
          { description: 'Of two texts, their words in reading order; null for what is no text' },
        ),
      }),
      { description: 'The fields that differ' },
    ),
  },
  {
    title: 'Difference of two versions',
    examples: [
      {
        articleId: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        older: { version: 1, at: '2026-03-03T09:05:07.000Z' },
        newer: { version: 2, at: '2026-03-03T10:00:00.000Z' },
        fields: [
          {
            field: 'headline',
            before: 'Ferry returns on Monday',
            after: 'Ferry returns on Tuesday',
            words: [
              { text: 'Ferry returns on ', in: 'both' },
              { text: 'Monday', in: 'older' },
              { text: 'Tuesday', in: 'newer' },
            ],
          },
        ],
      },
    ],
  },
);
