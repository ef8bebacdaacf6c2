import { Type, type Static } from 'typebox';
import {
  Author,
  Dateline,
  Image,
  MediaFile,
  ContentLocation,
  Subject,
  Provider,
  EntrySource,
  Correction,
  Publisher,
  FieldProvenance,
  LiveBlogPost,
} from './article-parts.schema.js';
import { CountOf, InstantOf, ListOf, Nullable, OneOf, TextOf, UrlOf } from './fields.schema.js';

/** Classes that schema.org places under NewsArticle, with itself and the live blog. */
const ARTICLE_TYPES = {
  NewsArticle: 'unless the page claims a narrower class',
  AnalysisNewsArticle: 'analysis',
  AskPublicNewsArticle: 'a question to the readers',
  BackgroundNewsArticle: 'background',
  OpinionNewsArticle: 'opinion',
  ReportageNewsArticle: 'reporting from the scene',
  ReviewNewsArticle: 'a review',
  LiveBlogPosting: 'a live blog',
};

/** What kind of page an article was read from, or why a page is none. */
export const PAGE_TYPES = {
  article: 'one story: news, a report, a blog post',
  live_blog: 'posts on one running event',
  video: 'a film with some text',
  audio: 'a sound recording with some text',
  gallery: 'pictures with captions',
  section: 'a front page, a list of stories or of products, search results',
  product: 'something for sale',
  forum: 'a question or a discussion with replies',
  documentation: 'a manual, a reference or a course',
  service: 'what an organisation offers or says of itself',
  error: 'a page that says that there is none',
  bot_wall: 'a check whether the reader is a machine, or a refusal of machines',
  paywall_teaser: 'the opening of an article that is for subscribers',
};

const BODY_FLAGS = {
  short: 'a few lines',
  cut_short: 'it goes on elsewhere',
  paywalled: 'what stands before a barrier',
  truncated: 'longer than 500,000 characters, and cut there',
  from_feed: 'the text of the feed entry, because the page shows less',
  half_missing:
    'two fifths or more of the long paragraphs of the page, or of the text in its JSON-LD, are not in it',
  other_story: 'it shares hardly a word with the text in JSON-LD, or with headline and summary',
  hidden_text: 'a good part of it is not shown to a reader',
  extra_text: 'it holds the text in JSON-LD and much besides',
  many_links: 'a good part of it is linked',
  low_confidence: '`bodyConfidence` is below 0.5',
};

const DATE_FLAGS = {
  absent: 'no place of the page states a publication date',
  before_1990: 'the stated year is before 1990',
  from_url: 'read from the address alone',
  from_text: 'read from a line of the text',
  from_feed: 'the feed alone states it',
  future_refused: 'a date more than a day after the fetch was refused',
  day_order_guessed:
    'day and month were stated as two numbers, as in 04/05/2024, and nothing told which is which: read as in American English',
};

const PRECISIONS = {
  second: 'stated to the second',
  minute: 'stated to the minute',
  day: 'the day alone; the time of day is midnight',
  unknown: 'no date',
};
export const DatePrecision = OneOf(PRECISIONS, 'How exactly the publication date is stated');
export type DatePrecision = Static<typeof DatePrecision>;

