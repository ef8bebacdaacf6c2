import type { ArticleOrigin, ArticleRecord } from '@dateline/contracts';
import { judgeAuthority, speakingFeedOf } from '@dateline/article';
import type {
  ArticleRepository,
  FeedRepository,
  FeedVoiceRepository,
  LedgerRepository,
  PageFetch,
  RawPageRepository,
  StoredArticle,
  Trace,
} from '@dateline/storage';

/**
 * Which pages to parse again. Dates bound the time of the fetch, including the first and excluding the
 * second.
 */
export interface PageQuery {
  /** Only these articles; null for all. */
  articleIds: readonly string[] | null;
  feedId: string | null;
  from: Date | null;
  to: Date | null;
}

/**
 * A stored page that represents an article: the one that led to its record, or the last one that the parser
 * refused.
 */
export interface KeptPage {
  articleId: string;
  sha256: string;
  origin: ArticleOrigin;
  /** Null for an article that the parser rejected. */
  record: ArticleRecord | null;
}

export interface ReplayStores {
  rawPages: Pick<RawPageRepository, 'fetches' | 'originsOf' | 'get'>;
  articles: Pick<ArticleRepository, 'loadMany'>;
  ledger: Pick<LedgerRepository, 'loadMany'>;
  feeds: Pick<FeedRepository, 'get'>;
  feedVoices: Pick<FeedVoiceRepository, 'ofFeed'>;
}

const ARTICLES_AT_ONCE = 50;

/**
 * Batches of the pages to parse again. Retracted and erased articles, duplicates and articles in flight are
 * left alone.
 */
export async function* findPages(stores: ReplayStores, query: PageQuery): AsyncGenerator<KeptPage[]> {
  let batch = new Map<string, PageFetch[]>();
  for await (const fetch of stores.rawPages.fetches()) {
    const known = batch.get(fetch.articleId);
    if (known) {
      known.push(fetch);
      continue;
    }
    if (batch.size === ARTICLES_AT_ONCE) {
      yield await choosePages(stores, batch, query);
      batch = new Map();
    }
    batch.set(fetch.articleId, [fetch]);
  }
  if (batch.size > 0) yield await choosePages(stores, batch, query);
}

async function choosePages(
  stores: ReplayStores,
  fetchesOf: ReadonlyMap<string, PageFetch[]>,
  query: PageQuery,
): Promise<KeptPage[]> {
  const { rawPages, articles, ledger } = stores;
  const ids = [...fetchesOf.keys()];
  const [stored, traces] = await Promise.all([articles.loadMany(ids), ledger.loadMany(ids)]);
  const chosen = ids.flatMap((articleId) => {
    const facts = { stored: stored.get(articleId), trace: traces.get(articleId) };
    const choice = choosePage(fetchesOf.get(articleId) ?? [], facts);
    return choice && matches(choice.page, query) ? [choice] : [];
  });
  const origins = await rawPages.originsOf(chosen.map(({ page }) => page));
  const pages: KeptPage[] = [];
  for (const { page, record } of chosen) {
    const { articleId, sha256 } = page;
    const kept = origins.get(articleId);
    if (kept) pages.push({ articleId, sha256, origin: await withAuthority(kept, stores), record });
  }
  return pages;
}

/**
 * A page that was kept before fetches recorded the authority of their feed is judged by what is known about
 * the feed today.
 */
async function withAuthority(
  origin: ArticleOrigin,
  { feeds, feedVoices }: Pick<ReplayStores, 'feeds' | 'feedVoices'>,
): Promise<ArticleOrigin> {
  const { feedId, urlNormalized } = origin;
  if (origin.authority !== undefined || origin.origin === 'import' || feedId === null) return origin;
  const feed = await feeds.get(feedId);
  if (feed === null) return origin;
  const speaking = speakingFeedOf(feed, await feedVoices.ofFeed(feedId));
  return { ...origin, authority: judgeAuthority(urlNormalized, speaking) };
}

function choosePage(
  fetches: readonly PageFetch[],
  { stored, trace }: { stored: StoredArticle | undefined; trace: Trace | undefined },
): { page: PageFetch; record: ArticleRecord | null } | null {
  if (stored?.erased || (stored && stored.record.status !== 'usable')) return null;
  const refused = trace?.state === 'rejected' && trace.stage === 'parse';
  const record = stored?.record ?? null;
  const page = record
    ? fetches.find(({ sha256 }) => sha256 === record.fetch.rawRef)
    : refused
      ? fetches[0]
      : undefined;
  return page ? { page, record } : null;
}

function matches({ articleId, feedId, fetchedAt }: PageFetch, query: PageQuery): boolean {
  if (query.articleIds !== null && !query.articleIds.includes(articleId)) return false;
  if (query.feedId !== null && feedId !== query.feedId) return false;
  if (query.from !== null && fetchedAt < query.from) return false;
  return query.to === null || fetchedAt < query.to;
}
