import { randomUUID } from 'node:crypto';
import type { FeedModel } from '../models/models.js';
import { changeOf } from './feed-change.document.js';
import type {
  FeedBackfillStep,
  FeedDoc,
  FeedFetchLog,
  FeedPush,
  FeedFailure,
  FeedFetchResult,
  FeedPolicy,
  FeedState,
  FeedValidators,
  NewFeed,
} from './feed.types.js';

/** States in which a feed has a next poll. */
export const POLLED_STATES: readonly FeedState[] = ['active', 'failing', 'flooding'];

const MAX_RECENT_FETCHES = 30;

const NO_POLICY: FeedPolicy = {
  intervalSeconds: null,
  priority: 'normal',
  validators: 'auto',
  retryAfterScope: 'auto',
  contentFrom: 'page',
  nearDuplicates: 'auto',
  speaksFor: [],
  pageTypes: null,
};

export const NO_DOCUMENT: FeedValidators = {
  etag: null,
  lastModified: null,
  bodyHash: null,
  fullAt: null,
  liedAt: null,
};

export const NO_FAILURE: FeedFailure = {
  consecutive: 0,
  points: 0,
  lastClass: null,
  lastStatus: null,
  lastMessage: null,
  lastAt: null,
};

/** The update that stores the result of a poll. */
export function updateOf(result: FeedFetchResult) {
  const { counts, document } = result;
  return {
    $set: {
      nextFetchAt: result.nextFetchAt,
      nextFetchReason: result.nextFetchReason,
      intervalSeconds: result.intervalSeconds,
      failure: result.failure,
      lastFetchAt: result.at,
      updatedAt: result.at,
      ...(result.http ? { http: result.http } : {}),
      ...(result.rhythm === undefined ? {} : { rhythm: result.rhythm }),
      ...(result.move === undefined ? {} : { move: result.move }),
      ...(result.identity ? { identity: result.identity } : {}),
      ...(result.problem === undefined ? {} : { problem: result.problem }),
      ...(result.succeeded ? { lastSuccessAt: result.at } : {}),
      ...(counts.newEntries > 0 ? { lastNewEntryAt: result.at } : {}),
      ...(document ? documentFields(document) : {}),
    },
    $inc: {
      revision: 1,
      'stats.fetches': 1,
      'stats.notModified': counts.notModified,
      'stats.entries': counts.entries,
      'stats.newEntries': counts.newEntries,
      'stats.changedEntries': counts.changedEntries,
    },
    $push: logged(result.log),
  };
}

const logged = (log: FeedFetchLog) => ({ recentFetches: { $each: [log], $slice: -MAX_RECENT_FETCHES } });

/** The update that stores a hub's delivery. */
export function pushUpdateOf({ at, bytes, entries, newEntries, changedEntries, account }: FeedPush) {
  const log = {
    at,
    outcome: 'pushed',
    status: null,
    ms: 0,
    bytes,
    entries,
    newEntries,
    reason: null,
    account,
  };
  return {
    $set: { updatedAt: at, ...(newEntries > 0 ? { lastNewEntryAt: at } : {}) },
    $inc: { revision: 1, 'stats.newEntries': newEntries, 'stats.changedEntries': changedEntries },
    $push: logged(log),
  };
}

/** The update that stores the result of one backfill document. */
export function backfillUpdateOf({ at, log, nextFetchAt, nextFetchReason, newEntries }: FeedBackfillStep) {
  return {
    $set: { nextFetchAt, nextFetchReason, updatedAt: at },
    $inc: { revision: 1, 'stats.newEntries': newEntries },
    $push: logged(log),
  };
}

function documentFields({ siteUrl, kind, title }: NonNullable<FeedFetchResult['document']>) {
  return { siteUrl, kind, ...(title ? { title } : {}) };
}

/** A new feed, due now. */
export function newFeedDocument({
  url,
  title,
  labels,
  hostKey,
  origin,
  intervalSeconds,
  policy,
  now,
}: NewFeed): FeedModel {
  return {
    _id: randomUUID(),
    url,
    hostKey,
    title: null,
    ownTitle: title ?? null,
    labels: [...(labels ?? [])],
    siteUrl: null,
    kind: null,
    state: 'active',
    stateReason: null,
    stateSince: now,
    intervalSeconds,
    nextFetchAt: now,
    nextFetchReason: 'added',
    http: NO_DOCUMENT,
    failure: NO_FAILURE,
    rhythm: null,
    policy: { ...NO_POLICY, ...policy },
    move: null,
    identity: null,
    problem: null,
    duplicateOf: null,
    stats: { fetches: 0, notModified: 0, entries: 0, newEntries: 0, changedEntries: 0 },
    lastFetchAt: null,
    lastSuccessAt: null,
    lastNewEntryAt: null,
    recentFetches: [],
    origin,
    createdAt: now,
    updatedAt: now,
    revision: 0,
    changes: [changeOf({ change: 'added', url, state: 'active', at: now })],
    changesDueAt: now,
  };
}

/** A feed as a plain object. Feeds from earlier versions get defaults for newer fields. */
export function toFeed({ _id, title: documentTitle, ...rest }: FeedModel): FeedDoc {
  const later = { rhythm: null, move: null, identity: null, problem: null, duplicateOf: null };
  const kept = { ownTitle: null, labels: [], stateSince: null };
  const feed = { feedId: _id, ...later, ...kept, ...rest, documentTitle, title: documentTitle };
  feed.title = feed.ownTitle ?? documentTitle;
  delete feed.changes;
  delete feed.changesDueAt;
  delete feed.changesHolder;
  delete feed.recordToldAt;
  return {
    ...feed,
    http: { ...NO_DOCUMENT, ...rest.http },
    failure: { ...NO_FAILURE, ...rest.failure },
    policy: { ...NO_POLICY, ...rest.policy },
  };
}
