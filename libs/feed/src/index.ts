export { decodeFeed, type DecodedFeed } from './bytes/decode-feed.js';
export { FeedError, type FeedErrorCode } from './feed.errors.js';
export { FEED_LIMITS } from './feed.limits.js';
export type {
  AddressOfLastResort,
  DroppedEntries,
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
  ReadSource,
  SitemapLink,
} from './feed.types.js';
export {
  entryFingerprintOf,
  entryIdentityOf,
  IDENTITY_POLICIES,
  type EntryIdentity,
  type IdentityPolicy,
} from './identity/entry-identity.js';
export { countOffered } from './offered/count-offered.js';
export {
  identifyDocument,
  withLearned,
  type IdentifiedDocument,
  type IdentityRules,
  type NamedEntry,
  type SameEntry,
} from './identity/identify-document.js';
export { nameEntries, type EntryName, type EntryNames } from './identity/name-entries.js';
export { readPageText, type PageText } from './discovery/read-page-text.js';
export {
  OpmlReader,
  readOpml,
  readOutlines,
  writeOpml,
  type OpmlFeed,
  type OpmlOutline,
} from './discovery/opml.js';
export { parseFeed, type FeedReaderName, type ParseFeedOptions } from './parse-feed.js';
export { parseSource } from './parse-source.js';
export type { SourceJob, SourceReading } from './read-source.js';
export { doFeedWork, FEED_WORKER, type FeedJob, type FeedWork } from './feed-work.js';
export { isPacked } from './sitemap/unpack-gzip.js';
export {
  findFeedLinks,
  findSitemapLines,
  wellKnownFeeds,
  type FeedCandidate,
} from './discovery/find-feed-links.js';
export { olderDocumentOf } from './fields/read-history.js';
export { chooseIdentity, type FeedIdentity } from './identity/choose-identity.js';
export { readFeedDate } from './fields/read-feed-date.js';
export { sanitiseEntry, sanitiseFeed, sanitiseHtml } from './text/sanitise-feed.js';
export { HEALTH_STATES, type FeedHealth, type HealthFacts, type HealthState } from './health/health.types.js';
export { judgeHealth } from './health/judge-health.js';
export { spanText } from './health/span-text.js';
export { compareSeverity, severityOf, type Severity } from './health/severity.js';
export { noCounts, summariseHealth, type HealthCounts } from './health/summarise-health.js';
