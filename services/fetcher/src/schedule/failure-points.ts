/**
 * Weight of a failure by its class. A transient network fault weighs little; a failure that a person must fix
 * weighs most.
 */
const POINTS: Readonly<Record<string, number>> = {
  timeout: 0.5,
  connect: 0.5,
  truncated: 0.5,
  http_5xx: 0.5,
  internal: 0.5,
  dns: 1,
  tls: 1,
  protocol: 1,
  decode: 1,
  throttled: 1,
  http_4xx: 1,
  http_status: 1,
  malformed: 1,
  not_a_feed: 1,
  empty: 1,
  redirect_limit: 1,
  too_large: 2,
  too_complex: 2,
  blocked: 2,
  forbidden_address: 2,
  forbidden_port: 2,
  robots_disallowed: 2,
  robots_unreachable: 0.5,
  bad_url: 2,
};

/** Points that a failure of this class adds; an unknown class counts like most classes. */
export function failurePointsOf(failureClass: string): number {
  return POINTS[failureClass] ?? 1;
}
