import {
  checkAgainst,
  deterministicId,
  EntryHints,
  events,
  makeEvent,
  type ArticleFetched,
  type ArticleOrigin,
} from '@dateline/contracts';
import type { Authority } from '@dateline/article';
import type { PageTask } from '@dateline/storage';
import { FETCHER_SOURCE, FETCHER_VERSION } from '../runtime/version.js';

/** The feed's hints on an entry, from its task; null when they are malformed. */
export function hintsOf(task: Pick<PageTask, 'entry'>): EntryHints | null {
  const hints = checkAgainst(EntryHints, task.entry);
  return hints.ok ? hints.value : null;
}

/** What travels with the article from here on, and is kept beside the raw page. */
export function originOf(
  task: PageTask,
  { authority, fetch }: { authority: Authority; fetch: ArticleOrigin['fetch'] },
): ArticleOrigin {
  const { articleId, url, urlNormalized, feedId } = task;
  return {
    articleId,
    url,
    urlNormalized,
    origin: 'feed',
    feedId,
    entry: hintsOf(task),
    discoveredAt: task.discoveredAt.toISOString(),
    fetch,
    authority,
    ...(task.takenOver ? { takenOver: true } : {}),
    fetcherVersion: FETCHER_VERSION,
    ...(task.gone?.withdrawnAt && fetch.source !== 'feed' ? { returned: true } : {}),
  };
}

/** The page with its origin. The id derives from the discovery, so that a repetition is recognised. */
export function fetchedEvent(discoveryId: string, origin: ArticleOrigin, page: ArticleFetched['page']) {
  const id = deterministicId('fetched', discoveryId);
  const time = origin.fetch.fetchedAt;
  const attributes = { id, source: FETCHER_SOURCE, time, subject: origin.articleId };
  return makeEvent(events.articleFetched, attributes, { ...origin, page });
}
