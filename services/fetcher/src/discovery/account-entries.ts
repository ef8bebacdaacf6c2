import type { EntryAccount, SkipReason } from '@dateline/contracts';
import type { DroppedEntries, FeedEntry, ReadSource } from '@dateline/feed';
import type { NewSkippedEntry } from '@dateline/storage';
import type { Discovery, IdentifiedEntries } from './find-discoveries.js';

/** As much of a discovery as its account needs. */
export interface FoundEntry {
  data: Pick<Discovery['data'], 'articleId' | 'change'>;
}

/** An entry that was left out before the entries of its document got their names. */
export interface LeftOut {
  entry: FeedEntry;
  /** `known`: the feed has shown it before. */
  reason: SkipReason | 'known';
}

/** What a document offers, and which entries of it are considered. */
export interface OfferedDocument {
  offered: number;
  items: readonly FeedEntry[];
  leftOut: readonly LeftOut[];
  /** Entries that the reader dropped. */
  dropped: DroppedEntries;
  /** Number of records that name further sitemaps. */
  sitemaps: number;
}

/** Takes all entries of a document. */
export function wholeDocument({ offered, items, dropped, sitemaps }: ReadSource): OfferedDocument {
  return { offered, items, leftOut: [], dropped, sitemaps: sitemaps.length };
}

/** The most skipped entries that are noted per document. */
const MAX_NOTED = 500;
const MAX_LEFT_OUT_NOTED = 200;

export const NOTHING_OFFERED: EntryAccount = {
  offered: 0,
  discovered: 0,
  known: 0,
  sameArticle: 0,
  skipped: {},
};

/** The account of a document from which nothing was taken. */
export function refusedAccount(offered: number, reason: SkipReason): EntryAccount {
  return offered === 0 ? NOTHING_OFFERED : { ...NOTHING_OFFERED, offered, skipped: { [reason]: offered } };
}

/**
 * Counts what became of the entries of a document. Entries that the reader lost are in none of the parts, so
 * the sum is then lower than `offered`.
 */
export function accountOf(
  document: OfferedDocument,
  named: IdentifiedEntries,
  discoveries: readonly FoundEntry[],
): EntryAccount {
  const found = discoveries.filter(({ data }) => data.change === 'new');
  const discovered = new Set(found.map(({ data }) => data.articleId)).size;
  const reasons = [...named.skipped, ...document.leftOut].map(({ reason }) => reason);
  const leftKnown = reasons.filter((reason) => reason === 'known').length;
  const skipped: EntryAccount['skipped'] = {};
  const skip = (reason: SkipReason, n: number) => {
    if (n > 0) skipped[reason] = (skipped[reason] ?? 0) + n;
  };
  for (const reason of reasons) if (reason !== 'known') skip(reason, 1);
  for (const reason of ['malformed', 'no_address', 'over_budget'] as const)
    skip(reason, document.dropped[reason] ?? 0);
  skip('sitemap', document.sitemaps);
  return {
    offered: document.offered,
    discovered,
    known: named.identified.length - found.length + leftKnown,
    sameArticle: named.sameArticle.length + found.length - discovered,
    skipped,
  };
}

/**
 * The entries of a document to note for operators. Those that led nowhere come before those that a rule left
 * out.
 */
export function skippedEntriesOf(
  { leftOut }: Pick<OfferedDocument, 'leftOut'>,
  { skipped, sameArticle }: Pick<IdentifiedEntries, 'skipped' | 'sameArticle'>,
): NewSkippedEntry[] {
  const byRule = leftOut.flatMap(({ entry, reason }) =>
    reason === 'known' ? [] : [skippedEntryOf(entry, reason)],
  );
  return [
    ...skipped.map(({ entry, reason }) => skippedEntryOf(entry, reason)),
    ...sameArticle.map(({ entry, articleId }) => skippedEntryOf(entry, 'same_article', articleId)),
    ...byRule.slice(0, MAX_LEFT_OUT_NOTED),
  ].slice(0, MAX_NOTED);
}

function skippedEntryOf(
  { id, url, title }: FeedEntry,
  reason: NewSkippedEntry['reason'],
  articleId: string | null = null,
): NewSkippedEntry {
  return { reason, guid: id, url, title, articleId };
}
