import { articleIdOf, normaliseUrl } from '@dateline/article';
import {
  deterministicId,
  events,
  makeEvent,
  type ArticleDiscovered,
  type EntryHints,
  type OutgoingEvent,
  type StageOutcome,
} from '@dateline/contracts';
import type { PageTask } from '@dateline/storage';
import { stageOutcome } from '../discovery/stage-outcome.js';
import { FETCHER_SOURCE } from '../runtime/version.js';

/** Redirects from outlet to outlet that are followed for one entry. */
export const MAX_POINTERS = 5;

const EMPTY: EntryHints = {
  entryId: null,
  title: null,
  summary: null,
  contentHtml: null,
  publishedAt: null,
  updatedAt: null,
  authors: [],
  categories: [],
  language: null,
};

export interface Pointer {
  /** Where the address leads. */
  to: string;
  /** Of the feed over that address. */
  authority: NonNullable<ArticleDiscovered['authority']>;
  feedUrl: string;
  entry: EntryHints | null;
}

/**
 * What becomes of an address that another outlet answers for: the article is that of the address to which it leads, discovered there like any
 * other, and this one ends as a pointer to it. The id follows from both addresses, so that a repetition adds nothing.
 */
export function followPointer(
  task: PageTask,
  { to, authority, feedUrl, entry }: Pointer,
  at: Date,
): { articleId: string; event: OutgoingEvent; outcomes: StageOutcome[] } {
  const articleId = articleIdOf(to);
  const { feedId, discoveryId, url, attempts } = task;
  const id = deterministicId('pointed', task.articleId, articleId, feedId);
  const data: ArticleDiscovered = {
    articleId,
    url: to,
    urlNormalized: normaliseUrl(to) ?? to,
    feedId,
    feedUrl,
    change: 'new',
    authority,
    pointers: (task.pointers ?? 0) + 1,
    identityPolicy: 'link',
    fingerprint: id,
    entry: entry ?? EMPTY,
    discoveredAt: at.toISOString(),
  };
  const attributes = { id, source: FETCHER_SOURCE, time: at.toISOString(), subject: articleId };
  const detail = `found by a redirect of ${url}`;
  const found = { articleId, feedId, url: to, eventId: id, emitted: [id], detail };
  const ended = { articleId: task.articleId, feedId, url, eventId: discoveryId, emitted: [id] };
  const pointed = { reason: 'pointer', duplicateOf: articleId, detail: `it leads to ${to}` };
  return {
    articleId,
    event: makeEvent(events.articleDiscovered, attributes, data),
    outcomes: [
      stageOutcome({ stage: 'discover', outcome: 'emitted', ...found }, at),
      stageOutcome(
        { stage: 'fetch', outcome: 'duplicate', ...ended, ...pointed, attempts: attempts + 1 },
        at,
      ),
    ],
  };
}
