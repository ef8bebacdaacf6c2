type Headers = Readonly<Record<string, string>>;

/**
 * Seconds that Retry-After asks to wait, in either form (RFC 9110 section 10.2.3). Null when absent, unreadable or in the past.
 * A date is measured against the response's own Date, so that a server's clock that is off does no harm.
 */
export function retryAfterSeconds(headers: Headers, now: Date): number | null {
  const value = headers['retry-after']?.trim();
  if (!value) return null;
  if (/^\d+$/.test(value)) return Number(value) > 0 ? Number(value) : null;
  const until = Date.parse(value);
  const sent = Date.parse(headers['date'] ?? '');
  const seconds = Math.ceil((until - (Number.isNaN(sent) ? now.getTime() : sent)) / 1000);
  return seconds > 0 ? seconds : null;
}

/** Seconds for which a response stays fresh: max-age less Age (RFC 9111 section 4.2). Null when the server says nothing of use. */
export function freshForSeconds(headers: Headers): number | null {
  const control = headers['cache-control']?.toLowerCase() ?? '';
  if (/(?:^|[\s,])no-(?:cache|store)(?:$|[\s,=])/.test(control)) return null;
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d+)/.exec(control)?.[1];
  if (maxAge === undefined) return null;
  const age = /^\d+$/.test(headers['age'] ?? '') ? Number(headers['age']) : 0;
  const seconds = Number(maxAge) - age;
  return seconds > 0 ? seconds : null;
}
