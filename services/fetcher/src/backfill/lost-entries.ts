import type { FeedEntry, ParsedFeed } from '@dateline/feed';
import { articleIdOf } from '@dateline/article';
import type { LeftOut } from '../discovery/account-entries.js';
import { HOUR_MS } from '../volume/hours.js';
import { isInScope, type EntryScope } from '../losses/scope-of-entries.js';

/** Entries are published some time before a feed shows them. */
const SLACK_MS = { archive: 24 * HOUR_MS, sitemap: HOUR_MS };

export interface LossWindow {
  from: Date;
  to: Date;
}

/** Entries that a feed has shown: in the poll before the loss, and ever. */
export interface KnownArticles {
  before: ReadonlySet<string>;
  ever: ReadonlySet<string>;
}

export interface Found {
  lost: FeedEntry[];
  /** The document reaches back to known entries, so nothing can be missing before it. */
  isClosed: boolean;
}

/** Article ids of the entries that have an address. */
export function articleIdsOf(items: readonly FeedEntry[]): string[] {
  return items.flatMap(({ url }) => (url === null ? [] : [articleIdOf(url)]));
}

/**
 * The lost entries in an older document of the feed: entries that it never showed and that are dated within
 * the window or, if undated, precede the first known entry. Documents go from new to old. So the search ends
 * at a known entry, or when no entry is within the window any more.
 */
export function findLostInArchive(
  { items }: Pick<ParsedFeed, 'items'>,
  window: LossWindow,
  known: KnownArticles,
): Found {
  const earliest = window.from.getTime() - SLACK_MS.archive;
  const lost: FeedEntry[] = [];
  let [isClosed, newest] = [false, -Infinity];
  for (const entry of items) {
    if (entry.url === null) continue;
    const id = articleIdOf(entry.url);
    if (known.before.has(id)) isClosed = true;
    const at = dateOf(entry);
    newest = Math.max(newest, at ?? Infinity);
    if (known.ever.has(id)) continue;
    if (at === null ? !isClosed : at >= earliest && at <= window.to.getTime()) lost.push(entry);
  }
  return { lost, isClosed: isClosed || newest < earliest };
}

/**
 * The lost entries in a sitemap: pages in the feed's scope that it never showed, published or changed within
 * the window. Undated pages do not count. A news sitemap that reaches back beyond the window lists all of it.
 */
export function findLostInSitemap(
  { items, kind }: Pick<ParsedFeed, 'items' | 'kind'>,
  window: LossWindow,
  known: KnownArticles,
  scope: EntryScope | null,
): Found {
  const earliest = window.from.getTime() - SLACK_MS.sitemap;
  const lost = items.filter((entry) => {
    const at = dateOf(entry);
    if (entry.url === null || at === null || at < earliest || at > window.to.getTime()) return false;
    return (scope === null || isInScope(scope, entry.url)) && !known.ever.has(articleIdOf(entry.url));
  });
  const goesBack = items.some((entry) => (dateOf(entry) ?? Infinity) <= window.from.getTime());
  return { lost, isClosed: kind === 'newsSitemap' && goesBack };
}

/**
 * The entries of a document that are not taken, with the reason. `lost` are its lost entries; `taken` are
 * those of them that there is room for.
 */
export function leftOutOf(
  items: readonly FeedEntry[],
  {
    lost,
    taken,
    ever,
  }: { lost: readonly FeedEntry[]; taken: readonly FeedEntry[]; ever: ReadonlySet<string> },
): LeftOut[] {
  const [found, kept] = [new Set(lost), new Set(taken)];
  const reasonOf = (entry: FeedEntry): LeftOut['reason'] => {
    if (found.has(entry)) return 'over_budget';
    if (entry.url === null) return 'no_address';
    return ever.has(articleIdOf(entry.url)) ? 'known' : 'out_of_scope';
  };
  return items.filter((entry) => !kept.has(entry)).map((entry) => ({ entry, reason: reasonOf(entry) }));
}

/**
 * The publication date takes precedence over the date of a later change: an old page that was edited is not a
 * lost entry.
 */
function dateOf({ published, updated }: FeedEntry): number | null {
  const at = Date.parse(published ?? updated ?? '');
  return Number.isNaN(at) ? null : at;
}
