import {
  checkAgainst,
  deterministicId,
  EntryHints,
  events,
  makeEvent,
  type RejectReason,
} from '@dateline/contracts';
import { HttpError, type HttpClient, type HttpResponse } from '@dateline/http';
import { PermanentError, type EventPublisher } from '@dateline/messaging';
import type { Database, HostLease, PageTask } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { context, type Context } from '@opentelemetry/api';
import { traceContextOf } from './discovery-trace.js';
import type { FetcherMetrics } from './fetcher.metrics.js';
import { judgeFailure, judgeResponse, retryWaitSeconds, type PageVerdict } from './judge-page.js';
import { packPage } from './pack-page.js';
import type { Patience } from './patience.js';
import type { RequestEnd } from './poll-feed.js';
import { stageOutcome } from './stage-outcome.js';
import { FETCHER_SOURCE } from './version.js';

const ACCEPT = 'text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1';

export interface FetchDependencies {
  http: HttpClient;
  publisher: Pick<EventPublisher, 'publish'>;
  storage: Pick<Database, 'frontier' | 'rawPages'>;
  patience: Patience;
  metrics: FetcherMetrics;
  settings: { maxBytes: number; maxAttempts: number; retryBaseSeconds: number; rawRetentionMs: number };
  now: () => Date;
  random: () => number;
}

/** Fetches the page of one discovery. Every way through ends in one outcome, or in a later try. */
export class PageFetcher {
  private readonly logger = new Logger('Page');

  constructor(private readonly on: FetchDependencies) {}

  /** Gives null when the request was given up: the task stays as it is. Throws when Kafka or MongoDB is away at the end. */
  fetch(lease: HostLease, task: PageTask, signal: AbortSignal): Promise<RequestEnd | null> {
    return context.with(traceContextOf(task.traceparent), () => this.fetchInTrace(lease, task, signal));
  }

  private async fetchInTrace(
    lease: HostLease,
    task: PageTask,
    signal: AbortSignal,
  ): Promise<RequestEnd | null> {
    let verdict: PageVerdict;
    try {
      const response = await this.on.http.get(task.url, {
        accept: ACCEPT,
        maxBytes: this.on.settings.maxBytes,
        signal,
      });
      verdict = judgeResponse(response, this.on.now());
      if (verdict.kind === 'page') verdict = await this.emit(task, response, verdict.contentType);
    } catch (error) {
      if (error instanceof HttpError && error.code === 'aborted') return null;
      if (this.on.patience.isPassing(error)) throw error;
      verdict = error instanceof HttpError ? judgeFailure(error) : this.defect(task, error);
    }
    await this.settle(lease, task, verdict);
    return { hostPauseSeconds: hostPauseOf(verdict) };
  }

  /** Stores the page, then publishes it with its outcome. A page that Kafka would not take is rejected. */
  private async emit(
    task: PageTask,
    response: HttpResponse,
    contentType: string | null,
  ): Promise<PageVerdict> {
    const { patience, storage, settings } = this.on;
    const at = this.on.now();
    const { gzip, page } = await packPage(response.body);
    const expiresAt = new Date(at.getTime() + settings.rawRetentionMs);
    const raw = {
      sha256: page.sha256,
      gzip,
      bytes: page.bytes,
      contentType,
      url: response.finalUrl,
      expiresAt,
    };
    await patience.untilDone('store a page', () => storage.rawPages.put(raw));
    const fetch = {
      fetchedAt: at.toISOString(),
      status: response.status,
      finalUrl: response.finalUrl,
      contentType,
      bytes: page.bytes,
      rawRef: page.sha256,
    };
    try {
      await this.publishPage(task, { fetch, page }, at);
      return { kind: 'page', contentType };
    } catch (error) {
      if (!(error instanceof PermanentError) || error.code !== 'too_large') throw error;
      return { kind: 'rejected', reason: 'too_large', detail: error.message };
    }
  }

