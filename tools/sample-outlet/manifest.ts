/** Why each address that gives no article is refused. */
const REASONS = {
  broken: 'http_error',
  missing: 'not_found',
  empty: 'empty_page',
  pdf: 'unsupported_media',
  oversize: 'too_large',
};

/**
 * What the pipeline makes of everything that the outlets publish. Of the addresses of one story, whichever is first becomes the
 * article and the others its duplicates, so the expectation is about the story: one indexed article with that many versions.
 * @param {import('./publication.ts').Publication[]} publications
 */
export function expectedOutcomes(publications) {
  const stories = new Map();
  const refused = [];
  for (const publication of publications) {
    const { outlet, base } = publication;
    for (const article of outlet.articles) addArticle(stories, publication, article);
    for (const { path, sameAs, answer } of outlet.others) {
      if (answer) refused.push({ outlet: outlet.id, url: base + path, reason: REASONS[answer] });
      else stories.get(sameAs).otherAddresses.push(base + path);
    }
  }
  return { stories: [...stories.values()], refused };
}

function addArticle(stories, publication, article) {
  const url = publication.urlOf(article);
  if (article.sameAs) {
    stories.get(article.sameAs).copies.push(url);
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
    /** The same page under other addresses. */
    otherAddresses: [],
    /** The same report on other outlets. */
    copies: [],
  });
}
