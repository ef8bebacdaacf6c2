import { RETRY_POLICIES, stepMs } from '@dateline/config';
import { HttpError, type HttpClient, type HttpPost } from '@dateline/http';
import { WorkLoop } from '@dateline/service';
import { POLLED_STATES, type Database, type Subscription } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import type { FetcherMetrics } from '../runtime/fetcher.metrics.js';

export interface HubSubscriberDependencies {
  http: Pick<HttpClient, 'post'>;
  storage: Pick<Database, 'feeds' | 'websub'>;
  metrics: Pick<FetcherMetrics, 'hubAsked'>;
  settings: {
    callbackUrl: string;
    leaseSeconds: number;
    /** Time that a hub has to verify, and the shortest wait before the next request to it. */
    verifyMs: number;
    idleMs: number;
  };
  now: () => Date;
  stopping: AbortSignal;
}

/** A hub may verify later than we wait. */
const PENDING_FACTOR = 6;
const HUB = RETRY_POLICIES.hub;

/**
 * Sends due requests to hubs: new subscriptions, renewals before a lease ends, unsubscriptions. Any number of
 * replicas may run it.
 */
export class HubSubscriber {
  private readonly logger = new Logger('WebSub');
  private readonly loop: WorkLoop;

  constructor(private readonly on: HubSubscriberDependencies) {
    this.loop = new WorkLoop({
      next: () => this.askNext(),
      logger: this.logger,
      complaint: 'subscriptions could not be kept',
      idleMs: on.settings.idleMs,
      stopping: on.stopping,
    });
  }

  start(): void {
    if (this.on.settings.callbackUrl !== '') this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  private async askNext(): Promise<boolean> {
    const { websub } = this.on.storage;
    const now = this.on.now();
    const due = await websub.takeDue(now);
    if (due === null) return false;
    if (due.live && !(await this.isFollowed(due.feedId))) await websub.end(due.feedId, now);
    else if (due.state === 'ending' && due.attempts >= HUB.tries)
      // Without a renewal the lease ends by itself.
      await websub.finish(due.callbackId, now);
    else await this.ask(due, now);
    return true;
  }

  /** The process that stopped the feed may have died before it ended the subscription. */
  private async isFollowed(feedId: string): Promise<boolean> {
    const feed = await this.on.storage.feeds.get(feedId);
    return feed !== null && POLLED_STATES.includes(feed.state);
  }

  private async ask(due: Subscription, now: Date): Promise<void> {
    const { storage, http, stopping, metrics } = this.on;
    const { verifyMs } = this.on.settings;
    const backoff = stepMs(due.attempts + 1, { ...HUB, baseMs: verifyMs });
    const retryAt = new Date(now.getTime() + backoff);
    const pendingUntil = new Date(now.getTime() + PENDING_FACTOR * verifyMs);
    await storage.websub.beginRequest(due, { pendingUntil, retryAt }, now);
    const problem = await this.send(http, this.requestOf(due, stopping), due.hub);
    if (stopping.aborted) return;
    const mode = due.state === 'ending' ? 'unsubscribe' : 'subscribe';
    metrics.hubAsked(mode, problem === null ? 'accepted' : 'failed');
    if (problem === null) return;
    this.logger.warn({ msg: `hub: ${mode} failed`, feedId: due.feedId, hub: due.hub, problem });
    const failure = { error: problem, retryAt, hub: nextHub(due) };
    await storage.websub.recordFailure(due.callbackId, failure, this.on.now());
  }

  private async send(http: Pick<HttpClient, 'post'>, request: HttpPost, hub: string): Promise<string | null> {
    try {
      const { status, body } = await http.post(hub, request);
      if (status >= 200 && status < 300) return null;
      return `status ${status}: ${body.toString('utf8').slice(0, 200)}`;
    } catch (error) {
      if (error instanceof HttpError) return `${error.code}: ${error.message}`;
      throw error;
    }
  }

  private requestOf({ state, topic, callbackId, secret }: Subscription, signal: AbortSignal): HttpPost {
    const { callbackUrl, leaseSeconds } = this.on.settings;
    const callback = new URL(`websub/${callbackId}`, callbackUrl.replace(/\/*$/, '/')).href;
    const common = { 'hub.callback': callback, 'hub.topic': topic };
    const subscribe = {
      'hub.mode': 'subscribe',
      'hub.secret': secret,
      'hub.lease_seconds': String(leaseSeconds),
    };
    const form = { ...common, ...(state === 'ending' ? { 'hub.mode': 'unsubscribe' } : subscribe) };
    return { form, accept: '*/*', maxBytes: 65_536, signal };
  }
}

/** A feed may announce several hubs. After a failure the next one is tried. */
function nextHub({ hub, hubs, state }: Subscription): string {
  if (state === 'ending' || state === 'active') return hub;
  return hubs[(hubs.indexOf(hub) + 1) % hubs.length] ?? hub;
}
