import { normaliseUrl, sameOutlet } from '@dateline/article';
import type { RejectReason } from '@dateline/contracts';
import { retryAfterSeconds, type HttpError, type HttpResponse } from '@dateline/http';
import { RETRY_POLICIES, stepMs } from '@dateline/config';
import { hasUtf16Mark, isBinary } from './is-binary.js';
import type { Permission } from '../robots/robots.gate.js';
import { asksForLogIn } from './asks-for-log-in.js';
import { findChallenge } from '../politeness/find-challenge.js';

/** What an answer means for the article, or that another outlet answers for its address. */
export type PageVerdict = AnswerVerdict | { kind: 'pointer'; to: string };

/** What an answer means for the article. `reason` of a retry is the one it is rejected with when tries run out. */
export type AnswerVerdict =
  | { kind: 'page'; contentType: string | null }
  | { kind: 'rejected'; reason: RejectReason; detail: string }
  | {
      kind: 'retry';
      reason: RejectReason;
      detail: string;
      waitSeconds: number | null;
      /** The answer is about us, so the whole host waits. */
      pauseHost: boolean;
      /** The answer is about the page, unless other pages of the host get it too. */
      unavailable: boolean;
    };

const READABLE: ReadonlySet<string> = new Set(['text/html', 'application/xhtml+xml', 'text/plain']);
const BLOCKED: ReadonlySet<number> = new Set([401, 402, 407, 451]);
const NO_PAUSE = { pauseHost: false, unavailable: false };
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 425]);

/** Judges the response to a request for an article by status, media type, body and final address. */
export function judgeResponse(response: HttpResponse, now: Date, asked = response.finalUrl): AnswerVerdict {
  const { status } = response;
  const challenge = findChallenge(response);
  const detail = `status ${status}${challenge === null ? '' : ` (${challenge})`}`;
  if (challenge === null && (status === 200 || status === 203))
    return redirectsToFrontPage(asked, response.finalUrl)
      ? { kind: 'rejected', reason: 'not_found', detail: 'it leads to the front page of its site' }
      : judgeBody(response);
  if (status === 204 || status === 205) return { kind: 'rejected', reason: 'empty_page', detail };
  if (status === 404) return { kind: 'rejected', reason: 'not_found', detail };
  if (status === 410) return { kind: 'rejected', reason: 'gone', detail };
  if (BLOCKED.has(status)) return { kind: 'rejected', reason: 'blocked', detail };
  if (
    challenge !== null ||
    status >= 500 ||
    status === 403 ||
    status === 429 ||
    TRANSIENT_STATUSES.has(status)
  ) {
    const wall = status === 403 || status === 429 || challenge !== null;
    const waitSeconds = retryAfterSeconds(response.headers, now);
    const scope = { pauseHost: status === 429, unavailable: status === 503 };
    return { kind: 'retry', reason: wall ? 'blocked' : 'http_error', detail, waitSeconds, ...scope };
  }
  return { kind: 'rejected', reason: 'http_error', detail };
}

/**
 * Judges a redirect to another outlet. If the target is a front page, the article is gone, whoever owns the
 * address now.
 */
export function judgePointer(to: string, from?: string): PageVerdict {
  if (from !== undefined && asksForLogIn(to, from))
    return { kind: 'rejected', reason: 'blocked', detail: `it asks for a log-in at ${new URL(to).host}` };
  if (normaliseUrl(to) === null)
    return { kind: 'rejected', reason: 'bad_url', detail: `it leads to ${to.slice(0, 200)}` };
  return isFrontPage(to)
    ? { kind: 'rejected', reason: 'not_found', detail: 'it leads to the front page of another site' }
    : { kind: 'pointer', to };
}

/**
 * Many sites redirect requests for a deleted page to their front page, which would then replace the article.
 */
function redirectsToFrontPage(asked: string, finalUrl: string): boolean {
  return isFrontPage(finalUrl) && !isFrontPage(asked) && sameOutlet(asked, finalUrl);
}

const isFrontPage = (url: string): boolean => /^https:\/\/[^/]+\/$/.test(normaliseUrl(url) ?? '');

/** Judges a request that got no response. */
export function judgeFailure(error: HttpError): AnswerVerdict {
  const detail = `${error.code}: ${error.message}`;
  switch (error.code) {
    case 'too_large':
    case 'forbidden_address':
    case 'redirect_limit':
    case 'bad_url':
      return { kind: 'rejected', reason: error.code, detail };
    case 'forbidden_port':
      return { kind: 'rejected', reason: 'forbidden_address', detail };
    default:
      return error.isTransient
        ? { kind: 'retry', reason: 'unreachable', detail, waitSeconds: null, ...NO_PAUSE }
        : { kind: 'rejected', reason: 'http_error', detail };
  }
}

/** Judges what robots.txt says of a page; null when it may be asked for. */
export function judgePermission(answer: Permission['answer']): AnswerVerdict | null {
  switch (answer) {
    case 'allowed':
      return null;
    case 'disallowed':
      return { kind: 'rejected', reason: 'robots_disallowed', detail: 'robots.txt disallows it' };
    case 'unreachable': {
      const detail = 'robots.txt cannot be reached, so nothing may be asked for now';
      return {
        kind: 'retry',
        reason: 'unreachable',
        detail,
        waitSeconds: RETRY_POLICIES.robots.baseMs / 1_000,
        ...NO_PAUSE,
      };
    }
  }
}

function judgeBody({ headers, body }: HttpResponse): AnswerVerdict {
  const contentType = headers['content-type'] ?? null;
  const media = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (media !== '' && !READABLE.has(media))
    return { kind: 'rejected', reason: 'unsupported_media', detail: media.slice(0, 200) };
  if (isBlank(body))
    return { kind: 'rejected', reason: 'empty_page', detail: `${body.length} bytes of nothing` };
  // Without a media type, text contains no NUL byte, except UTF-16, which has a byte-order mark.
  if (media === '' && body.subarray(0, 1024).includes(0) && !hasUtf16Mark(body))
    return { kind: 'rejected', reason: 'unsupported_media', detail: 'no media type, and not text' };
  if (isBinary(body, contentType)) {
    const detail = `served as ${media === '' ? 'nothing' : media.slice(0, 100)}, and not text`;
    return { kind: 'rejected', reason: 'unsupported_media', detail };
  }
  return { kind: 'page', contentType };
}

function isBlank(body: Buffer): boolean {
  return body.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/**
 * Seconds before try `attempt` + 1: doubles from `baseSeconds` up to six hours. The server's request is a
 * lower bound, obeyed up to a day.
 */
export function retryWaitSeconds(
  attempt: number,
  asked: number | null,
  { baseSeconds, random }: { baseSeconds: number; random: number },
): number {
  const backoff = stepMs(attempt, { ...RETRY_POLICIES.page, baseMs: baseSeconds * 1_000 }) / 1_000;
  return Math.max(backoff, Math.min(asked ?? 0, 86_400)) * (1 + 0.1 * random);
}
