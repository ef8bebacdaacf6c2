import { PAGE_TYPES, type PageType } from '@dateline/contracts';
import { Type, type Static } from 'typebox';

export const StreamQuerySchema = Type.Object(
  {
    from: Type.Optional(
      Type.Enum(['start', 'now'], {
        type: 'string',
        description: 'start: the whole state first. now: only what comes, as usual',
      }),
    ),
    after: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 4000,
        description:
          'Cursor to go on from: the `id` of the last event. The header Last-Event-ID goes before it',
      }),
    ),
    language: Type.Optional(
      Type.String({
        minLength: 2,
        maxLength: 35,
        description: 'BCP 47: `en` also finds `en-GB`',
        examples: ['ar'],
      }),
    ),
    outlet: Type.Optional(
      Type.String({ minLength: 1, maxLength: 253, description: 'Domain of the publisher' }),
    ),
    label: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'Label of the feed that showed it' }),
    ),
    pageType: Type.Optional(
      Type.Enum(Object.keys(PAGE_TYPES) as PageType[], { description: 'Class of the page' }),
    ),
  },
  { additionalProperties: false },
);
export type StreamQuery = Static<typeof StreamQuerySchema>;
