/** Limits for one document. Exceeding one ends in a FeedError or a bounded read. */
export const FEED_LIMITS = {
  bytes: 16 * 1024 * 1024,
  /** Size of an unpacked sitemap, and its number of records (sitemaps.org). */
  sitemapBytes: 52_428_800,
  sitemapEntries: 50_000,
  /** Length of a subscription list in characters, and the outlines in it. */
  opmlLength: 67_108_864,
  opmlOutlines: 250_000,
  depth: 400,
  /** Nesting depth of elements in one HTML fragment. */
  fragmentDepth: 2_000,
  nodes: 3_000_000,
  attributes: 256,
  nameLength: 200,
  /** Size of one DOCTYPE entity, and of all expansions together, in characters. */
  entityLength: 2_000,
  entityTotal: 200_000,
  personLength: 500,
  jsonDepth: 64,
} as const;
