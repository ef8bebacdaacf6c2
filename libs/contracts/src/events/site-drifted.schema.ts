import { Type, type Static } from 'typebox';
import { ArticleId, Instant, OneOf, Sha256Of, Url } from '../records/fields.schema.js';

/** How a page departs from the pages that its site showed before. */
export const SITE_SIGNS = {
  template: 'it lacks most of the class names that the pages of the site share',
  no_text: 'no text was found on it',
  short_text: 'its text is a fifth of the usual, or less',
  low_confidence: 'its bodyConfidence is far below the usual',
};
export type SiteSign = keyof typeof SITE_SIGNS;

/** Pages of a site suddenly look other than before: a new template, or one that is read badly. The parser writes it. */
export const SiteDrifted = Type.Object(
  {
    site: Type.String({ minLength: 1, description: 'Host of the pages' }),
    templateVersion: Type.Integer({
      minimum: 0,
      description: 'Template that the pages left: how many changes of the site were seen before',
    }),
    signs: Type.Array(OneOf(SITE_SIGNS), { minItems: 1, description: 'What the pages show' }),
    sample: Type.Array(
      Type.Object({
        articleId: ArticleId,
        url: Url,
        sha256: Sha256Of('the page in the raw store'),
      }),
      { minItems: 1, description: 'Pages that depart, 8 at most: to look at, and to parse again' },
    ),
    occurredAt: Instant,
  },
  { title: 'SiteDrifted' },
);
export type SiteDrifted = Static<typeof SiteDrifted>;
