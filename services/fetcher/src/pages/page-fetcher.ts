import type { FetchFacts, OutgoingEvent } from '@dateline/contracts';
import { isBareHost } from '@dateline/article';
import { HttpError } from '@dateline/http';
import { inSpan, PermanentError, type EventPublisher } from '@dateline/messaging';
import type { Database, HostLease, PageTask } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { context, type Context } from '@opentelemetry/api';
import { askPage, type PageDependencies } from './ask-page.js';
import { traceContextOf } from '../discovery/discovery-trace.js';
import { feedContentOf, ownContentOf } from '../verdicts/feed-content.js';
import type { FetcherMetrics } from '../runtime/fetcher.metrics.js';
import { watchPage, type WatchRule } from './gone/watch-page.js';
import { judgeFailure, retryWaitSeconds, type PageVerdict } from '../verdicts/page-verdict.js';
import { linkHintsOf } from '../verdicts/link-hints.js';
import { packPage } from './pack-page.js';
import { fetchedEvent, hintsOf, originOf } from './page-origin.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import type { RequestEnd } from '../politeness/request-end.js';
import { stageOutcome } from '../discovery/stage-outcome.js';

export interface FetchDependencies extends PageDependencies {
  publisher: Pick<EventPublisher, 'publish'>;
  storage: Pick<Database, 'frontier' | 'rawPages'>;
  retry: ServiceRetry;
  metrics: FetcherMetrics;
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

/** Source of an article: its page, or the content of its feed entry. */
type PageContent = Omit<FetchFacts, 'fetchedAt' | 'bytes' | 'rawRef'> & { body: Buffer };
type LostPage = Exclude<PageVerdict, { kind: 'page' }>;
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

  private async fetchInTrace(lease: HostLease, task: PageTask, signal: AbortSignal): Promise<RequestEnd> {
    let verdict: PageVerdict;
    let endedAt: Date | null = null;
    try {
      if (task.contentFrom === 'feed') {
        await this.settle(lease, task, await this.emitOwnContent(task));
        return { kind: 'completed', hostPauseSeconds: 0 };
      }
      const call = { hostKey: lease.hostKey, signal, maxBytes: this.on.settings.maxBytes };
      const answer = await askPage(task.url, call, this.on);
      endedAt = this.on.now();
      if (answer.kind === 'postponed') return { kind: 'completed', hostPauseSeconds: 0, endedAt };
      const { verdict: judged, response } = answer;
      verdict = judged;
      if (judged.kind === 'page' && response) {
        const { body, status, finalUrl } = response;
        const links = linkHintsOf(response);
        const { contentType } = judged;
        const content = { body, status, finalUrl, contentType, ...(links ? { links } : {}) };
        verdict = await this.emit(task, content);
      }
    } catch (error) {
      if (error instanceof HttpError && error.code === 'aborted') return { kind: 'aborted' };
      if (this.on.retry.isTransient(error)) throw error;
      verdict = error instanceof HttpError ? judgeFailure(error) : this.defect(task, error);
    }
    endedAt ??= this.on.now();
    const dueAt = await this.settle(lease, task, verdict);
    const unavailable =
      verdict.kind === 'retry' && verdict.unavailable ? { retryAfterSeconds: verdict.waitSeconds } : null;
    const pauseSeconds = hostPauseOf(lease.hostKey, verdict);
    return { kind: 'completed', hostPauseSeconds: pauseSeconds, unavailable, endedAt, dueAt };
  }

  /** Stores the page, then publishes it with its outcome. A page that Kafka cannot accept is rejected. */
  private async emit(task: PageTask, content: PageContent): Promise<PageVerdict> {
    const { retry, storage, settings, now } = this.on;
    const { body, ...facts } = content;
    const at = now();
    const { gzip, page } = await packPage(body);
    const { bytes, sha256 } = page;
    const origin = originOf(task, { ...facts, fetchedAt: at.toISOString(), bytes, rawRef: sha256 });
    const expiresAt = new Date(at.getTime() + settings.rawRetentionMs);
    const { contentType, finalUrl: url } = facts;
    const raw = { sha256, gzip, bytes, contentType, url, expiresAt };
    await retry.whileUnavailable('store a page', () => storage.rawPages.put(raw, origin));
    try {
      await this.publishPage(task, fetchedEvent(task.discoveryId, origin, page), at);
      return { kind: 'page', contentType };
    } catch (error) {
      if (!(error instanceof PermanentError) || error.code !== 'too_large') throw error;
      return { kind: 'rejected', reason: 'too_large', detail: error.message };
    }
  }

