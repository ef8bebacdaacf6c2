const TIMEOUT_MS = 60_000;
const PAGE = 100;

/** The parts of the gateway's REST API that the launcher uses. */
export class GatewayClient {
  constructor(url) {
    this.url = url;
  }

  addFeed({ url, title }) {
    return this.#call('POST', '/feeds', { url, ...(title ? { title } : {}) });
  }

  importOpml(text) {
    return this.#call('POST', '/feeds/import', text, 'text/x-opml');
  }

  /** Totals and balance; undefined while the gateway cannot tell, because the ledger has not caught up. */
  async audit() {
    const response = await this.#send('GET', '/audit');
    if (response.status === 503) return undefined;
    return this.#read(response, 'GET /audit');
  }

  /** Every trace, up to `most`. */
  traces(most = 1000) {
    return this.#pages('/traces', 'after', most);
  }

  articles(most = 1000) {
    return this.#pages('/articles', 'cursor', most);
  }

  async #pages(path, cursorName, most) {
    const items = [];
    for (let cursor; items.length < most;) {
      const query = new URLSearchParams({ limit: String(PAGE), ...(cursor ? { [cursorName]: cursor } : {}) });
      const page = await this.#call('GET', `${path}?${query}`);
      items.push(...page.items);
      cursor = page.items.length < PAGE ? undefined : page.next;
      if (!cursor) break;
    }
    return items;
  }

  async #call(method, path, body, contentType) {
    return this.#read(await this.#send(method, path, body, contentType), `${method} ${path}`);
  }

  #send(method, path, body, contentType = 'application/json') {
    return fetch(this.url + path, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined
        ? {}
        : {
            headers: { 'content-type': contentType },
            body: typeof body === 'string' ? body : JSON.stringify(body),
          }),
    });
  }

  async #read(response, what) {
    const text = await response.text();
    if (response.ok) return text === '' ? undefined : JSON.parse(text);
    throw new Error(`${what} answered ${response.status}: ${problemOf(text)}`);
  }
}

/** RFC 9457 problem details where there are any. */
function problemOf(text) {
  try {
    const { detail, title, message } = JSON.parse(text);
    return detail ?? message ?? title ?? text;
  } catch {
    return text.slice(0, 300);
  }
}
