import { compareContent } from '@dateline/article';
import {
  readFieldsOf,
  type ArticleDeduplicated,
  type ArticleRecord,
  type DuplicateReason,
} from '@dateline/contracts';

/** Why an arriving version adds nothing to the record that is there, or null when it makes a new version. */
export function judgeArrival(
  event: Pick<
    ArticleDeduplicated,
    'article' | 'contentHash' | 'feedId' | 'fetch' | 'replay' | 'returned' | 'takenOver'
  >,
  previous: ArticleRecord | null,
): DuplicateReason | null {
  if (event.replay) return judgeReplay(event.article, event.replay.baseVersion, previous);
  if (previous === null) return null;
  // What a feed says of an article is at most a part of what its page said.
  if (event.fetch.source === 'feed' && previous.fetch.source !== 'feed') return 'superseded';
  // A page that came back as it was revives its article.
  if (event.returned && previous.status === 'canceled') return null;
  if (takesOver(event, previous)) return null;
  return previous.contentHash === event.contentHash ? 'unchanged' : null;
}

/** Whether a record is to be filed under the feed of its own outlet, from one that only made its address known. */
export function takesOver(
  { takenOver, feedId }: Pick<ArticleDeduplicated, 'takenOver' | 'feedId'>,
  previous: ArticleRecord,
): boolean {
  return takenOver === true && previous.status === 'usable' && previous.feedId !== feedId;
}

/** A replay reads an old page: it may only correct the version it was compared with, and never bring a retracted one back. */
function judgeReplay(
  article: ArticleDeduplicated['article'],
  baseVersion: number | null,
  previous: ArticleRecord | null,
): DuplicateReason | null {
  if (previous === null) return null;
  if (previous.version !== baseVersion || previous.status !== 'usable') return 'superseded';
  return changedFields(previous, article).length === 0 ? 'unchanged' : null;
}

/** Names of the fields that a parse reads otherwise than the record has them; one that an older parser does not know is not changed. */
export function changedFields(record: ArticleRecord, article: ArticleDeduplicated['article']): string[] {
  const { changed } = compareContent(readFieldsOf(record), readFieldsOf(article));
  return changed.filter((name) => Reflect.get(article, name) !== undefined);
}
