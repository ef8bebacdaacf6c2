import { Type, type Static } from 'typebox';
import { InstantOf, Nullable, OneOf, UrlOf } from './fields.schema.js';

const text = (description: string) => Nullable(Type.String(), { description });
const list = (description: string) => Type.Array(Type.String(), { description });
const count = (description: string) => Type.Integer({ minimum: 0, description });

export const Author = Type.Object({
  name: Type.String({ minLength: 1, description: 'As printed or stated, without titles such as "By"' }),
  type: OneOf({ Person: 'a journalist', Organization: 'an agency, a desk or an outlet' }, 'schema.org class'),
  url: text("Address of the author's own page, from JSON-LD"),
});

export const Dateline = Type.Object(
  {
    text: Type.String({ description: 'As printed, without the dash after it' }),
    place: text('Place as printed'),
    agency: text('Agency that the line credits'),
    date: text('Day as printed, "March 3": datelines seldom name a year'),
  },
  { description: 'Place, agency and date printed before the body, taken off the first paragraph' },
);

export const Image = Type.Object({
  url: text('Absolute address of the picture'),
  caption: text('As printed below it, without the credit'),
  creditText: text('The whole credit as printed'),
  creditAgency: text('Agency that the credit names'),
  creditPhotographer: text('Person that the credit names'),
  width: Nullable(Type.Integer(), { description: 'Pixels, as stated by the page' }),
  height: Nullable(Type.Integer(), { description: 'Pixels, as stated by the page' }),
  mediaId: Type.Optional(text('The id that the publisher’s system gives the picture')),
  license: Type.Optional(
    text('Address or name of its licence, from JSON-LD, microdata or IPTC names (Web Statement of Rights)'),
  ),
  copyrightNotice: Type.Optional(text('As stated in JSON-LD, microdata or by IPTC names')),
  acquireLicensePage: Type.Optional(
    text('Where a licence can be bought, from JSON-LD, microdata or IPTC names (Licensor URL)'),
  ),
});

/** Audio or video: a file that a feed entry encloses, or an object that the page describes. */
export const MediaFile = Type.Object({
  url: UrlOf('The file, else the player, else the page of the object'),
  type: text('Media type (RFC 6838) as the feed or the page states it'),
  bytes: Nullable(Type.Integer({ minimum: 0 }), { description: 'Length as the feed or the page states it' }),
  kind: Type.Optional(Nullable(Type.Enum(['audio', 'video']), { description: 'What the page says it is' })),
  name: Type.Optional(text('Title, as the page states it')),
  seconds: Type.Optional(
    Nullable(Type.Number({ minimum: 0 }), { description: 'Duration in seconds, as the page states it' }),
  ),
  embedUrl: Type.Optional(text('Address of the player, as the page states it')),
  thumbnailUrl: Type.Optional(text('Address of a still, as the page states it')),
  datePublished: Type.Optional(Nullable(InstantOf('When it was uploaded or published, as the page states'))),
});

/** Where a report is set, as schema.org Place. */
export const ContentLocation = Type.Object({
  name: Type.String({ minLength: 1, description: 'As stated' }),
  latitude: Nullable(Type.Number(), { description: 'Degrees north, WGS 84' }),
  longitude: Nullable(Type.Number(), { description: 'Degrees east, WGS 84' }),
});

/** What a report is about, as schema.org Thing. */
export const Subject = Type.Object({
  name: Type.String({ minLength: 1, description: 'As stated' }),
  type: text('schema.org class as stated: Person, Organization, Place, Thing and others'),
  url: text('Address that identifies it (sameAs, else url or @id)'),
});

export const Provider = Type.Object(
  {
    name: Type.String({ minLength: 1, description: 'As stated' }),
    url: text('Its address'),
  },
  { description: 'Who supplied the article to the publisher, such as an agency, from JSON-LD' },
);

/** Where a feed says that an entry comes from: source of RSS and Atom. */
export const EntrySource = Type.Object({
  title: text('Name of the feed or outlet'),
  url: text('Its page, else its feed'),
});

export const Correction = Type.Object(
  {
    kind: OneOf({
      correction: 'an error is put right',
      clarification: 'what was right but unclear is said clearly',
      update: 'the story went on',
      'editors-note': 'any other note of the editors',
    }),
    text: Type.String({ minLength: 1, description: 'As printed, label included' }),
    date: Nullable(Type.String({ format: 'date-time' }), {
      description: 'When, as far as the note says; ISO 8601 instant in UTC',
    }),
  },
  { description: 'A note of the publisher on the text of this article' },
);

export const Publisher = Type.Object(
  {
    name: Type.String({ description: 'The usual name' }),
    asPrinted: text('What the page calls itself'),
    domain: text('Registrable domain of its site'),
  },
  { description: 'The outlet, from its publisher rule, meta fields, JSON-LD or title' },
);

