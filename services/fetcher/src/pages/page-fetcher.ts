import { AUTHORITY_TABLE, isBareHost, type Authority } from '@dateline/article';
import { HttpError, type HttpResponse } from '@dateline/http';
import { inSpan, type EventPublisher } from '@dateline/messaging';
import type { Database, HostLease, PageTask } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import type { FeedVoices } from '../authority/feed-voices.js';
import { traceContextOf } from '../discovery/discovery-trace.js';
import { stageOutcome } from '../discovery/stage-outcome.js';
import type { RequestEnd } from '../politeness/request-end.js';
import type { FetcherMetrics } from '../runtime/fetcher.metrics.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import { askPage, type PageDependencies } from './ask-page.js';
import {
  emitFeedContent,
  emitOwnContent,
  emitPage,
  publishEnd,
  type EmitMeans,
  type JudgedTask,
  type LostPage,
} from './emit-page.js';
import { feedContentOf } from '../verdicts/feed-content.js';
import { followPointer, MAX_POINTERS } from './follow-pointer.js';
import { watchPage, type WatchedPage, type WatchRule } from './gone/watch-page.js';
import { judgeFailure, retryWaitSeconds, type PageVerdict } from '../verdicts/page-verdict.js';
import { linkHintsOf } from '../verdicts/link-hints.js';
import { hintsOf } from './page-origin.js';

export interface FetchDependencies extends PageDependencies {
  publisher: Pick<EventPublisher, 'publish'>;
  storage: EmitMeans['storage'] & { frontier: Pick<Database['frontier'], 'finishPage' | 'retryPage'> };
  voices: Pick<FeedVoices, 'authorityOver' | 'authorityOverTarget' | 'hear' | 'ask'>;
  retry: ServiceRetry;
  metrics: Pick<FetcherMetrics, 'pageFetched'>;
  settings: PageSettings;
  random: () => number;
}

export interface PageSettings {
  maxBytes: number;
  maxAttempts: number;
  retryBaseSeconds: number;
  rawRetentionMs: number;
  watch: WatchRule;
}

type RetriedPage = Extract<PageVerdict, { kind: 'retry' }>;

/** Fetches the page of one discovery. Each visit ends in exactly one outcome or in a later try. */
export class PageFetcher {
  private readonly logger = new Logger('Page');

  constructor(private readonly on: FetchDependencies) {}

  /**
   * A task whose request is given up stays unchanged. Throws when Kafka or MongoDB is still away at shutdown.
   */
  fetch(lease: HostLease, task: PageTask, signal: AbortSignal): Promise<RequestEnd> {
    const span = { parent: traceContextOf(task.traceparent), attributes: { 'url.full': task.url } };
    return inSpan('fetch page', span, () => this.fetchInTrace(lease, task, signal));
  }

  private async fetchInTrace(lease: HostLease, given: PageTask, signal: AbortSignal): Promise<RequestEnd> {
    const task: JudgedTask = { ...given, authority: await this.on.voices.authorityOver(given) };
    let verdict: PageVerdict;
    let endedAt: Date | null = null;
    try {
      if (task.contentFrom === 'feed') {
        await this.settle(lease, task, await emitOwnContent(task, this.on));
        return { kind: 'completed', hostPauseSeconds: 0 };
      }
      const call = { hostKey: lease.hostKey, signal, maxBytes: this.on.settings.maxBytes };
      const answer = await askPage(task, call, this.on);
      endedAt = this.on.now();
      if (answer.kind === 'postponed') return { kind: 'completed', hostPauseSeconds: 0, endedAt };
      const { verdict: judged, response } = answer;
      verdict = judged;
      if (judged.kind === 'page' && response) {
        task.authority = await this.heard(task, response);
        verdict = await emitPage(task, { ...factsOf(response), contentType: judged.contentType }, this.on);
      } else if (judged.kind !== 'page' && judged.kind !== 'pointer' && this.isLast(task, judged)) {
        task.authority = await this.asked(task, judged, { signal });
      }
    } catch (error) {
      if (error instanceof HttpError) {
        if (error.code === 'aborted') return { kind: 'aborted' };
        verdict = judgeFailure(error);
      } else if (this.on.retry.isTransient(error)) throw error;
      else verdict = this.defect(task, error);
    }
    endedAt ??= this.on.now();
    const dueAt = await this.settle(lease, task, verdict);
    const unavailable =
      verdict.kind === 'retry' && verdict.unavailable ? { retryAfterSeconds: verdict.waitSeconds } : null;
    const pauseSeconds = hostPauseOf(lease.hostKey, verdict);
    return { kind: 'completed', hostPauseSeconds: pauseSeconds, unavailable, endedAt, dueAt };
  }

  /** A page says itself which feeds are its outlet's. */
  private async heard(task: JudgedTask, { body, finalUrl: url }: HttpResponse): Promise<Authority> {
    if (AUTHORITY_TABLE[task.authority].owns) return task.authority;
    return (await this.on.voices.hear(task, { html: body.toString('utf8'), url }))
      ? 'own_feed'
      : task.authority;
  }

  /**
   * If only another outlet's feed could replace a lost page, the page's outlet is asked whether it knows that
   * feed.
   */
  private async asked(
    task: JudgedTask,
    { reason }: LostPage,
    call: { signal: AbortSignal },
  ): Promise<Authority> {
    const isWanted = feedContentOf(hintsOf(task), reason) !== null;
    if (AUTHORITY_TABLE[task.authority].standsAsText || !isWanted) return task.authority;
    return (await this.on.voices.ask(task, call)) ? 'own_feed' : task.authority;
  }

