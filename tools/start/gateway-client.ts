import type { ArticleRecord } from '@dateline/contracts';

const TIMEOUT_MS = 60_000;
const PAGE = 100;

/** What is read of a trace. */
export interface Trace {
  articleId: string;
  url: string;
  state: string;
  reason: string | null;
  duplicateOf: string | null;
}

/** What is read of the audit's report. */
export interface AuditReport {
  balanced: boolean;
  totals: Record<'discovered' | 'indexed' | 'duplicate' | 'rejected' | 'deadLettered' | 'inFlight', number>;
  problems: { check: string; count: number; sample: string[] }[];
}

/** How many articles stand where. */
export type StateCounts = Record<'indexed' | 'duplicate' | 'rejected' | 'deadLettered' | 'inFlight', number>;

export interface NewFeed {
  url: string;
  title?: string | undefined;
}

interface Body {
  text: string;
  contentType: string;
}

interface Page<T> {
  items: T[];
  next?: string | null;
}

/** The parts of the gateway's REST API that the launcher uses. */
export class GatewayClient {
  readonly url: string;
  /** API key; reads do without one where the gateway says so. */
  readonly #key: string | undefined;

  constructor(url: string, key?: string) {
    this.url = url;
    this.#key = key;
  }

  addFeed({ url, title }: NewFeed): Promise<unknown> {
    const text = JSON.stringify({ url, ...(title ? { title } : {}) });
    return this.#call('POST', '/feeds', { text, contentType: 'application/json' });
  }

  importOpml(text: string): Promise<unknown> {
    return this.#call('POST', '/feeds/import', { text, contentType: 'text/x-opml' });
  }

  /** Totals and balance; undefined while the gateway cannot tell, because the ledger has not caught up. */
  async audit(): Promise<AuditReport | undefined> {
    const response = await this.#send('GET', '/audit');
    if (response.status === 503) return undefined;
    return (await this.#read(response, 'GET /audit')) as AuditReport;
  }

  /** What became of the articles that were discovered since an instant, added up by the database: no trace is read. */
  async countsSince(from: Date): Promise<StateCounts> {
    const query = new URLSearchParams({ from: from.toISOString() });
    const { buckets } = (await this.#call('GET', `/counts?${query.toString()}`)) as {
      buckets: StateCounts[];
    };
    const sum = (state: keyof StateCounts) => buckets.reduce((all, bucket) => all + bucket[state], 0);
    return {
      indexed: sum('indexed'),
      duplicate: sum('duplicate'),
      rejected: sum('rejected'),
      deadLettered: sum('deadLettered'),
      inFlight: sum('inFlight'),
    };
  }

  /** Every trace, up to `most`. */
  traces(most = 1000): Promise<Trace[]> {
    return this.#pages('/traces', 'after', most);
  }

  articles(most = 1000): Promise<ArticleRecord[]> {
    return this.#pages('/articles', 'cursor', most);
  }

  async #pages<T>(path: string, cursorName: string, most: number): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null | undefined; items.length < most;) {
      const query = new URLSearchParams({ limit: String(PAGE), ...(cursor ? { [cursorName]: cursor } : {}) });
      const page = (await this.#call('GET', `${path}?${query.toString()}`)) as Page<T>;
      items.push(...page.items);
      cursor = page.items.length < PAGE ? undefined : page.next;
      if (!cursor) break;
    }
    return items;
  }

  async #call(method: string, path: string, body?: Body): Promise<unknown> {
    return this.#read(await this.#send(method, path, body), `${method} ${path}`);
  }

  #send(method: string, path: string, body?: Body): Promise<Response> {
    return fetch(this.url + path, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...(this.#key ? { authorization: `Bearer ${this.#key}` } : {}),
        ...(body ? { 'content-type': body.contentType } : {}),
      },
      ...(body ? { body: body.text } : {}),
    });
  }

  async #read(response: Response, what: string): Promise<unknown> {
    const text = await response.text();
    if (response.ok) return text === '' ? undefined : (JSON.parse(text) as unknown);
    throw new Error(`${what} answered ${response.status}: ${problemOf(text)}`);
  }
}

/** RFC 9457 problem details where there are any. */
function problemOf(text: string): string {
  try {
    const { detail, title, message } = JSON.parse(text) as Record<string, string | undefined>;
    return detail ?? message ?? title ?? text;
  } catch {
    return text.slice(0, 300);
  }
}