  private publishPage(
    task: PageTask,
    fetched: Pick<Parameters<typeof articleFetched>[2], 'fetch' | 'page'>,
    at: Date,
  ): Promise<void> {
    const { articleId, url, urlNormalized, feedId, discoveryId } = task;
    const id = deterministicId('fetched', discoveryId);
    const hints = checkAgainst(EntryHints, task.entry);
    const event = articleFetched(id, at, {
      articleId,
      url,
      urlNormalized,
      origin: 'feed',
      feedId,
      entry: hints.ok ? hints.value : null,
      discoveredAt: task.discoveredAt.toISOString(),
      ...fetched,
    });
    const told = { articleId, feedId, url, eventId: discoveryId, emitted: [id], attempts: task.attempts + 1 };
    const outcome = stageOutcome({ stage: 'fetch', outcome: 'emitted', ...told }, at);
    return this.publishPatiently({ events: [event], outcomes: [outcome] });
  }

  /** Takes the task off the line, or puts it back for later; a retry whose tries have run out is a rejection. */
  private async settle(lease: HostLease, task: PageTask, verdict: PageVerdict): Promise<void> {
    const { patience, metrics, settings, storage, now, random } = this.on;
    const attempt = task.attempts + 1;
    if (verdict.kind === 'retry' && attempt < settings.maxAttempts) {
      const rule = { baseSeconds: settings.retryBaseSeconds, random: random() };
      const at = new Date(now().getTime() + retryWaitSeconds(attempt, verdict.waitSeconds, rule) * 1000);
      const later = { at, error: verdict.detail.slice(0, 500) };
      await patience.untilDone('put a page back', () =>
        storage.frontier.retryPage(lease, task.articleId, later),
      );
      metrics.pageFetched('retry');
      this.logger.warn({
        msg: `page to be tried again`,
        ...about(task),
        attempt,
        at,
        reason: verdict.detail,
      });
      return;
    }
    if (verdict.kind !== 'page') await this.publishRejection(task, verdict.reason, verdict.detail);
    await patience.untilDone('finish a page', () =>
      storage.frontier.finishPage(lease, task.articleId, task.discoveryId),
    );
    if (verdict.kind === 'page') this.logger.debug({ msg: 'page fetched', ...about(task) });
    else
      this.logger.warn({ msg: `page rejected: ${verdict.reason}`, ...about(task), reason: verdict.detail });
    metrics.pageFetched(verdict.kind === 'page' ? 'emitted' : verdict.reason);
  }

  private publishRejection(task: PageTask, reason: RejectReason, detail: string): Promise<void> {
    const { articleId, feedId, url, discoveryId, attempts } = task;
    const told = { articleId, feedId, url, eventId: discoveryId, reason, detail, attempts: attempts + 1 };
    const outcome = stageOutcome({ stage: 'fetch', outcome: 'rejected', ...told }, this.on.now());
    return this.publishPatiently({ events: [], outcomes: [outcome] });
  }

  private publishPatiently(publication: Parameters<EventPublisher['publish']>[0]): Promise<void> {
    const traceContext: Context = context.active();
    return this.on.patience.untilDone('publish a page', () =>
      this.on.publisher.publish({ ...publication, traceContext }),
    );
  }

  /** A failure of our own code or of a store's rules must not hold up the host: the page is tried again like any other. */
  private defect(task: PageTask, error: unknown): PageVerdict {
    this.logger.error({ msg: 'a page failed by a defect', ...about(task), err: error });
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { kind: 'retry', reason: 'http_error', detail, waitSeconds: null, pauseHost: false };
  }
}

function articleFetched(
  id: string,
  at: Date,
  data: Parameters<typeof makeEvent<typeof events.articleFetched>>[2],
) {
  const attributes = { id, source: FETCHER_SOURCE, time: at.toISOString(), subject: data.articleId };
  return makeEvent(events.articleFetched, attributes, data);
}

const about = ({ articleId, url, feedId }: PageTask) => ({ articleId, url, feedId });

function hostPauseOf(verdict: PageVerdict): number {
  return verdict.kind === 'retry' && verdict.pauseHost ? Math.min(verdict.waitSeconds ?? 60, 86_400) : 0;
}