/** What a page says, field by field; names follow schema.org NewsArticle. */
export const ParsedArticle = Type.Object({
  type: OneOf(ARTICLE_TYPES, 'schema.org class, from JSON-LD'),
  pageType: Type.Optional(
    OneOf(PAGE_TYPES, 'Kind of page, from what it states of itself, else by a model of its looks'),
  ),
  headline: TextOf(
    'Title of the story without the name of the outlet, from JSON-LD, meta, title, h1 or feed',
  ),
  alternativeHeadline: ListOf('Other titles that the page states, from JSON-LD, meta fields and title'),
  description: TextOf('Summary as the page states it, from JSON-LD or meta fields, else of its feed entry'),
  articleBody: TextOf('Plain text of the story, one paragraph a line, without the dateline'),
  articleBodyHtml: TextOf(
    'The same text as sanitised HTML: paragraphs, headings, lists, quotes and links only',
  ),
  bodyConfidence: Type.Optional(
    Nullable(Type.Number({ minimum: 0, maximum: 1 }), {
      description:
        'Probability that the text is the article, whole and nothing else (0.9 or more of its words right), 0 to 1; below 0.5 look at the page; null in records of before',
    }),
  ),
  bodyFlags: Type.Optional(
    Type.Array(OneOf(BODY_FLAGS), { description: 'What speaks against the text being whole' }),
  ),
  liveBlogUpdate: Type.Optional(
    Type.Array(LiveBlogPost, {
      description:
        'Posts of a live blog in page order, 200 at most, from JSON-LD or marked elements; else none',
    }),
  ),
  wordCount: CountOf('Words of articleBody, by the word rules of its script (UAX 29)'),
  sentenceCount: Type.Optional(CountOf('Sentences of articleBody, by the rules of its script (UAX 29)')),
  charCount: CountOf('Unicode code points of articleBody'),
  articleSection: ListOf('Sections of the outlet, from JSON-LD and meta fields'),
  keywords: ListOf('Topics, from JSON-LD, meta fields and the categories of the feed entry'),
  genre: Type.Optional(ListOf('Kinds of text as the publisher names them, from JSON-LD and meta fields')),
  about: Type.Optional(
    Type.Array(Subject, { description: 'What the publisher says the report is about, from JSON-LD' }),
  ),
  contentLocation: Type.Optional(
    Type.Array(ContentLocation, {
      description: 'Places that the publisher says the report is about, from JSON-LD',
    }),
  ),
  author: Type.Array(Author, {
    description: 'In the order of the byline, from JSON-LD, meta, byline or feed',
  }),
  byline: TextOf('The line that names the authors, as printed'),
  dateline: Nullable(Dateline),
  datePublished: Nullable(InstantOf('When the article was published'), {
    description: 'A time without a zone is taken as UTC, a day as its midnight',
  }),
  dateModified: Nullable(InstantOf('When the publisher last changed it, as the page states')),
  datePublishedPrecision: DatePrecision,
  datePublishedZoneStated: Type.Boolean({
    description: 'Whether the publication date states its UTC offset',
  }),
  datePublishedZone: TextOf('UTC offset as the document states it, for example +03:00'),
  dateFlags: Type.Array(OneOf(DATE_FLAGS), { description: 'What to know of the publication date' }),
  inLanguage: TextOf(
    'BCP 47 language: what the page, else its feed, declares where the text may be in it; else that of the text',
  ),
  languageDetected: Type.Optional(
    Nullable(
      Type.Object({
        code: Type.String({ description: 'BCP 47 language' }),
        confidence: Type.Number({ minimum: 0, maximum: 1, description: 'How sure it is, 0 to 1' }),
      }),
      { description: 'Language that the text alone shows; null when it shows none' },
    ),
  ),
  image: Type.Array(Image, {
    description: 'Pictures of the story in page order; the first is the lead image',
  }),
  associatedMedia: Type.Optional(
    Type.Array(MediaFile, {
      description:
        'Audio and video: what the feed entry encloses, then what the page describes (JSON-LD, og:video, og:audio); each address once',
    }),
  ),
  discussionUrl: Type.Optional(TextOf('The page of the comments, as the feed entry names it')),
  isBasedOn: Type.Optional(
    Nullable(EntrySource, { description: 'Where the feed entry says that the story comes from' }),
  ),
  originalUrl: Type.Optional(
    TextOf("The publisher's own address of the story, where the feed links to another"),
  ),
  publisher: Nullable(Publisher),
  provider: Type.Optional(Nullable(Provider)),
  canonicalUrl: Nullable(UrlOf('The address that the page calls its own (rel=canonical, Link header)')),
  ampUrl: Nullable(UrlOf('The AMP version (rel=amphtml, Link header)')),
  mediaId: TextOf('The id that the publisher’s system gives the article, as printed'),
  isAccessibleForFree: Nullable(Type.Boolean(), {
    description: 'False where the page states that a part is for subscribers; null where it states nothing',
  }),
  copyrightNotice: TextOf('As the page states it, from JSON-LD or meta fields'),
  copyrightHolder: Type.Optional(TextOf('Who holds the copyright, from JSON-LD or meta fields')),
  license: TextOf('Address or name of the licence, from JSON-LD, rel=license or meta fields'),
  correction: Type.Optional(
    Type.Array(Correction, {
      description: 'Corrections, clarifications, updates and notes of the editors, in page order',
    }),
  ),
  charset: Type.String({ description: 'Encoding that read the bytes (WHATWG label)' }),
  provenance: Type.Record(Type.String(), FieldProvenance, {
    description: 'By field name: which source won, and what others said',
  }),
  extractor: Type.Object(
    {
      name: Type.String({ description: 'Program that read the page' }),
      version: Type.String({ description: 'Its version (semver)' }),
      input: OneOf(
        { html: 'a page', text: 'a plain text capture', feed: 'the content of a feed entry' },
        'What it read',
      ),
    },
    { description: 'What read the page' },
  ),
});

export type ParsedArticle = Static<typeof ParsedArticle>;
export type ArticleType = ParsedArticle['type'];
export type PageType = NonNullable<ParsedArticle['pageType']>;
export type BodyFlag = NonNullable<ParsedArticle['bodyFlags']>[number];
export type DateFlag = ParsedArticle['dateFlags'][number];