  /** If the page cannot be fetched, the feed's content replaces it, provided that it is the whole text. */
  private async emitFeedContent(task: PageTask, lost: LostPage): Promise<PageVerdict> {
    const html = feedContentOf(hintsOf(task), lost.reason);
    if (html === null) return lost;
    const problem = { reason: lost.reason, detail: lost.detail.slice(0, 500) };
    const verdict = await this.emit(task, { ...contentOf(task, html), problem });
    return verdict.kind === 'page' ? verdict : lost;
  }

  /** An operator's rule makes this feed's own text the source of its articles. */
  private async emitOwnContent(task: PageTask): Promise<PageVerdict> {
    const html = ownContentOf(hintsOf(task));
    if (html !== null) return this.emit(task, contentOf(task, html));
    return { kind: 'rejected', reason: 'empty_page', detail: 'the feed says nothing but the title' };
  }

  private publishPage(task: PageTask, event: OutgoingEvent, at: Date): Promise<void> {
    const { articleId, url, feedId, discoveryId } = task;
    const told = { articleId, feedId, url, eventId: discoveryId, emitted: [event.id] };
    const attempts = task.attempts + 1;
    const outcome = stageOutcome({ stage: 'fetch', outcome: 'emitted', ...told, attempts }, at);
    return this.publishWhileUnavailable({ events: [event], outcomes: [outcome] });
  }

  /**
   * Finishes the task, or postpones it and returns the time of the next try. A page that is lost for good is
   * replaced by its feed's content, or rejected.
   */
  private async settle(lease: HostLease, task: PageTask, found: PageVerdict): Promise<Date | null> {
    const { retry, metrics, settings, storage } = this.on;
    if (found.kind === 'retry' && task.attempts + 1 < settings.maxAttempts)
      return this.putBack(lease, task, found);
    const verdict = found.kind === 'page' ? found : await this.emitFeedContent(task, found);
    const stands = verdict.kind === 'page';
    const watched = watchPage(task, found, { now: this.on.now(), rule: settings.watch, stands });
    if (verdict.kind !== 'page') await this.publishRejection(task, verdict, watched.events);
    await retry.whileUnavailable('finish a page', () =>
      storage.frontier.finishPage(lease, task, watched.end),
    );
    if (found.kind === 'page') this.logger.debug({ msg: 'page fetched', ...about(task) });
    else {
      const end = verdict.kind === 'page' ? 'the content of its feed is taken' : 'page rejected';
      this.logger.warn({ msg: `${end}: ${found.reason}`, ...about(task), reason: found.detail });
    }
    const outcome = verdict.kind === 'page' ? 'emitted' : verdict.reason;
    metrics.pageFetched(found.kind === verdict.kind ? outcome : 'feed_content');
    return watched.end.recheck?.at ?? null;
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

  private publishRejection(
    task: PageTask,
    { reason, detail }: LostPage,
    events: OutgoingEvent[],
  ): Promise<void> {
    const { articleId, feedId, url, discoveryId, attempts } = task;
    const told = { articleId, feedId, url, eventId: discoveryId, reason, detail, attempts: attempts + 1 };
    const emitted = events.map(({ id }) => id);
    const outcome = stageOutcome({ stage: 'fetch', outcome: 'rejected', ...told, emitted }, this.on.now());
    return this.publishWhileUnavailable({ events, outcomes: [outcome] });
  }

  private publishWhileUnavailable(publication: Parameters<EventPublisher['publish']>[0]): Promise<void> {
    const traceContext: Context = context.active();
    return this.on.retry.whileUnavailable('publish a page', () =>
      this.on.publisher.publish({ ...publication, traceContext }),
    );
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

const contentOf = (task: PageTask, html: string): PageContent => ({
  body: Buffer.from(html, 'utf8'),
  status: null,
  finalUrl: task.url,
  contentType: 'text/html; charset=utf-8',
  source: 'feed',
});

const about = ({ articleId, url, feedId }: PageTask) => ({ articleId, url, feedId });

/** On a machine named by its IP or a single label each page pauses alone (host-pause.ts). */
function hostPauseOf(hostKey: string, verdict: PageVerdict): number {
  if (verdict.kind !== 'retry' || !verdict.pauseHost || isBareHost(hostKey)) return 0;
  return Math.min(verdict.waitSeconds ?? 60, 86_400);
}
