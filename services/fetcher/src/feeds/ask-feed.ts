import { HttpError, type HttpClient } from '@dateline/http';
import type { FeedDoc } from '@dateline/storage';
import type { ParseDocument } from '../documents/feed-parser.js';
import {
  readFeedError,
  readFeedResponse,
  readRobotsRefusal,
  type FeedReading,
} from '../documents/read-feed-response.js';
import type { RobotsGate } from '../robots/robots.gate.js';
import { conditionsFor, type ConditionSettings } from '../schedule/request-conditions.js';
import type { FeedAnswer, FeedRequest } from './poll.types.js';
import { readDefect, type DefectDependencies } from './read-defect.js';

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1';

export interface AskDependencies extends DefectDependencies {
  http: HttpClient;
  /** Null when feeds are read regardless of robots.txt, because a feed is published for machines. */
  robots: Pick<RobotsGate, 'permissionFor'> | null;
  parse: ParseDocument;
  /** Waits before a redirect is followed. */
  politenessDelay: (next: URL, from: URL, signal: AbortSignal) => Promise<void>;
  settings: { maxBytes: number; conditions: ConditionSettings };
  now: () => Date;
}

/**
 * Requests a feed with its stored validators if robots.txt allows it, and reads the answer. `postponed`:
 * robots.txt took the host's turn, so the feed waits for the next one. `aborted`: the request was given up.
 */
export async function askFeed(feed: FeedDoc, signal: AbortSignal, on: AskDependencies): Promise<FeedRequest> {
  const started = performance.now();
  const { hostKey } = feed;
  const permission = await on.robots?.permissionFor(new URL(feed.url), { hostKey, signal });
  if (permission?.answer === 'allowed' && permission.asked) return { kind: 'postponed' };
  const answer =
    permission && permission.answer !== 'allowed'
      ? unasked(readRobotsRefusal(permission.answer), on.now())
      : await request(feed, signal, on);
  if (answer.reading.kind === 'failed' && answer.reading.failure.class === 'aborted')
    return { kind: 'aborted' };
  return { kind: 'answered', answer: { ...answer, ms: Math.round(performance.now() - started) } };
}

const unasked = (reading: FeedReading, endedAt: Date) => ({
  reading,
  response: null,
  conditional: false,
  endedAt,
});

async function request(
  feed: FeedDoc,
  signal: AbortSignal,
  on: AskDependencies,
): Promise<Omit<FeedAnswer, 'ms'>> {
  const { http, settings, now } = on;
  const headers = conditionsFor(feed, now(), settings.conditions);
  const conditional = Object.keys(headers).length > 0;
  const beforeRedirect = (next: URL, from: URL) => on.politenessDelay(next, from, signal);
  const { maxBytes } = settings;
  let endedAt: Date | null = null;
  try {
    const response = await http.get(feed.url, { accept: ACCEPT, maxBytes, signal, headers, beforeRedirect });
    endedAt = now();
    const asked = { stored: feed.http, conditional, parse: on.parse };
    return { reading: await readFeedResponse(response, asked, endedAt), response, conditional, endedAt };
  } catch (error) {
    const reading = error instanceof HttpError ? readFeedError(error) : readDefect(feed, error, on);
    return { ...unasked(reading, endedAt ?? now()), conditional };
  }
}
