import type { Connection } from 'mongoose';
import {
  anything,
  date,
  naturalKey,
  number,
  rowModel,
  text,
  type RowModel,
} from '../connection/strict-schema.js';

/** A page that waits to be fetched, or was. Its `entry` is emptied when it is done. */
export interface PageTask {
  articleId: string;
  url: string;
  urlNormalized: string;
  hostKey: string;
  feedId: string;
  /** Id of the event that asked for it. */
  discoveryId: string;
  entry: object;
  discoveredAt: Date;
  traceparent: string | null;
  state: 'waiting' | 'done';
  attempts: number;
  nextAttemptAt: Date;
  lastError: string | null;
}

/** A page to enqueue. */
export interface NewPageTask extends Omit<PageTask, 'state' | 'attempts' | 'nextAttemptAt' | 'lastError'> {
  change: 'new' | 'changed';
}

/** The right to ask one host, until a time. */
export interface HostLease {
  hostKey: string;
  owner: string;
  until: Date;
  /** Fencing token: one more with each lease of the host. */
  token: number;
}

export interface HostRow {
  _id: string;
  /** When the earliest of its feeds and pages is due; null when nothing waits. */
  dueAt: Date | null;
  /** When politeness lets the host be asked again. */
  nextAllowedAt: Date;
  /** The later of both, null with `dueAt`: the order of the queue. A host that was just served goes to its end. */
  readyAt: Date | null;
  leaseOwner: string | null;
  /** The epoch when no one holds the host, so that one comparison finds free and lapsed ones. */
  leaseUntil: Date;
  token: number;
  /** Counts what was added to the host, so that a release notices what came while it looked. */
  wakes: number;
}

export interface PageRow extends Omit<PageTask, 'articleId'> {
  _id: string;
  /** Latest discoveries that it has answered, so that a late repetition does not arm it again. */
  discoveries: string[];
  /** Highest lease token that has written to it. */
  token: number;
}

export const EPOCH = new Date(0);

export function hostModel(connection: Connection): RowModel<HostRow> {
  return rowModel<HostRow>(connection, 'frontier_hosts', {
    _id: naturalKey,
    dueAt: date,
    nextAllowedAt: date,
    readyAt: date,
    leaseOwner: text,
    leaseUntil: date,
    token: number,
    wakes: number,
  });
}

export function pageModel(connection: Connection): RowModel<PageRow> {
  return rowModel<PageRow>(connection, 'frontier_pages', {
    _id: naturalKey,
    url: text,
    urlNormalized: text,
    hostKey: text,
    feedId: text,
    discoveryId: text,
    discoveries: [String],
    entry: anything,
    discoveredAt: date,
    traceparent: text,
    state: { $type: String, enum: ['waiting', 'done'] },
    attempts: number,
    nextAttemptAt: date,
    lastError: text,
    token: number,
  });
}
