import { CookieJar } from 'tough-cookie';

/**
 * Cookies of one chain of redirects (RFC 6265). Some sites set a cookie and redirect; a client that does not
 * return it is redirected in circles. The cookies are discarded when the chain ends, so no request reveals an
 * earlier one.
 */
export class ChainCookies {
  /** As browsers do it also keeps a value without a name. */
  private readonly jar = new CookieJar(undefined, { looseMode: true });

  /** Stores the cookies of a hop. A cookie that the hop may not set for its host is ignored, as browsers do. */
  keep(setCookie: readonly string[] | undefined, url: URL): void {
    for (const cookie of setCookie ?? []) this.jar.setCookieSync(cookie, url.href, { ignoreError: true });
  }

  /** `headers` with the cookies for `url` after those of the caller. */
  addTo(headers: Record<string, string>, url: URL): Record<string, string> {
    const own = this.jar.getCookieStringSync(url.href);
    if (own === '') return headers;
    const name = Object.keys(headers).find((key) => key.toLowerCase() === 'cookie');
    const { [name ?? 'cookie']: asked, ...rest } = headers;
    return { ...rest, cookie: [asked, own].filter(Boolean).join('; ') };
  }
}
