import { CookieJar } from 'tough-cookie';

/**
 * Cookies of one chain of redirects (RFC 6265). Sites that check for cookies set one and send the client on; a client that does not
 * bring it back goes round in circles. The cookies are gone when the chain ends: no request tells of an earlier one.
 */
export class ChainCookies {
  private readonly jar = new CookieJar();

  /** Keeps what a hop sets. A cookie that the hop may not set for its host is left out, as browsers do. */
  keep(setCookie: readonly string[] | undefined, url: URL): void {
    for (const cookie of setCookie ?? []) this.jar.setCookieSync(cookie, url.href, { ignoreError: true });
  }

  /** `headers` with the cookies for `url` behind those that the caller asked for. */
  addTo(headers: Record<string, string>, url: URL): Record<string, string> {
    const own = this.jar.getCookieStringSync(url.href);
    if (own === '') return headers;
    const name = Object.keys(headers).find((key) => key.toLowerCase() === 'cookie');
    const { [name ?? 'cookie']: asked, ...rest } = headers;
    return { ...rest, cookie: [asked, own].filter(Boolean).join('; ') };
  }
}
