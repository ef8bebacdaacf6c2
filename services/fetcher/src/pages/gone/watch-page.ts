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
  /** How long after its first read a page is requested again; 0 means never. */
  recheckMs: number;
}

/** What the end of a page means for its existing article. */
export interface WatchedPage {
  end: PageEnd;
  events: OutgoingEvent[];
}

/** The indexer undoes a retraction by this author when the page returns. */
const REQUESTED_BY = 'fetcher';

/**
 * Watches pages that were read before. A page that is gone for days retracts its article; one that returns
 * revives it. `stands`: the content of the feed entry has replaced the page.
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
  // Without an article there is nothing to withdraw.
  if (!task.readAt) return { end: {}, events: [] };
  if (status === null) {
    const since = task.gone?.since ?? task.discoveredAt;
    const at = recheckOf(since, now, task.gone ? stepOf(rule) : rule.recheckMs);
    return { end: { recheck: at && againAt(task, at) }, events: [] };
  }
  const { gone, withdraws, recheckAt } = judgeGone(task.gone ?? null, { status, now }, rule);
  // While the feed still shows the whole text, nothing is withdrawn. If the page stays away and the feed
  // stops, the next check does it.
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

/**
 * An address that redirects to another outlet is not gone. The redirect says nothing about the article that
 * was there.
 */
function statusOf(verdict: Exclude<PageVerdict, { kind: 'page' }>): number | null {
  if (verdict.kind !== 'rejected') return null;
  const { reason } = verdict;
  return reason === 'gone' ? 410 : reason === 'not_found' ? 404 : null;
}

/**
 * Each later check of a page is an event of its own, so that its outcome counts in addition to the earlier
 * one.
 */
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
