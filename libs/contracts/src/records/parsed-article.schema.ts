import { Type, type Static } from 'typebox';
import { Instant, Nullable, Url } from './fields.schema.js';

const text = Nullable(Type.String());

export const Author = Type.Object({
  name: Type.String({ minLength: 1 }),
  type: Type.Union([Type.Literal('Person'), Type.Literal('Organization')]),
  url: text,
});

export const Dateline = Type.Object(
  { text: Type.String(), place: text, agency: text, date: text },
  { description: 'As printed before the body: place, agency and date, taken off the first paragraph' },
);

export const Image = Type.Object({
  url: text,
  caption: text,
  creditText: text,
  creditAgency: text,
  creditPhotographer: text,
  width: Nullable(Type.Integer()),
  height: Nullable(Type.Integer()),
  mediaId: Type.Optional(
    Nullable(Type.String({ description: 'The id that the publisher’s system gives the picture' })),
  ),
});

export const Correction = Type.Object(
  {
    kind: Type.Enum(['correction', 'clarification', 'update', 'editors-note']),
    text: Type.String({ minLength: 1, description: 'As printed, label included' }),
    date: Nullable(Type.String({ format: 'date-time', description: 'When, as far as the note says' })),
  },
  { description: 'A note of the publisher on the text of this article' },
);

export const Publisher = Type.Object({ name: Type.String(), asPrinted: text, domain: text });

export const FieldProvenance = Type.Object(
  {
    source: Type.String({ description: 'jsonld, meta, feed, time, url, text, heuristic, ...' }),
    rivals: Type.Array(Type.Object({ source: Type.String(), value: Type.Unknown() })),
  },
  { description: 'Which source won the field, and which were refused' },
);

/** What a page says, field by field; names follow schema.org NewsArticle. */
export const ParsedArticle = Type.Object({
  type: Type.String({ description: 'schema.org class, NewsArticle unless the page is more specific' }),
  headline: text,
  alternativeHeadline: Type.Array(Type.String()),
  description: text,
  articleBody: text,
  articleBodyHtml: text,
  bodyConfidence: Type.Optional(
    Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], {
      description:
        'How sure it is that the text is the article, whole and nothing else; below 0.5 look at the page; null in records of before',
    }),
  ),
  bodyFlags: Type.Optional(
    Type.Array(Type.String(), {
      description: 'short, cut_short, paywalled, truncated, from_feed, low_confidence',
    }),
  ),
  wordCount: Type.Integer({ minimum: 0 }),
  sentenceCount: Type.Optional(Type.Integer({ minimum: 0 })),
  charCount: Type.Integer({ minimum: 0 }),
  articleSection: Type.Array(Type.String()),
  keywords: Type.Array(Type.String()),
  author: Type.Array(Author),
  byline: text,
  dateline: Nullable(Dateline),
  datePublished: Nullable(Instant),
  dateModified: Nullable(Instant),
  datePublishedPrecision: Type.Enum(['second', 'minute', 'day', 'unknown']),
  datePublishedZoneStated: Type.Boolean(),
  datePublishedZone: Nullable(
    Type.String({ description: 'UTC offset as the document states it, for example +03:00' }),
  ),
  dateFlags: Type.Array(Type.String()),
  inLanguage: Nullable(Type.String({ description: 'BCP 47' })),
  languageDetected: Type.Optional(
    Nullable(
      Type.Object(
        { code: Type.String({ description: 'BCP 47' }), confidence: Type.Number({ minimum: 0, maximum: 1 }) },
        { description: 'What the text alone shows' },
      ),
    ),
  ),
  image: Type.Array(Image, { description: 'The first is the lead image' }),
  publisher: Nullable(Publisher),
  canonicalUrl: Nullable(Url),
  ampUrl: Nullable(Url),
  mediaId: text,
  isAccessibleForFree: Nullable(Type.Boolean()),
  copyrightNotice: text,
  copyrightHolder: Type.Optional(text),
  license: text,
  correction: Type.Optional(
    Type.Array(Correction, {
      description: 'Corrections, clarifications, updates and notes of the editors, in page order',
    }),
  ),
  charset: Type.String(),
  provenance: Type.Record(Type.String(), FieldProvenance),
  extractor: Type.Object({ name: Type.String(), version: Type.String(), input: Type.String() }),
});
export type ParsedArticle = Static<typeof ParsedArticle>;