  private isLast(task: PageTask, lost: LostPage): boolean {
    return lost.kind !== 'retry' || task.attempts + 1 >= this.on.settings.maxAttempts;
  }

  /**
   * Takes the task off the line, or puts it back for later: then it gives the time. A page that is lost for good is the content of its
   * outlet's feed, or a rejection; one that leads to another outlet is a pointer.
   */
  private async settle(lease: HostLease, task: JudgedTask, found: PageVerdict): Promise<Date | null> {
    const { metrics, settings } = this.on;
    if (found.kind === 'retry' && !this.isLast(task, found)) return this.putBack(lease, task, found);
    const verdict = await this.standIn(task, found);
    const stands = verdict.kind === 'page';
    const watched = watchPage(task, found, { now: this.on.now(), rule: settings.watch, stands });
    if (verdict.kind === 'pointer') await this.point(task, verdict.to);
    else if (verdict.kind !== 'page') await this.reject(task, verdict, watched);
    await this.finish(lease, task, watched);
    if (found.kind === 'page' || found.kind === 'pointer')
      this.logger.debug({
        msg: `page ${found.kind === 'page' ? 'fetched' : 'is a pointer'}`,
        ...about(task),
      });
    else {
      const end = stands ? 'the content of its feed is taken' : 'page rejected';
      this.logger.warn({ msg: `${end}: ${found.reason}`, ...about(task), reason: found.detail });
    }
    const outcome =
      verdict.kind === 'page' ? 'emitted' : verdict.kind === 'pointer' ? 'pointer' : verdict.reason;
    metrics.pageFetched(found.kind !== 'page' && stands ? 'feed_content' : outcome);
    return watched.end.recheck?.at ?? null;
  }

  private async standIn(task: JudgedTask, found: PageVerdict): Promise<PageVerdict> {
    if (found.kind === 'page') return found;
    if (found.kind !== 'pointer')
      return AUTHORITY_TABLE[task.authority].standsAsText ? emitFeedContent(task, found, this.on) : found;
    if ((task.pointers ?? 0) < MAX_POINTERS) return found;
    const detail = `more than ${MAX_POINTERS} redirects from outlet to outlet`;
    return { kind: 'rejected', reason: 'redirect_limit', detail };
  }

  private finish(lease: HostLease, task: JudgedTask, { end }: WatchedPage): Promise<void> {
    const { retry, storage } = this.on;
    const { authority } = task;
    return retry.whileUnavailable('finish a page', () =>
      storage.frontier.finishPage(lease, task, { ...end, authority }),
    );
  }

  private async point(task: JudgedTask, to: string): Promise<void> {
    const authority = await this.on.voices.authorityOverTarget(task, to);
    const from = { to, authority, feedUrl: task.feedUrl ?? task.url, entry: hintsOf(task) };
    const { event, outcomes } = followPointer(task, from, this.on.now());
    await publishEnd({ events: [event], outcomes }, this.on);
  }

  private async putBack(lease: HostLease, task: PageTask, lost: RetriedPage): Promise<Date> {
    const { retry, metrics, settings, storage, now, random } = this.on;
    const attempt = task.attempts + 1;
    const rule = { baseSeconds: settings.retryBaseSeconds, random: random() };
    const at = new Date(now().getTime() + retryWaitSeconds(attempt, lost.waitSeconds, rule) * 1000);
    const later = { at, error: lost.detail.slice(0, 500) };
    await retry.whileUnavailable('put a page back', () =>
      storage.frontier.retryPage(lease, task.articleId, later),
    );
    metrics.pageFetched('retry');
    this.logger.warn({ msg: 'page to be tried again', ...about(task), attempt, at, reason: lost.detail });
    return at;
  }

  private reject(
    task: JudgedTask,
    { reason, detail: found }: LostPage,
    { events }: WatchedPage,
  ): Promise<void> {
    const { articleId, feedId, url, discoveryId, attempts } = task;
    const isStrangers = feedContentOf(hintsOf(task), reason) !== null && task.authority === 'stranger';
    const detail = isStrangers ? `${found}; its feed is of another outlet and does not speak for it` : found;
    const told = { articleId, feedId, url, eventId: discoveryId, reason, detail, attempts: attempts + 1 };
    const emitted = events.map(({ id }) => id);
    const outcome = stageOutcome({ stage: 'fetch', outcome: 'rejected', ...told, emitted }, this.on.now());
    return publishEnd({ events, outcomes: [outcome] }, this.on);
  }

  /**
   * A failure of our own code or of a database rule must not block the host, so the page is retried like any
   * other.
   */
  private defect(task: PageTask, error: unknown): PageVerdict {
    this.logger.error({ msg: 'a page failed by a defect', ...about(task), err: error });
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return {
      kind: 'retry',
      reason: 'http_error',
      detail,
      waitSeconds: null,
      pauseHost: false,
      unavailable: false,
    };
  }
}

function factsOf(response: HttpResponse) {
  const { body, status, finalUrl } = response;
  const links = linkHintsOf(response);
  return { body, status, finalUrl, ...(links ? { links } : {}) };
}

const about = ({ articleId, url, feedId }: PageTask) => ({ articleId, url, feedId });

/** On a machine named by its IP or a single label each page pauses alone (host-pause.ts). */
function hostPauseOf(hostKey: string, verdict: PageVerdict): number {
  if (verdict.kind !== 'retry' || !verdict.pauseHost || isBareHost(hostKey)) return 0;
  return Math.min(verdict.waitSeconds ?? 60, 86_400);
}
