import { Nullable } from '@dateline/contracts';
import { Type, type Static } from 'typebox';

/** An address to search for feeds. */
export const DiscoverBody = Type.Object(
  { url: Type.String({ minLength: 1, maxLength: 8192, description: 'Address of a page, or of a feed' }) },
  { additionalProperties: false, title: 'Page to look at', examples: [{ url: 'https://example.org/news/' }] },
);

export const FeedDiscoverySchema = Type.Object(
  {
    url: Type.String({ description: 'The page after redirects' }),
    feeds: Type.Array(
      Type.Object({
        url: Type.String(),
        title: Nullable(Type.String()),
        from: Type.Enum(['itself', 'link', 'anchor', 'well_known', 'sitemap'], {
          type: 'string',
          description:
            'itself: the address is a feed. link, anchor: named by the page. well_known: not named, found where feeds often are. sitemap: no feed was found, and robots.txt names this',
        }),
      }),
    ),
  },
  {
    title: 'Feeds of a page',
    examples: [
      {
        url: 'https://example.org/news/',
        feeds: [{ url: 'https://example.org/news.xml', title: 'Example news', from: 'link' }],
      },
    ],
  },
);
export type FeedDiscovery = Static<typeof FeedDiscoverySchema>;
