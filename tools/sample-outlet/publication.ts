import type { Article, DatedArticle, Outlet, Refusal } from './outlet.types.ts';
import { renderFeed, type FeedItem } from './render-feed.ts';
import { escapeMarkup, renderPage } from './render-page.ts';
import { updatedArticle } from './outlets.ts';

const HOUR_MS = 60 * 60 * 1000;
const OVERSIZE_BYTES = 6 * 1024 * 1024;

export interface Answer {
  status: number;
  contentType: string;
  body: string | Buffer;
  modifiedAt?: Date;
}

/** One outlet at one address: what it answers to a path, before and after its update. */
export class Publication {
  readonly outlet: Outlet;
  /** Its address without a slash at the end. */
  readonly base: string;
  /** Whether the article with an update, if there is one, has been read in its first form. */
  firstFormWasRead = false;
  /** Articles are dated back from here. */
  readonly #startedAt: Date;
  #updatedAt: Date | undefined;

  constructor(outlet: Outlet, base: string, startedAt: Date) {
    this.outlet = outlet;
    this.base = base;
    this.#startedAt = startedAt;
  }

  get feedUrl(): string {
    return this.base + this.outlet.feed.path;
  }

  urlOf(article: Article): string {
    return this.base + this.outlet.path(article.slug);
  }

  /** From now on feed and page show the second form of the article that has one. */
  publishUpdate(now = new Date()): void {
    this.#updatedAt ??= now;
  }

  /** Undefined where nothing is. */
  answer(path: string): Answer | undefined {
    const [pathname = ''] = path.split('?');
    if (pathname === this.outlet.feed.path) return this.#feed();
    if (pathname === '/robots.txt') return ok('text/plain', 'User-agent: *\nAllow: /\n');
    if (pathname.startsWith('/images/'))
      return ok('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>');
    const other = this.outlet.others.find((entry) => entry.answer && entry.path === pathname);
    return other?.answer ? SPECIAL_ANSWERS[other.answer](other.title) : this.#page(pathname);
  }

  #current(): DatedArticle[] {
    return this.outlet.articles.map((article) => {
      const publishedAt = new Date(this.#startedAt.getTime() - article.hoursAgo * HOUR_MS);
      const { update } = article;
      return update && this.#updatedAt
        ? { ...updatedArticle(article, update), publishedAt, modifiedAt: this.#updatedAt }
        : { ...article, publishedAt, modifiedAt: publishedAt };
    });
  }

  #page(pathname: string): Answer | undefined {
    const amp = pathname.startsWith('/amp/');
    const article = this.#current().find(
      ({ slug }) => this.outlet.path(slug) === (amp ? pathname.slice(4) : pathname),
    );
    if (!article) return undefined;
    if (article.update && !this.#updatedAt) this.firstFormWasRead = true;
    const body = renderPage({ outlet: this.outlet, article, base: this.base, url: this.urlOf(article), amp });
    return { ...ok('text/html; charset=utf-8', body), modifiedAt: article.modifiedAt };
  }

  #feed(): Answer {
    const articles = this.#current();
    const items = articles.map((article) => this.#item(article.id, article, this.urlOf(article)));
    for (const { path, sameAs, title = '' } of this.outlet.others) {
      const [first] = articles;
      const like = articles.find(({ id }) => id === sameAs);
      const shown = like ?? (first && { ...first, headline: title, standfirst: title, byline: null });
      if (shown) items.push(this.#item(`other-${items.length}`, shown, this.base + path));
    }
    const { contentType, body } = renderFeed({ outlet: this.outlet, base: this.base, items });
    return { ...ok(contentType, body), modifiedAt: this.#updatedAt ?? this.#startedAt };
  }

  #item(id: string, article: DatedArticle, url: string): FeedItem {
    const { headline, standfirst, byline, publishedAt, modifiedAt } = article;
    return { id, url, title: headline, summary: standfirst, byline, publishedAt, modifiedAt };
  }
}

const ok = (contentType: string, body: string | Buffer): Answer => ({ status: 200, contentType, body });

const SPECIAL_ANSWERS: Record<Refusal, (title: string) => Answer> = {
  broken: () => ({
    status: 500,
    contentType: 'text/html',
    body: '<h1>Something went wrong on our side</h1>',
  }),
  missing: () => ({ status: 404, contentType: 'text/html', body: '<h1>This page is not here any more</h1>' }),
  empty: () =>
    ok(
      'text/html; charset=utf-8',
      '<!doctype html><html lang="ar"><head><title></title></head><body></body></html>',
    ),
  pdf: () =>
    ok(
      'application/pdf',
      Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
    ),
  oversize: (title) => {
    const row = '<tr><td>2026-01-01T00:00:00Z</td><td>17.31</td><td>1013.2</td></tr>\n';
    const rows = row.repeat(Math.ceil(OVERSIZE_BYTES / row.length));
    return ok(
      'text/html; charset=utf-8',
      `<!doctype html><html lang="en"><head><title>${escapeMarkup(title)}</title></head><body><table>${rows}</table></body></html>`,
    );
  },
};
