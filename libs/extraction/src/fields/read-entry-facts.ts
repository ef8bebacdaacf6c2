import type { ExtractedArticle } from '../extracted-article.js';
import type { PageContext } from './page-context.js';

type EntryFacts = Pick<ExtractedArticle, 'discussionUrl' | 'isBasedOn' | 'originalUrl'>;

/** What only the feed entry states about the story: its comments, and its source. */
export function readEntryFacts({ feed, provenance }: PageContext): EntryFacts {
  const facts: EntryFacts = {
    discussionUrl: feed?.commentsUrl ?? null,
    isBasedOn: feed?.source ?? null,
    originalUrl: feed?.originalUrl ?? null,
  };
  for (const [field, value] of Object.entries(facts)) {
    if (value !== null) provenance.chooseFirst(field, [{ source: 'feed', value }]);
  }
  return facts;
}
