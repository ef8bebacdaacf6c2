import {
  deterministicId,
  events,
  makeEvent,
  type ArticleWithdrawn,
  type OutgoingEvent,
} from '@dateline/contracts';
import type { PageEnd, PageTask } from '@dateline/storage';
import type { PageVerdict } from '../../verdicts/page-verdict.js';
import { FETCHER_SOURCE } from '../../runtime/version.js';
import { judgeGone, recheckOf, stepOf, type GoneRule } from '../../verdicts/judge-gone.js';

export interface WatchRule extends GoneRule {
  /** How long after it was read a page is asked for again, for the first time; 0 is never. */
  recheckMs: number;
}

/** What follows from the end of a page for the article that was made of it before. */
export interface WatchedPage {
  end: PageEnd;
  events: OutgoingEvent[];
}

/** The indexer undoes a retraction with this author when the page returns. */
const REQUESTED_BY = 'fetcher';

/**
 * Watches pages that were read before: a page that is gone for days retracts its article, and one that returns revives it.
 * `stands`: the content of the feed entry has taken the page's place.
 */
export function watchPage(
  task: PageTask,
  verdict: PageVerdict,
  { now, rule, stands = false }: { now: Date; rule: WatchRule; stands?: boolean },
): WatchedPage {
  if (verdict.kind === 'page') {
    const recheckAt = recheckOf(task.discoveredAt, now, rule.recheckMs);
    return { end: { readAt: now, gone: null, recheck: recheckAt && againAt(task, recheckAt) }, events: [] };
  }
  const status = statusOf(verdict);
  // An article that never was need not be withdrawn.
  if (!task.readAt) return { end: {}, events: [] };
  if (status === null) {
    const since = task.gone?.since ?? task.discoveredAt;
    const at = recheckOf(since, now, task.gone ? stepOf(rule) : rule.recheckMs);
    return { end: { recheck: at && againAt(task, at) }, events: [] };
  }
  const { gone, withdraws, recheckAt } = judgeGone(task.gone ?? null, { status, now }, rule);
  // What the feed still tells in full is not withdrawn: if the page stays away and the feed falls silent, the next look does it.
  if (withdraws && stands)
    return {
      end: { gone: { ...gone, withdrawnAt: null }, recheck: againAt(task, afterStep(now, rule)) },
      events: [],
    };
  return {
    end: { gone, recheck: recheckAt && againAt(task, recheckAt) },
    events: withdraws ? [withdrawal(task, gone, now)] : [],
  };
}

const afterStep = (now: Date, rule: GoneRule): Date => new Date(now.getTime() + stepOf(rule));

function statusOf({ kind, reason }: Exclude<PageVerdict, { kind: 'page' }>): number | null {
  if (kind !== 'rejected') return null;
  return reason === 'gone' ? 410 : reason === 'not_found' ? 404 : null;
}

/** The next look at a page is an event of its own, so that its outcome counts beside the one before. */
function againAt({ articleId, discoveryId }: PageTask, at: Date): NonNullable<PageEnd['recheck']> {
  return { at, discoveryId: deterministicId('recheck', articleId, discoveryId) };
}

function withdrawal(
  { articleId }: PageTask,
  { since, checks, status }: NonNullable<PageEnd['gone']>,
  now: Date,
): OutgoingEvent<ArticleWithdrawn> {
  const at = now.toISOString();
  const id = deterministicId('withdrawn', articleId, 'gone', since.toISOString());
  const reason = `The page is not there (${status}): it was gone ${checks} times since ${since.toISOString()}.`;
  return makeEvent(
    events.articleWithdrawn,
    { id, source: FETCHER_SOURCE, time: at, subject: articleId },
    { articleId, action: 'retract', reason, requestedBy: REQUESTED_BY, requestedAt: at },
  );
}
