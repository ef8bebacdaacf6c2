import { FeedError, parseFeed, type ParsedFeed } from '@dateline/feed';
import { freshForSeconds, HttpError, retryAfterSeconds, type HttpResponse } from '@dateline/http';
import { createHash } from 'node:crypto';

/** What a server said to recognise its document by; verbatim, both from one response. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

/** Failure classes of the feed record: those of HttpError, and what a response or its body can be. */
export interface FeedFailure {
  class: string;
  status: number | null;
  message: string;
  retryAfterSeconds: number | null;
}

/** What a poll brought. */
export type FeedReading =
  | { kind: 'not_modified'; validators: Validators; freshSeconds: number | null }
  | { kind: 'unchanged'; validators: Validators; bodyHash: string; freshSeconds: number | null }
  | {
      kind: 'read';
      parsed: ParsedFeed;
      validators: Validators;
      bodyHash: string;
      freshSeconds: number | null;
    }
  | { kind: 'failed' | 'gone'; failure: FeedFailure };

/** What is stored of the last document that was read. */
export interface StoredDocument extends Validators {
  bodyHash: string | null;
}

/** Reads the response to a conditional request. Bad bytes and bad statuses are values; only a defect of our own is thrown. */
export async function readFeedResponse(
  response: HttpResponse,
  stored: StoredDocument,
  now: Date,
): Promise<FeedReading> {
  const validators = validatorsOf(response);
  const freshSeconds = freshForSeconds(response.headers);
  if (response.status === 304) {
    if (stored.etag === null && stored.lastModified === null)
      return failed(response, 'protocol', '304 to a request without conditions', now);
    return { kind: 'not_modified', validators: kept(validators, stored), freshSeconds };
  }
  if (response.status !== 200) return refusal(response, now);
  if (response.body.length === 0) return failed(response, 'empty', '200 without a body', now);
  const bodyHash = createHash('sha256').update(response.body).digest('hex');
  if (bodyHash === stored.bodyHash) return { kind: 'unchanged', validators, bodyHash, freshSeconds };
  try {
    const parsed = await parseFeed(response.body, {
      url: response.finalUrl,
      headers: { ...response.headers },
    });
    return { kind: 'read', parsed, validators, bodyHash, freshSeconds };
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    const challenge = challengeOf(response);
    const message = challenge === null ? error.message : `${error.message} (${challenge})`;
    return failed(response, challenge === null ? error.code : 'blocked', message, now);
  }
}

/** A request that got no response. */
export function readFeedError(error: HttpError): FeedReading {
  const failure = { class: error.code, status: null, message: error.message, retryAfterSeconds: null };
  return { kind: 'failed', failure };
}

function validatorsOf({ headers }: HttpResponse): Validators {
  return { etag: headers['etag'] ?? null, lastModified: headers['last-modified'] ?? null };
}

/** A 304 may repeat the validators or be silent on them. */
function kept(told: Validators, stored: Validators): Validators {
  const silent = told.etag === null && told.lastModified === null;
  const { etag, lastModified } = silent ? stored : told;
  return { etag: etag ?? stored.etag, lastModified: lastModified ?? stored.lastModified };
}

function refusal(response: HttpResponse, now: Date): FeedReading {
  const { status } = response;
  const challenge = challengeOf(response);
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

/** A bot wall that names itself; it is reported, never worked round. */
export function challengeOf({ headers }: Pick<HttpResponse, 'headers'>): string | null {
  const mitigated = headers['cf-mitigated'];
  return mitigated === undefined ? null : `cf-mitigated: ${mitigated.slice(0, 100)}`;
}

function failed(response: HttpResponse, kind: string, message: string, now: Date) {
  const { status, headers } = response;
  const failure = { class: kind, status, message, retryAfterSeconds: retryAfterSeconds(headers, now) };
  return { kind: 'failed' as const, failure };
}
