import { Instant, Nullable, SITE_SIGNS, Sha256, ArticleId, type SiteSign } from '@dateline/contracts';
import { Type, type Static } from 'typebox';
import { After, Limit } from '../http/page.schema.js';

export const SiteSchema = Type.Object(
  {
    host: Type.String({ description: 'Host of the pages' }),
    state: Type.Enum(['learning', 'steady', 'drift'], {
      type: 'string',
      description:
        'learning: too few pages yet; drift: its pages look other than before, for the last 30 pages at most',
    }),
    pages: Type.Integer({ minimum: 0, description: 'Pages that its template was learned from, 60 at most' }),
    departing: Type.Object(
      {
        template: Type.Number({ minimum: 0, maximum: 1 }),
        text: Type.Number({ minimum: 0, maximum: 1 }),
      },
      { description: 'Shares of its last 200 pages that have another template, or unusually little text' },
    ),
    templateVersion: Type.Integer({ minimum: 0, description: 'Changes of the template that were noticed' }),
    driftedAt: Nullable(Instant),
    drift: Nullable(
      Type.Object({
        signs: Type.Array(
          Type.Enum(Object.keys(SITE_SIGNS) as SiteSign[], {
            type: 'string',
            description: Object.entries(SITE_SIGNS)
              .map(([sign, meaning]) => `${sign}: ${meaning}`)
              .join('; '),
          }),
        ),
        sample: Type.Array(Type.Object({ articleId: ArticleId, url: Type.String(), sha256: Sha256 }), {
          description: 'Pages that departed, to parse again: `dateline replay --article`',
        }),
      }),
      { description: 'The last change of the template' },
    ),
  },
  { title: 'A site as its pages show it' },
);
export type SiteAnswer = Static<typeof SiteSchema>;

export const SitePageSchema = Type.Object({
  items: Type.Array(SiteSchema),
  next: Nullable(Type.String({ description: 'Give it as `after` for the next page; null at the end' })),
});
export type SitesAnswer = Static<typeof SitePageSchema>;

export const SiteQuerySchema = Type.Object(
  {
    state: Type.Optional(Type.Enum(['drift'], { type: 'string', description: 'Only drifting sites' })),
    limit: Limit,
    after: After,
  },
  { additionalProperties: false },
);
export type SiteQuery = Static<typeof SiteQuerySchema>;
