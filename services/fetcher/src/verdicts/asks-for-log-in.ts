const LOG_IN =
  /^(?:log-?[io]n|sign-?in|sso|authori[sz]e|auth|oauth2?|saml2?|accounts?|identity|idp?)(?:\.[a-z]{2,5})?$/i;

/**
 * Whether a redirect sends the reader to a log-in elsewhere: the host or path of the target names a log-in,
 * and the target carries the host of the address as the place to return to.
 */
export function asksForLogIn(to: string, from: string): boolean {
  if (!URL.canParse(to) || !URL.canParse(from)) return false;
  const { hostname, pathname, searchParams } = new URL(to);
  const names = [hostname.split('.')[0] ?? '', ...pathname.split('/')];
  const { host } = new URL(from);
  return (
    names.some((name) => LOG_IN.test(name)) &&
    [...searchParams.values()].some((value) => value.includes(host))
  );
}
