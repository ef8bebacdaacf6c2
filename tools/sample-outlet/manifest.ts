import type { Article, OutletId, Refusal } from './outlet.types.ts';
import type { Publication } from './publication.ts';

/** What is to become of one story: one indexed article with that many versions. */
export interface ExpectedStory {
  id: string;
  outlet: OutletId;
  language: string;
  headline: string;
  byline: string | null;
  place: string | null;
  agency: string | null;
  caption: string;
  credit: string;
  url: string;
  versions: number;
  /** The same page under other addresses. */
  otherAddresses: string[];
  /** The same report on other outlets. */
  copies: string[];
}

export interface ExpectedOutcomes {
  stories: ExpectedStory[];
  refused: { outlet: OutletId; url: string; reason: string }[];
}

/** Why each address that gives no article is refused. */
const REASONS: Record<Refusal, string> = {
  broken: 'http_error',
  missing: 'not_found',
  empty: 'empty_page',
  pdf: 'unsupported_media',
  oversize: 'too_large',
};

/**
 * What the pipeline makes of everything that the outlets publish. Of the addresses of one story, whichever is first becomes the
 * article and the others its duplicates, so the expectation is about the story: one indexed article with that many versions.
 */
export function expectedOutcomes(publications: readonly Publication[]): ExpectedOutcomes {
  const stories = new Map<string, ExpectedStory>();
  const refused: ExpectedOutcomes['refused'] = [];
  for (const publication of publications) {
    const { outlet, base } = publication;
    for (const article of outlet.articles) addArticle(stories, publication, article);
    for (const { path, sameAs, answer } of outlet.others) {
      if (answer) refused.push({ outlet: outlet.id, url: base + path, reason: REASONS[answer] });
      else storyOf(stories, sameAs).otherAddresses.push(base + path);
    }
  }
  return { stories: [...stories.values()], refused };
}

function storyOf(stories: ReadonlyMap<string, ExpectedStory>, id: string): ExpectedStory {
  const story = stories.get(id);
  if (!story) throw new Error(`no outlet before this one has the story ${id}`);
  return story;
}

function addArticle(stories: Map<string, ExpectedStory>, publication: Publication, article: Article): void {
  const url = publication.urlOf(article);
  if (article.sameAs) {
    storyOf(stories, article.sameAs).copies.push(url);
    return;
  }
  stories.set(article.id, {
    id: article.id,
    outlet: publication.outlet.id,
    language: publication.outlet.language,
    headline: article.update?.headline ?? article.headline,
    byline: article.byline,
    place: article.place ?? null,
    agency: article.agency ?? null,
    caption: article.caption,
    credit: article.credit,
    url,
    versions: article.update ? 2 : 1,
    otherAddresses: [],
    copies: [],
  });
}
