import { Nullable, PAGE_TYPES, type PageType } from '@dateline/contracts';
import { Type } from 'typebox';

const word = <T extends string>(...words: T[]) => Type.Enum(words, { type: 'string' });

const SpeaksFor = Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
  maxItems: 100,
  description:
    'Outlets beside its own for which the feed may speak: its texts, headlines, authors and dates count for their addresses. A domain, or host and path where outlets share a host',
});

const ContentFrom = Type.Enum(['page', 'feed'], {
  type: 'string',
  description: 'What articles are read from; feed: from its own content, and no page is ever asked for',
});

const PageTypes = Nullable(
  Type.Array(Type.Enum(Object.keys(PAGE_TYPES) as PageType[], { type: 'string' }), {
    minItems: 1,
    uniqueItems: true,
    description:
      'Classes of page that become articles; a page of another class is rejected as not_an_article. Null: as ARTICLE_PAGE_TYPES says',
  }),
);

/** What an operator may rule for one feed. */
export const FeedPolicyFields = {
  intervalSeconds: Nullable(
    Type.Integer({
      minimum: 10,
      maximum: 2_592_000,
      description: 'Fixed polling interval; null leaves it to the feed',
    }),
  ),
  priority: word('low', 'normal', 'high'),
  validators: Type.Enum(['auto', 'trust', 'distrust'], {
    type: 'string',
    description:
      'Whether the server is believed when it calls the document unchanged; auto: until it is caught',
  }),
  retryAfterScope: Type.Enum(['auto', 'feed', 'host'], {
    type: 'string',
    description: 'Who waits when the server asks to: auto is the host for 429 and the feed for 503',
  }),
  nearDuplicates: Type.Enum(['auto', 'keep', 'drop'], {
    type: 'string',
    description:
      'Whether an article near to another one stands beside it or is its duplicate; auto: as NEAR_DUPLICATES_DROPPED_FROM says',
  }),
  contentFrom: ContentFrom,
  speaksFor: SpeaksFor,
  pageTypes: PageTypes,
};
