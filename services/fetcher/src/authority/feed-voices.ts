import {
  authorityOfWord,
  judgeAuthority,
  outletHomeOf,
  outletOf,
  sameOutlet,
  speakingFeedOf,
  type Authority,
} from '@dateline/article';
import { HttpError } from '@dateline/http';
import type { Database, FeedDoc, FeedVoiceDoc, PageTask } from '@dateline/storage';
import { askPageElsewhere } from '../pages/ask-page.js';
import type { RobotsCall } from '../robots/robots.gate.js';
import type { ServiceRetry } from '../runtime/service-retry.js';
import { DAY_MS } from '../volume/hours.js';
import { askTopics, type TopicDependencies } from './ask-topics.js';
import { namesFeed, ownFeedsOf } from './names-feed.js';

export interface VoiceDependencies extends TopicDependencies {
  storage: Pick<Database, 'feeds' | 'feedVoices' | 'websub'>;
  retry: ServiceRetry;
}

type Speaker = Pick<FeedDoc, 'feedId' | 'url' | 'policy'>;

/** How long an outlet that did not name a feed is not asked again. */
const SILENT_MS = 7 * DAY_MS;
const HOME_BYTES = 2_000_000;

/**
 * Finds out whether a feed on another host speaks for an outlet: from what is known, from the outlet's pages,
 * or by asking the outlet.
 */
export class FeedVoices {
  constructor(private readonly on: VoiceDependencies) {}

  /**
   * The present authority of the feed of a page. An operator or the outlet may have extended it since the
   * discovery.
   */
  async authorityOver(task: PageTask): Promise<Authority> {
    const told = authorityOfWord(task.authority);
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

  /**
   * Asks the outlet's front page whether it names the feed, and then the feeds that it names at its own address,
   * at most once a week. Throws HttpError when the request was given up.
   */
  async ask(task: PageTask, { signal }: Pick<RobotsCall, 'signal'>): Promise<boolean> {
    const feed = await this.feedOf(task);
    const outlet = outletOf(task.urlNormalized);
    const home = outletHomeOf(sameOutlet(task.url, task.urlNormalized) ? task.url : task.urlNormalized);
    if (!feed || outlet === null || home === null) return false;
    const known = await this.patiently(() => this.on.storage.feedVoices.get(feed.feedId, outlet));
    if (known?.by) return true;
    if (known && this.on.now().getTime() - known.checkedAt.getTime() < SILENT_MS) return false;
    const page = await this.homePage(home, task, signal);
    if (page === null) return false;
    if (await this.hear(task, page)) return true;
    const said = await this.askOwnFeeds(feed, page, signal);
    if (said) {
      await this.note(task, feed, said);
      return true;
    }
    await this.note(task, feed, { by: null, evidence: home });
    return false;
  }

  private async askOwnFeeds(
    { feedId, url: feedUrl }: Speaker,
    { html, url: from }: { html: string; url: string },
    signal: AbortSignal,
  ): Promise<Pick<FeedVoiceDoc, 'by' | 'evidence'> | null> {
    const topics = ownFeedsOf(html, from);
    if (topics.length === 0) return null;
    const subscriptions = await this.patiently(() => this.on.storage.websub.ofFeeds([feedId]));
    const { topic, verifiedAt } = subscriptions.get(feedId) ?? { topic: null, verifiedAt: null };
    const confirmed = verifiedAt === null ? null : topic;
    return askTopics({ feedUrl, topics, confirmed }, { from, signal }, this.on);
  }

  private async homePage(home: string, task: PageTask, signal: AbortSignal) {
    const call = { from: new URL(task.url), signal, maxBytes: HOME_BYTES };
    try {
      const answer = await askPageElsewhere(home, call, this.on);
      if (answer?.verdict.kind !== 'page' || !answer.response) return null;
      const { body, finalUrl } = answer.response;
      return { html: body.toString('utf8'), url: finalUrl };
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
