import type { EntryHints } from '@dateline/contracts';
import type { FeedEntry } from '@dateline/feed';

/** Characters; together they keep an event under its topic's limit even where each takes six bytes as JSON. */
const LIMITS = {
  entryId: 2_000,
  title: 5_000,
  summary: 30_000,
  contentHtml: 100_000,
  name: 200,
  language: 50,
};
const MAX_LIST = 20;

/** What the feed says of an entry. A text over its limit is left out whole: half of one would be taken for all of it. */
export function entryHintsOf(entry: FeedEntry): EntryHints {
  return {
    entryId: within(LIMITS.entryId, entry.id),
    title: within(LIMITS.title, entry.title),
    summary: within(LIMITS.summary, entry.summaryHtml),
    contentHtml: within(LIMITS.contentHtml, entry.contentHtml),
    publishedAt: instant(entry.published),
    updatedAt: instant(entry.updated),
    authors: names(entry.authors.map(({ name }) => name)),
    categories: names(entry.categories),
    language: within(LIMITS.language, entry.language),
  };
}

function within(limit: number, text: string | null): string | null {
  return text !== null && text.length <= limit ? text : null;
}

function names(values: readonly (string | null)[]): string[] {
  return values
    .filter((name) => name !== null && name !== '' && name.length <= LIMITS.name)
    .slice(0, MAX_LIST) as string[];
}

function instant(text: string | null): string | null {
  const at = new Date(text ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
