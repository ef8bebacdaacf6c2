import {
  judgeAuthority,
  outletHomeOf,
  outletOf,
  sameOutlet,
  speakingFeedOf,
  toldAuthority,
  type Authority,
} from '@dateline/article';
import { HttpError, type HttpClient } from '@dateline/http';
import type { Database, FeedDoc, FeedVoiceDoc, PageTask } from '@dateline/storage';
import type { RobotsCall, RobotsGate } from '../robots/robots.gate.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import { namesFeed } from './names-feed.js';

export interface VoiceDependencies {
  http: HttpClient;
  /** Null where robots.txt is not asked. */
  robots: Pick<RobotsGate, 'permissionFor'> | null;
  politenessDelay: (next: URL, from: URL, signal: AbortSignal) => Promise<void>;
  storage: Pick<Database, 'feeds' | 'feedVoices'>;
  retry: ServiceRetry;
  now: () => Date;
}

type Speaker = Pick<FeedDoc, 'feedId' | 'url' | 'policy'>;

/** How long an outlet that did not name a feed is not asked again. */
const SILENT_MS = 7 * 86_400_000;
const HOME_BYTES = 2_000_000;

/** Finds out whether a feed that lies elsewhere speaks for an outlet: from what is known, from the outlet's pages, or by asking it. */
export class FeedVoices {
  constructor(private readonly on: VoiceDependencies) {}

  /** With what authority a page's feed speaks of it now: an operator or the outlet may have said more since it was discovered. */
  async authorityOver(task: PageTask): Promise<Authority> {
    const told = toldAuthority({ authority: wordOf(task.authority) });
    if (told !== 'stranger') return told;
    const feed = await this.feedOf(task);
    return feed ? this.over(task.urlNormalized, feed) : 'stranger';
  }

  /** The same of another address that the page's feed led to. */
  async authorityOverTarget(task: PageTask, address: string): Promise<Authority> {
    const feed = await this.feedOf(task);
    return feed ? this.over(address, feed) : 'stranger';
  }

  /** Whether a page of the outlet names the feed as its own; noted with the page as evidence. */
  async hear(task: PageTask, { html, url }: { html: string; url: string }): Promise<boolean> {
    const feed = await this.feedOf(task);
    if (!feed || !sameOutlet(url, task.urlNormalized) || !namesFeed(html, url, feed.url)) return false;
    await this.note(task, feed, { by: 'autodiscovery', evidence: url });
    return true;
  }

  /** Asks the outlet's front page whether it names the feed, at most once a week. Throws HttpError when the request was given up. */
  async ask(task: PageTask, call: RobotsCall): Promise<boolean> {
    const feed = await this.feedOf(task);
    const outlet = outletOf(task.urlNormalized);
    const home = outletHomeOf(sameOutlet(task.url, task.urlNormalized) ? task.url : task.urlNormalized);
    if (!feed || outlet === null || home === null) return false;
    const known = await this.patiently(() => this.on.storage.feedVoices.get(feed.feedId, outlet));
    if (known?.by) return true;
    if (known && this.on.now().getTime() - known.checkedAt.getTime() < SILENT_MS) return false;
    const page = await this.homePage(home, task, call);
    if (page === null) return false;
    if (await this.hear(task, page)) return true;
    await this.note(task, feed, { by: null, evidence: home });
    return false;
  }

  private async homePage(home: string, task: PageTask, { hostKey, signal }: RobotsCall) {
    const { http, robots, politenessDelay } = this.on;
    const url = new URL(home);
    const permission = await robots?.permissionFor(url, { hostKey, signal });
    if (permission && permission.answer !== 'allowed') return null;
    try {
      await politenessDelay(url, new URL(task.url), signal);
      const beforeRedirect = (next: URL, from: URL) => politenessDelay(next, from, signal);
      const request = {
        accept: 'text/html, application/xhtml+xml',
        maxBytes: HOME_BYTES,
        signal,
        beforeRedirect,
      };
      const { status, body, finalUrl } = await http.get(home, request);
      return status === 200 ? { html: body.toString('utf8'), url: finalUrl } : null;
    } catch (error) {
      if (!(error instanceof HttpError) || error.code === 'aborted') throw error;
      // An outlet that cannot be asked has not spoken; it is asked again with the next page.
      return null;
    }
  }

  private async over(address: string, feed: Speaker): Promise<Authority> {
    const heard = await this.patiently(() => this.on.storage.feedVoices.ofFeed(feed.feedId));
    return judgeAuthority(address, speakingFeedOf(feed, heard));
  }

  private feedOf({ feedId }: PageTask): Promise<FeedDoc | null> {
    return this.patiently(() => this.on.storage.feeds.get(feedId));
  }

  private note(
    { urlNormalized }: PageTask,
    { feedId }: Speaker,
    said: Pick<FeedVoiceDoc, 'by' | 'evidence'>,
  ): Promise<void> {
    const outlet = outletOf(urlNormalized) ?? '';
    return this.patiently(() =>
      this.on.storage.feedVoices.record({ feedId, outlet, ...said, checkedAt: this.on.now() }),
    );
  }

  private patiently<T>(work: () => Promise<T>): Promise<T> {
    return this.on.retry.whileUnavailable('learn who speaks for an outlet', work);
  }
}

/** A word that an older or newer version wrote and this one does not know gives no authority. */
function wordOf(word: string | null | undefined): Authority | undefined {
  return word === 'page' || word === 'own_feed' || word === 'trusted_feed' ? word : undefined;
}
