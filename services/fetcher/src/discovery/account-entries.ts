import type { EntryAccount, SkipReason } from '@dateline/contracts';
import type { DroppedEntries, FeedEntry, ReadSource } from '@dateline/feed';
import type { NewSkippedEntry } from '@dateline/storage';
import type { Discovery, IdentifiedEntries } from './find-discoveries.js';

/** An entry that was left out before its document's entries were named. */
export interface LeftOut {
  entry: FeedEntry;
  /** `known`: what the feed has shown already. */
  reason: SkipReason | 'known';
}

/** What a document offers, and what of it is looked at. */
export interface OfferedDocument {
  offered: number;
  items: readonly FeedEntry[];
  leftOut: readonly LeftOut[];
  /** What its reader dropped. */
  dropped: DroppedEntries;
  /** Records that name further sitemaps. */
  sitemaps: number;
}

/** All of a document. */
export function wholeDocument({ offered, items, dropped, sitemaps }: ReadSource): OfferedDocument {
  return { offered, items, leftOut: [], dropped, sitemaps: sitemaps.length };
}

/** Noted of one document. */
const MAX_NOTED = 500;
const MAX_LEFT_OUT_NOTED = 200;

export const NOTHING_OFFERED: EntryAccount = {
  offered: 0,
  discovered: 0,
  known: 0,
  sameArticle: 0,
  skipped: {},
};

/** The account of a document of which nothing was taken. */
export function refusedAccount(offered: number, reason: SkipReason): EntryAccount {
  return offered === 0 ? NOTHING_OFFERED : { ...NOTHING_OFFERED, offered, skipped: { [reason]: offered } };
}

/** What became of the entries of a document. What its reader lost is in no part of it: then the parts are less than was offered. */
export function accountOf(
  document: OfferedDocument,
  named: IdentifiedEntries,
  discoveries: readonly Discovery[],
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

/** The entries of a document that operators may look for, as they are noted: those that led nowhere before those that are left out by a rule. */
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
