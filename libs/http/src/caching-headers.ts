type Headers = Readonly<Record<string, string>>;

/**
 * Seconds that Retry-After asks to wait, in either form (RFC 9110 section 10.2.3). Null when absent, unreadable or in the past.
 * A date is measured against the response's own Date, so that a server's clock that is off does no harm.
 */
export function retryAfterSeconds(headers: Headers, now: Date): number | null {
  const value = headers['retry-after']?.trim();
  if (!value) return null;
  if (/^\d+$/.test(value)) return Number(value) > 0 ? Number(value) : null;
  return secondsUntil(value, headers, now);
}

/** How long a response stays fresh, and by which header. */
export interface Freshness {
  seconds: number;
  by: 'max-age' | 'expires';
}

/**
 * Freshness that is left (RFC 9111 section 4.2): max-age, else Expires measured against the response's own Date, less Age. Null when
 * the server says nothing of use, or that the response must not be reused.
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

/** Date.parse alone takes "0" for the year 2000; an HTTP-date names a month in each of its forms. */
function readHttpDate(text: string): number | null {
  if (!/[a-z]{3}/i.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
