import { freshnessOf, type HttpError, type HttpResponse } from '@dateline/http';
import type { RobotsRecord } from '@dateline/storage';
import { DAY_MS, HOUR_MS } from '../volume/hours.js';

const RETRY_MS = HOUR_MS;
const MIN_FRESH_MS = 10 * 60_000;
/** RFC 9309 section 2.3.1.4: a robots.txt that was unreachable for this long may be treated as absent. */
const GIVEN_UP_MS = 30 * DAY_MS;
const KEPT_MS = 60 * DAY_MS;

/**
 * If a rule forbids the request for robots.txt, it forbids the page too, and the page's own request reports
 * why.
 */
const ABSENT: ReadonlySet<string> = new Set([
  'redirect_limit',
  'forbidden_address',
  'forbidden_port',
  'bad_url',
]);

export interface RobotsAsked {
  origin: string;
  /** The rules known before. */
  before: RobotsRecord | null;
  at: Date;
}

/**
 * Meaning of the answer to a robots.txt request (RFC 9309 section 2.3.1). 2xx: the rules. 4xx and endless
 * redirects: all is allowed. 5xx, 429 and no answer: all is disallowed for now, but earlier rules stay in
 * force meanwhile.
 */
export function judgeRobots(asked: RobotsAsked, answer: HttpResponse | HttpError): RobotsRecord {
  const { origin, at } = asked;
  if ('code' in answer) return ABSENT.has(answer.code) ? absent(asked) : unreachable(asked);
  const { status, body, headers } = answer;
  if (status >= 200 && status < 300) {
    const asksMs = (freshnessOf(headers, at)?.seconds ?? DAY_MS / 1000) * 1000;
    const freshMs = Math.min(DAY_MS, Math.max(MIN_FRESH_MS, asksMs));
    return {
      ...kept(origin, at),
      state: 'rules',
      text: textOf(body).slice(0, 512 * 1024),
      freshUntil: after(at, freshMs),
    };
  }
  return status === 429 || status >= 500 ? unreachable(asked) : absent(asked);
}

/** Decodes UTF-8 (RFC 9309 section 2.3), or UTF-16 if a byte-order mark or the zeros of its first letter say so. */
function textOf(body: Buffer): string {
  const start = body.subarray(0, 2).toString('hex');
  const isLittle = start === 'fffe' || /^(?!00)..00$/.test(start);
  const isBig = start === 'feff' || /^00(?!00)/.test(start);
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(body);
}

function absent({ origin, at }: RobotsAsked): RobotsRecord {
  return { ...kept(origin, at), state: 'allow_all', text: '', freshUntil: after(at, DAY_MS) };
}

function unreachable({ origin, before, at }: RobotsAsked): RobotsRecord {
  const since = before?.unreachableSince ?? at;
  const isGivenUp = at.getTime() - since.getTime() >= GIVEN_UP_MS;
  const stale = before?.state === 'rules' && !isGivenUp ? before : null;
  return {
    ...kept(origin, at),
    state: stale ? 'rules' : isGivenUp ? 'allow_all' : 'disallow_all',
    text: stale?.text ?? '',
    freshUntil: after(at, RETRY_MS),
    unreachableSince: since,
  };
}

const kept = (origin: string, at: Date) => ({
  origin,
  fetchedAt: at,
  unreachableSince: null,
  expiresAt: after(at, KEPT_MS),
});

const after = (at: Date, ms: number) => new Date(at.getTime() + ms);
