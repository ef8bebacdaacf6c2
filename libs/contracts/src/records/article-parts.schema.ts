import { Type, type Static } from 'typebox';
import { InstantOf, Nullable, OneOf, TextOf, UrlOf } from './fields.schema.js';

export const Author = Type.Object({
  name: Type.String({ minLength: 1, description: 'As printed or stated, without titles such as "By"' }),
  type: OneOf({ Person: 'a journalist', Organization: 'an agency, a desk or an outlet' }, 'schema.org class'),
  url: TextOf("Address of the author's own page, from JSON-LD"),
});

export const Dateline = Type.Object(
  {
    text: Type.String({ description: 'As printed, without the dash after it' }),
    place: TextOf('Place as printed'),
    agency: TextOf('Agency that the line credits'),
    date: TextOf('Day as printed, "March 3": datelines seldom name a year'),
  },
  { description: 'Place, agency and date printed before the body, taken off the first paragraph' },
);

export const Image = Type.Object({
  url: TextOf('Absolute address of the picture'),
  caption: TextOf('As printed below it, without the credit'),
  creditText: TextOf('The whole credit as printed'),
  creditAgency: TextOf('Agency that the credit names'),
  creditPhotographer: TextOf('Person that the credit names'),
  width: Nullable(Type.Integer(), { description: 'Pixels, as stated by the page' }),
  height: Nullable(Type.Integer(), { description: 'Pixels, as stated by the page' }),
  mediaId: Type.Optional(TextOf('The id that the publisher’s system gives the picture')),
  license: Type.Optional(
    TextOf('Address or name of its licence, from JSON-LD, microdata or IPTC names (Web Statement of Rights)'),
  ),
  copyrightNotice: Type.Optional(TextOf('As stated in JSON-LD, microdata or by IPTC names')),
  acquireLicensePage: Type.Optional(
    TextOf('Where a licence can be bought, from JSON-LD, microdata or IPTC names (Licensor URL)'),
  ),
});

/** Audio or video: a file that a feed entry encloses, or an object that the page describes. */
export const MediaFile = Type.Object({
  url: UrlOf('The file, else the player, else the page of the object'),
  type: TextOf('Media type (RFC 6838) as the feed or the page states it'),
  bytes: Nullable(Type.Integer({ minimum: 0 }), { description: 'Length as the feed or the page states it' }),
  kind: Type.Optional(Nullable(Type.Enum(['audio', 'video']), { description: 'What the page says it is' })),
  name: Type.Optional(TextOf('Title, as the page states it')),
  seconds: Type.Optional(
    Nullable(Type.Number({ minimum: 0 }), { description: 'Duration in seconds, as the page states it' }),
  ),
  embedUrl: Type.Optional(TextOf('Address of the player, as the page states it')),
  thumbnailUrl: Type.Optional(TextOf('Address of a still, as the page states it')),
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
  type: TextOf('schema.org class as stated: Person, Organization, Place, Thing and others'),
  url: TextOf('Address that identifies it (sameAs, else url or @id)'),
});

export const Provider = Type.Object(
  {
    name: Type.String({ minLength: 1, description: 'As stated' }),
    url: TextOf('Its address'),
  },
  { description: 'Who supplied the article to the publisher, such as an agency, from JSON-LD' },
);

/** Where a feed says that an entry comes from: source of RSS and Atom. */
export const EntrySource = Type.Object({
  title: TextOf('Name of the feed or outlet'),
  url: TextOf('Its page, else its feed'),
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
    asPrinted: TextOf('What the page calls itself'),
    domain: TextOf('Registrable domain of its site'),
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

/** One post of a live blog. */
export const LiveBlogPost = Type.Object({
  datePublished: Nullable(InstantOf('When it was posted')),
  headline: TextOf('Its heading, as printed'),
  articleBody: Type.String({ description: 'Its plain text, one paragraph a line' }),
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
export type LiveBlogPost = Static<typeof LiveBlogPost>;
