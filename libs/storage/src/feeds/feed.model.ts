import type { Connection } from 'mongoose';
import {
  collectionSchema,
  date,
  naturalKey,
  number,
  part,
  text,
  type RowModel,
} from '../connection/strict-schema.js';

export type FeedState = 'active' | 'paused' | 'gone';

/** One poll of a feed, as kept in the list of the last ones. */
export interface RecentFetch {
  at: Date;
  outcome: string;
  status: number | null;
  ms: number;
  bytes: number;
  entries: number;
  newEntries: number;
  reason: string | null;
}

/** A feed with its schedule, its HTTP validators and how its polls went. */
export interface FeedDoc {
  feedId: string;
  url: string;
  hostKey: string;
  title: string | null;
  siteUrl: string | null;
  kind: string | null;
  state: FeedState;
  stateReason: string | null;
  intervalSeconds: number;
  nextFetchAt: Date;
  nextFetchReason: string;
  http: { etag: string | null; lastModified: string | null; bodyHash: string | null };
  failure: {
    consecutive: number;
    lastClass: string | null;
    lastStatus: number | null;
    lastMessage: string | null;
    lastAt: Date | null;
  };
  stats: {
    fetches: number;
    notModified: number;
    entries: number;
    newEntries: number;
    changedEntries: number;
  };
  lastFetchAt: Date | null;
  lastSuccessAt: Date | null;
  lastNewEntryAt: Date | null;
  /** The last thirty, oldest first. */
  recentFetches: RecentFetch[];
  origin: { type: 'api' | 'opml' | 'sample'; ref: string | null };
  createdAt: Date;
  updatedAt: Date;
  revision: number;
}

export type FeedRow = Omit<FeedDoc, 'feedId'> & { _id: string };

const recentFetch = part({
  at: date,
  outcome: text,
  status: number,
  ms: number,
  bytes: number,
  entries: number,
  newEntries: number,
  reason: text,
});

export function feedModel(connection: Connection): RowModel<FeedRow> {
  const schema = collectionSchema<FeedRow>('feeds', {
    _id: naturalKey,
    url: naturalKey,
    hostKey: naturalKey,
    title: text,
    siteUrl: text,
    kind: text,
    state: { $type: String, enum: ['active', 'paused', 'gone'], required: true },
    stateReason: text,
    intervalSeconds: number,
    nextFetchAt: date,
    nextFetchReason: text,
    http: part({ etag: text, lastModified: text, bodyHash: text }),
    failure: part({
      consecutive: number,
      lastClass: text,
      lastStatus: number,
      lastMessage: text,
      lastAt: date,
    }),
    stats: part({
      fetches: number,
      notModified: number,
      entries: number,
      newEntries: number,
      changedEntries: number,
    }),
    lastFetchAt: date,
    lastSuccessAt: date,
    lastNewEntryAt: date,
    recentFetches: [recentFetch],
    origin: part({ type: text, ref: text }),
    createdAt: date,
    updatedAt: date,
    revision: number,
  });
  return connection.model('Feed', schema);
}
