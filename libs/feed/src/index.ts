export { decodeFeed, type DecodedFeed } from './decode-feed.js';
export { FeedError, type FeedErrorCode } from './feed.error.js';
export { FEED_LIMITS } from './feed.limits.js';
export type {
  FeedEnclosure,
  FeedEntry,
  FeedHistory,
  FeedInfo,
  FeedKind,
  FeedMedia,
  FeedPerson,
  FeedSource,
  ParsedFeed,
  PublisherRhythm,
  SitemapLink,
} from './feed.types.js';
export {
  entryFingerprintOf,
  entryIdentityOf,
  IDENTITY_POLICIES,
  type EntryIdentity,
  type IdentityPolicy,
} from './identify-entry.js';
export { readOpml, writeOpml, type OpmlFeed } from './opml.js';
export { parseFeed, type FeedReaderName, type ParseFeedOptions } from './parse-feed.js';
export { isPacked, parseSource } from './parse-source.js';
export { readSource, SOURCE_READER, type SourceJob, type SourceReading } from './read-source.js';
export { isSitemap, parseSitemap } from './parse-sitemap.js';
export { findFeedLinks, findSitemapLines, wellKnownFeeds, type FeedCandidate } from './find-feed-links.js';
export { olderDocumentOf } from './read-history.js';
export { chooseIdentity, type FeedIdentity } from './choose-identity.js';
export { readFeedDate } from './read-feed-date.js';
export { sanitiseEntry, sanitiseFeed, sanitiseHtml } from './sanitise-feed.js';
