type Headers = Readonly<Record<string, string>>;

/**
 * The wait in seconds that Retry-After asks for, in either form (RFC 9110 section 10.2.3). Null when absent,
 * unreadable or in the past. A date is measured against the response's own Date, so that a wrong server clock
 * does no harm.
 */
export function retryAfterSeconds(headers: Headers, now: Date): number | null {
  const value = headers['retry-after']?.trim();
  if (!value) return null;
  if (/^\d+$/.test(value)) return Number(value) > 0 ? Number(value) : null;
  return secondsUntil(value, headers, now);
}

/** How long a response stays fresh, and which header says so. */
export interface Freshness {
  seconds: number;
  by: 'max-age' | 'expires';
}

/**
 * Remaining freshness (RFC 9111 section 4.2): max-age, else Expires measured against the response's own Date,
 * less Age. Null when the server says nothing useful or forbids reuse.
 */
export function freshnessOf(headers: Headers, now: Date): Freshness | null {
  const control = headers['cache-control']?.toLowerCase() ?? '';
  if (/(?:^|[\s,])no-(?:cache|store)(?:$|[\s,=])/.test(control)) return null;
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d+)/.exec(control)?.[1];
  const by = maxAge === undefined ? 'expires' : 'max-age';
  const lifetime =
    maxAge === undefined ? secondsUntil(headers['expires'] ?? '', headers, now) : Number(maxAge);
  const age = /^\d+$/.test(headers['age'] ?? '') ? Number(headers['age']) : 0;
  const seconds = (lifetime ?? 0) - age;
  return seconds > 0 ? { seconds, by } : null;
}

function secondsUntil(date: string, headers: Headers, now: Date): number | null {
  const until = readHttpDate(date);
  if (until === null) return null;
  const seconds = Math.ceil((until - (readHttpDate(headers['date'] ?? '') ?? now.getTime())) / 1000);
  return seconds > 0 ? seconds : null;
}

/**
 * Milliseconds since 1970 of an HTTP-date in any of its three forms (RFC 9110 section 5.6.7); null for
 * anything else. A date without a zone is UTC, whatever the zone of this process; asctime dates never have a
 * zone. `Date.parse` alone would read "0" as the year 2000.
 */
export function readHttpDate(text: string): number | null {
  const date = text.trim().slice(0, 100);
  if (!/[a-z]{3}/i.test(date)) return null;
  const at = Date.parse(ZONE.test(date) ? date : `${date} GMT`);
  return Number.isNaN(at) ? null : at;
}

/** The part after the time of day or the year: a name that Date.parse knows, or an offset. */
const ZONE = /(?:[\d\s](?:GMT|UTC?|Z|[ECMP][SD]T)|[+-]\d{2}:?\d{2})(?:\s*\([^()]*\))?$/i;
