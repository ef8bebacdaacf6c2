import type { FeedEntry } from '@dateline/feed';

/** An entry that says nothing but what a test gives it. */
export function feedEntry(said: Partial<FeedEntry> = {}): FeedEntry {
  return {
    id: null,
    url: null,
    originalUrl: null,
    title: null,
    authors: [],
    published: null,
    updated: null,
    summaryHtml: null,
    contentHtml: null,
    enclosures: [],
    media: [],
    image: null,
    categories: [],
    language: null,
    commentsUrl: null,
    source: null,
    ...said,
  };
}