export const FieldProvenance = Type.Object(
  {
    source: Type.String({
      description:
        'Where the chosen value stood: json-ld, meta:og:title, h1, time, url, feed, text and the like',
    }),
    rivals: Type.Array(
      Type.Object({
        source: Type.String({ description: 'Where it stood' }),
        value: Type.String({ description: 'What it said, as text of 300 characters at most' }),
      }),
      { description: 'What other places said instead, eight at most' },
    ),
  },
  { description: 'Which source won the field, and which were refused' },
);

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

/** One post of a live blog. */
export const LiveBlogPost = Type.Object({
  datePublished: Nullable(InstantOf('When it was posted')),
  headline: text('Its heading, as printed'),
  articleBody: Type.String({ description: 'Its plain text, one paragraph a line' }),
});

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
  headline: text('Title of the story without the name of the outlet, from JSON-LD, meta, title, h1 or feed'),
  alternativeHeadline: list('Other titles that the page states, from JSON-LD, meta fields and title'),
  description: text('Summary as the page states it, from JSON-LD or meta fields, else of its feed entry'),
  articleBody: text('Plain text of the story, one paragraph a line, without the dateline'),
  articleBodyHtml: text(
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
  wordCount: count('Words of articleBody, by the word rules of its script (UAX 29)'),
  sentenceCount: Type.Optional(count('Sentences of articleBody, by the rules of its script (UAX 29)')),
  charCount: count('Unicode code points of articleBody'),
  articleSection: list('Sections of the outlet, from JSON-LD and meta fields'),
  keywords: list('Topics, from JSON-LD, meta fields and the categories of the feed entry'),
  genre: Type.Optional(list('Kinds of text as the publisher names them, from JSON-LD and meta fields')),
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
  byline: text('The line that names the authors, as printed'),
  dateline: Nullable(Dateline),
  datePublished: Nullable(InstantOf('When the article was published'), {
    description: 'A time without a zone is taken as UTC, a day as its midnight',
  }),
  dateModified: Nullable(InstantOf('When the publisher last changed it, as the page states')),
  datePublishedPrecision: DatePrecision,
  datePublishedZoneStated: Type.Boolean({
    description: 'Whether the publication date states its UTC offset',
  }),
  datePublishedZone: text('UTC offset as the document states it, for example +03:00'),
  dateFlags: Type.Array(OneOf(DATE_FLAGS), { description: 'What to know of the publication date' }),
  inLanguage: text(
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
  discussionUrl: Type.Optional(text('The page of the comments, as the feed entry names it')),
  isBasedOn: Type.Optional(
    Nullable(EntrySource, { description: 'Where the feed entry says that the story comes from' }),
  ),
  originalUrl: Type.Optional(
    text("The publisher's own address of the story, where the feed links to another"),
  ),
  publisher: Nullable(Publisher),
  provider: Type.Optional(Nullable(Provider)),
  canonicalUrl: Nullable(UrlOf('The address that the page calls its own (rel=canonical, Link header)')),
  ampUrl: Nullable(UrlOf('The AMP version (rel=amphtml, Link header)')),
  mediaId: text('The id that the publisher’s system gives the article, as printed'),
  isAccessibleForFree: Nullable(Type.Boolean(), {
    description: 'False where the page states that a part is for subscribers; null where it states nothing',
  }),
  copyrightNotice: text('As the page states it, from JSON-LD or meta fields'),
  copyrightHolder: Type.Optional(text('Who holds the copyright, from JSON-LD or meta fields')),
  license: text('Address or name of the licence, from JSON-LD, rel=license or meta fields'),
  correction: Type.Optional(
    Type.Array(Correction, {
      description: 'Corrections, clarifications, updates and notes of the editors, in page order',
    }),
  ),
  charset: Type.String({ description: 'Encoding that read the bytes (WHATWG label)' }),
  provenance: Type.Record(Type.String(), FieldProvenance, {
    description: 'By field name: which source won, and what others said',
  }),
  extractor: Type.Object({
    name: Type.String({ description: 'Program that read the page' }),
    version: Type.String({ description: 'Its version (semver)' }),
    input: OneOf(
      { html: 'a page', text: 'a plain text capture', feed: 'the content of a feed entry' },
      'What it read',
    ),
  }),
});

export type Author = Static<typeof Author>;
export type Dateline = Static<typeof Dateline>;
export type Image = Static<typeof Image>;
export type MediaFile = Static<typeof MediaFile>;
export type ContentLocation = Static<typeof ContentLocation>;
export type Subject = Static<typeof Subject>;
export type Provider = Static<typeof Provider>;
export type EntrySource = Static<typeof EntrySource>;
export type Correction = Static<typeof Correction>;
export type Publisher = Static<typeof Publisher>;
export type FieldProvenance = Static<typeof FieldProvenance>;
export type ParsedArticle = Static<typeof ParsedArticle>;
export type ArticleType = ParsedArticle['type'];
export type PageType = NonNullable<ParsedArticle['pageType']>;
export type LiveBlogPost = Static<typeof LiveBlogPost>;
export type BodyFlag = NonNullable<ParsedArticle['bodyFlags']>[number];
export type DateFlag = ParsedArticle['dateFlags'][number];
