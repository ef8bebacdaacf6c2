import { hostKeyOf } from '@dateline/article';
import type { ReadSource } from '@dateline/feed';
import { HttpError, type HttpClient } from '@dateline/http';
import type { BackfillDocument, Database, FeedDoc } from '@dateline/storage';
import type { ParseDocument } from '../documents/feed-parser.js';
import { readFeedResponse } from '../documents/read-feed-response.js';
import type { RobotsGate } from '../robots/robots.gate.js';

export interface DocumentDependencies {
  http: HttpClient;
  robots: Pick<RobotsGate, 'permissionFor'>;
  politenessDelay: (next: URL, from: URL, signal: AbortSignal) => Promise<void>;
  storage: Pick<Database, 'robots'>;
  parse: ParseDocument;
  settings: { maxBytes: number; obeysRobots: boolean };
  now: () => Date;
}

/**
 * Result of the request for one document. `postponed`: robots.txt took the turn. `isTransient`: another try
 * may succeed.
 */
export type DocumentAnswer =
  | { kind: 'parsed'; parsed: ReadSource; bytes: number; status: number | null }
  | { kind: 'robots'; text: string }
  | { kind: 'postponed' }
  | { kind: 'aborted' }
  | {
      kind: 'failed';
      isTransient: boolean;
      word: string;
      message: string;
      hostPauseSeconds: number;
      /** Number of entries of a refused document, when one arrived. */
      offered: number;
    };

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1';
const TRANSIENT_FAILURES: ReadonlySet<string> = new Set(['http_5xx', 'throttled', 'truncated', 'empty']);
const NO_DOCUMENT = { etag: null, lastModified: null, bodyHash: null };

/**
 * Requests one backfill document with the same politeness as a page: robots.txt first, and a turn at its host
 * if that is not the feed's host.
 */
export async function readDocument(
  document: BackfillDocument,
  feed: Pick<FeedDoc, 'url' | 'hostKey'>,
  signal: AbortSignal,
  on: DocumentDependencies,
): Promise<DocumentAnswer> {
  try {
    const url = new URL(document.url);
    const hostKey = hostKeyOf(url.href);
    if (hostKey !== feed.hostKey) await on.politenessDelay(url, new URL(feed.url), signal);
    // The gate itself requests robots.txt, and keeps it.
    const probe = document.kind === 'robots' ? new URL('/sitemap.xml', url) : url;
    const permission = await on.robots.permissionFor(probe, { hostKey, signal });
    if (document.kind === 'robots') return await readRobotsText(url.origin, on);
    if (on.settings.obeysRobots && permission.answer !== 'allowed')
      return failure(`robots_${permission.answer}`, 'robots.txt does not let us ask for it');
    return permission.asked ? { kind: 'postponed' } : await ask(url, signal, on);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    if (error.code === 'aborted') return { kind: 'aborted' };
    return { ...failure(error.code, error.message), isTransient: error.isTransient };
  }
}

/**
 * Rules that could not be read name no sitemaps. The search then tries the usual places, through the same
 * gate.
 */
async function readRobotsText(origin: string, { storage }: DocumentDependencies): Promise<DocumentAnswer> {
  const record = await storage.robots.get(origin);
  return { kind: 'robots', text: record?.text ?? '' };
}

async function ask(url: URL, signal: AbortSignal, on: DocumentDependencies): Promise<DocumentAnswer> {
  const { http, politenessDelay, settings, now } = on;
  const beforeRedirect = (next: URL, from: URL) => politenessDelay(next, from, signal);
  const request = { accept: ACCEPT, maxBytes: settings.maxBytes, signal, beforeRedirect };
  const response = await http.get(url.href, request);
  const asked = { stored: NO_DOCUMENT, conditional: false, parse: on.parse };
  const reading = await readFeedResponse(response, asked, now());
  const { bytes, status } = response;
  if (reading.kind === 'read') return { kind: 'parsed', parsed: reading.parsed, bytes, status };
  if (!('failure' in reading)) return failure('protocol', `status ${status} to a request without conditions`);
  const { class: word, message, retryAfterSeconds, offered = 0 } = reading.failure;
  const pause = word === 'throttled' ? (retryAfterSeconds ?? 60) : 0;
  return {
    ...failure(word, message),
    isTransient: TRANSIENT_FAILURES.has(word),
    hostPauseSeconds: pause,
    offered,
  };
}

const failure = (word: string, message: string) =>
  ({ kind: 'failed', isTransient: false, word, message, hostPauseSeconds: 0, offered: 0 }) as const;
