import { outletOf } from '@dateline/article';
import { FEED_SCHEMA_VERSION, type FeedRecord } from '@dateline/contracts';
import type { FeedDoc } from '@dateline/storage';

type Stored = Pick<
  FeedDoc,
  | 'feedId'
  | 'revision'
  | 'url'
  | 'siteUrl'
  | 'title'
  | 'labels'
  | 'kind'
  | 'state'
  | 'stateReason'
  | 'duplicateOf'
  | 'createdAt'
  | 'updatedAt'
>;

/** A feed as consumers are told of it. Feeds whose site cannot be read have the outlet of their address. */
export function feedRecordOf(feed: Stored): FeedRecord {
  const { feedId, revision, url, siteUrl, title, labels, kind, state, stateReason, duplicateOf } = feed;
  return {
    feedId,
    schemaVersion: FEED_SCHEMA_VERSION,
    revision,
    url,
    siteUrl,
    outlet: outletOf(siteUrl !== null && /^https?:/i.test(siteUrl) ? siteUrl : url),
    title,
    labels: [...labels],
    kind,
    state,
    stateReason,
    duplicateOf,
    addedAt: feed.createdAt.toISOString(),
    updatedAt: feed.updatedAt.toISOString(),
  };
}
