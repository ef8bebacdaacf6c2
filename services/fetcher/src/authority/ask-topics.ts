import { FeedError } from '@dateline/feed';
import { HttpError, readLinkHeader, type HttpResponse } from '@dateline/http';
import type { FeedVoiceDoc } from '@dateline/storage';
import type { ParseDocument } from '../documents/feed-parser.js';
import { askPageElsewhere, type PageDependencies } from '../pages/ask-page.js';
import { isSameAddress } from './names-feed.js';

/** Addresses of one outlet that are asked about a feed. */
const MAX_TOPICS = 2;
const TOPIC_BYTES = 2_000_000;

export interface TopicDependencies extends PageDependencies {
  parse: ParseDocument;
}

/** A feed that lies elsewhere, with the addresses that may lead to it. */
export interface TopicQuestion {
  feedUrl: string;
  /** Feeds that the outlet's own page names at the outlet. */
  topics: readonly string[];
  /** The topic under which a hub confirmed a subscription to the feed; null if none did. */
  confirmed: string | null;
}

/**
 * Asks the feeds that an outlet names at its own address whether one of them is the feed that lies elsewhere:
 * it redirects there, or its document names that address as its topic (`rel=self`). What the feed says of
 * itself counts only for the order: a topic that a hub confirmed for it is asked first. An address that the
 * outlet does not name is not asked, because a site may redirect to whatever its address says. Throws HttpError
 * when the request was given up.
 */
export async function askTopics(
  { feedUrl, topics, confirmed }: TopicQuestion,
  { from, signal }: { from: string; signal: AbortSignal },
  on: TopicDependencies,
): Promise<Pick<FeedVoiceDoc, 'by' | 'evidence'> | null> {
  const isFirst = (topic: string) => confirmed !== null && isSameAddress(topic, confirmed);
  const ordered = [...topics.filter(isFirst), ...topics.filter((topic) => !isFirst(topic))];
  for (const topic of ordered.slice(0, MAX_TOPICS)) {
    const by = await ask(topic);
    if (by !== null) return { by, evidence: topic };
  }
  return null;

  async function ask(topic: string): Promise<FeedVoiceDoc['by']> {
    const call = { from: new URL(from), signal, maxBytes: TOPIC_BYTES };
    try {
      const answer = await askPageElsewhere(topic, call, on);
      if (answer === null) return null;
      const { verdict, response } = answer;
      if (verdict.kind === 'pointer') return isSameAddress(verdict.to, feedUrl) ? 'redirect' : null;
      if (response?.status !== 200) return null;
      return (await selvesOf(response, on.parse)).some((url) => isSameAddress(url, feedUrl)) ? 'hub' : null;
    } catch (error) {
      if (!(error instanceof HttpError) || error.code === 'aborted') throw error;
      return null;
    }
  }
}

/** Addresses that a document names as its topic. The header goes before the document (W3C WebSub, section 4). */
async function selvesOf(
  { headers, body, finalUrl: url }: HttpResponse,
  parse: ParseDocument,
): Promise<string[]> {
  const linked = readLinkHeader(headers['link'], url).filter(({ rels }) => rels.includes('self'));
  if (linked.length > 0) return linked.map((link) => link.url);
  try {
    const { feed } = await parse(body, { url, headers });
    return feed.selfUrl === null ? [] : [feed.selfUrl];
  } catch (error) {
    if (error instanceof FeedError) return [];
    throw error;
  }
}
