import { FeedError, type ReadSource } from '@dateline/feed';
import {
  freshnessOf,
  retryAfterSeconds,
  type Freshness,
  type HttpError,
  type HttpResponse,
} from '@dateline/http';
import { createHash } from 'node:crypto';
import type { ParseDocument } from './feed-parser.js';
import { findChallenge } from '../politeness/find-challenge.js';

/** The server's validators of its document, verbatim and from one response. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

/** Failure classes of the feed record: those of HttpError, and defects of a response or its body. */
export interface FeedFailure {
  class: string;
  status: number | null;
  message: string;
  retryAfterSeconds: number | null;
  /** Number of entries of a refused document, when one arrived. */
  offered?: number | undefined;
}

/** The result of a poll. */
export type FeedReading =
  | { kind: 'not_modified'; validators: Validators; fresh: Freshness | null }
  | { kind: 'unchanged'; validators: Validators; bodyHash: string; fresh: Freshness | null }
  | {
      kind: 'read';
      parsed: ReadSource;
      validators: Validators;
      bodyHash: string;
      fresh: Freshness | null;
    }
  | { kind: 'failed' | 'gone'; failure: FeedFailure };

/** The feed's state at the time of the request. */
export interface AskedFor {
  stored: Validators & { bodyHash: string | null };
  /** Whether validators were sent. */
  conditional: boolean;
  parse: ParseDocument;
}

/**
 * Reads the response to a poll. Bad bytes and bad statuses are return values; only a defect of our own is
 * thrown.
 */
export async function readFeedResponse(
  response: HttpResponse,
  { stored, conditional, parse }: AskedFor,
  now: Date,
): Promise<FeedReading> {
  const validators = validatorsOf(response);
  const fresh = freshnessOf(response.headers, now);
  if (response.status === 304) {
    if (!conditional) return failed(response, 'protocol', '304 to a request without conditions', now);
    return { kind: 'not_modified', validators: kept(validators, stored), fresh };
  }
  if (response.status !== 200) return refusal(response, now);
  if (response.body.length === 0) return failed(response, 'empty', '200 without a body', now);
  const bodyHash = createHash('sha256').update(response.body).digest('hex');
  if (bodyHash === stored.bodyHash) return { kind: 'unchanged', validators, bodyHash, fresh };
  try {
    const { finalUrl: url, headers } = response;
    const parsed = await parse(response.body, { url, headers: { ...headers } });
    return { kind: 'read', parsed, validators, bodyHash, fresh };
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    const challenge = findChallenge(response);
    const message = challenge === null ? error.message : `${error.message} (${challenge})`;
    const reading = failed(response, challenge === null ? error.code : 'blocked', message, now);
    return { ...reading, failure: { ...reading.failure, offered: error.offered } };
  }
}

/** A request without a response. */
export function readFeedError(error: HttpError): FeedReading {
  const failure = { class: error.code, status: null, message: error.message, retryAfterSeconds: null };
  return { kind: 'failed', failure };
}

/** A feed that robots.txt does not allow. */
export function readRobotsRefusal(answer: 'disallowed' | 'unreachable'): FeedReading {
  const failure =
    answer === 'disallowed'
      ? { class: 'robots_disallowed', message: 'robots.txt disallows it' }
      : { class: 'robots_unreachable', message: 'robots.txt cannot be reached' };
  return { kind: 'failed', failure: { ...failure, status: null, retryAfterSeconds: null } };
}

function validatorsOf({ headers }: HttpResponse): Validators {
  return { etag: headers['etag'] ?? null, lastModified: headers['last-modified'] ?? null };
}

/** A 304 may repeat the validators or omit them. */
function kept(told: Validators, stored: Validators): Validators {
  const silent = told.etag === null && told.lastModified === null;
  const { etag, lastModified } = silent ? stored : told;
  return { etag: etag ?? stored.etag, lastModified: lastModified ?? stored.lastModified };
}

function refusal(response: HttpResponse, now: Date): FeedReading {
  const { status } = response;
  const challenge = findChallenge(response);
  const message = `status ${status}${challenge === null ? '' : ` (${challenge})`}`;
  if (status === 410) return { ...failed(response, 'gone', message, now), kind: 'gone' };
  if (status === 204) return failed(response, 'empty', message, now);
  return failed(response, challenge === null ? classOfStatus(status) : 'blocked', message, now);
}

function classOfStatus(status: number): string {
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403 || status === 451) return 'blocked';
  if (status >= 500) return 'http_5xx';
  return status >= 400 ? 'http_4xx' : 'http_status';
}

function failed(response: HttpResponse, kind: string, message: string, now: Date) {
  const { status, headers } = response;
  const failure = { class: kind, status, message, retryAfterSeconds: retryAfterSeconds(headers, now) };
  return { kind: 'failed' as const, failure };
}
