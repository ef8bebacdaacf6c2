import type { ExtractedArticle } from '../extracted-article.js';
import type { PageContext } from './page-context.js';

type EntryFacts = Pick<ExtractedArticle, 'associatedMedia' | 'discussionUrl' | 'isBasedOn' | 'originalUrl'>;

/** What only the feed entry says of the story: its files to hear or see, its comments, and where it comes from. */
export function readEntryFacts({ feed, provenance }: PageContext): EntryFacts {
  const facts: EntryFacts = {
    associatedMedia: feed?.media ?? [],
    discussionUrl: feed?.commentsUrl ?? null,
    isBasedOn: feed?.source ?? null,
    originalUrl: feed?.originalUrl ?? null,
  };
  for (const [field, value] of Object.entries(facts)) {
    const isSaid = Array.isArray(value) ? value.length > 0 : value !== null;
    if (isSaid) provenance.chooseFirst(field, [{ source: 'feed', value }]);
  }
  return facts;
}
