import { compareContent } from '@dateline/article';
import {
  readFieldsOf,
  type ArticleDeduplicated,
  type ArticleRecord,
  type DuplicateReason,
} from '@dateline/contracts';

/** Returns why an arriving version adds nothing to the stored record, or null if it makes a new version. */
export function judgeArrival(
  event: Pick<
    ArticleDeduplicated,
    'article' | 'contentHash' | 'feedId' | 'fetch' | 'replay' | 'returned' | 'takenOver'
  >,
  previous: ArticleRecord | null,
): DuplicateReason | null {
  if (event.replay) return judgeReplay(event.article, event.replay.baseVersion, previous);
  if (previous === null) return null;
  // A feed carries at most a part of the page's text.
  if (event.fetch.source === 'feed' && previous.fetch.source !== 'feed') return 'superseded';
  // A page that returned unchanged revives its article.
  if (event.returned && previous.status === 'canceled') return null;
  if (takesOver(event, previous)) return null;
  return previous.contentHash === event.contentHash ? 'unchanged' : null;
}

/**
 * Whether the record moves to a feed of its own outlet, after another outlet's feed had only made the address
 * known.
 */
export function takesOver(
  { takenOver, feedId }: Pick<ArticleDeduplicated, 'takenOver' | 'feedId'>,
  previous: ArticleRecord,
): boolean {
  return takenOver === true && previous.status === 'usable' && previous.feedId !== feedId;
}

/**
 * A replay reads an old page. It may only correct the version that it was compared with, and never revives a
 * retracted article.
 */
function judgeReplay(
  article: ArticleDeduplicated['article'],
  baseVersion: number | null,
  previous: ArticleRecord | null,
): DuplicateReason | null {
  if (previous === null) return null;
  if (previous.version !== baseVersion || previous.status !== 'usable') return 'superseded';
  return changedFields(previous, article).length === 0 ? 'unchanged' : null;
}

/**
 * Names of the fields that a parse reads differently from the record. A field that an older parser does not
 * know counts as unchanged.
 */
export function changedFields(record: ArticleRecord, article: ArticleDeduplicated['article']): string[] {
  const { changed } = compareContent(readFieldsOf(record), readFieldsOf(article));
  return changed.filter((name) => Reflect.get(article, name) !== undefined);
}
