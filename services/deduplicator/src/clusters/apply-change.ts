import { chooseOriginal } from '@dateline/article';
import {
  CLUSTER_SCHEMA_VERSION,
  type ClusterChange,
  type ClusterMember,
  type ClusterOrder,
  type ClusterRecord,
} from '@dateline/contracts';

/** A cluster after a change, and the members that the change moves. */
export interface ChangedCluster {
  record: ClusterRecord;
  moved: ClusterMember[];
  /** The cluster that they move on to; null when they are in this one. */
  to: string | null;
}

/** The most members that a record lists; further ones are only counted. */
const MAX_MEMBERS = 1_000;
const MAX_ORDERS = 50;

/**
 * Applies one change to a cluster. Pure; applying it again changes nothing. A merged cluster passes on its
 * new members, and a rule cannot bring back an article that was split off, so operators' orders survive later
 * decisions and replays.
 */
export function applyChange(
  before: ClusterRecord | null,
  { clusterId, change, at }: ClusterChange,
): ChangedCluster {
  const record = before ?? emptyCluster(clusterId, at);
  switch (change.kind) {
    case 'join':
      return join(record, change, at);
    case 'leave':
      return { record: without(record, change.articleIds, at), moved: [], to: null };
    case 'merge':
      return merge(record, change, at);
    case 'split':
      return split(record, change, at);
  }
}

type Change<K> = Extract<ClusterChange['change'], { kind: K }>;

function join(record: ClusterRecord, { members, order }: Change<'join'>, at: string): ChangedCluster {
  if (record.mergedInto !== null) return { record, moved: members, to: record.mergedInto };
  const byRule = order === null || order.requestedBy === RULE;
  const barred = new Set(byRule ? record.separated : []);
  const welcome = members.filter(({ articleId }) => !barred.has(articleId));
  const present = new Set(record.members.map(({ articleId }) => articleId));
  // A cluster with more members than it lists already contains the article that this one joins.
  const isLong = record.size > record.members.length;
  const joining = welcome.filter(
    ({ articleId, of }) => !present.has(articleId) && !(isLong && byRule && of === null),
  );
  // A single article is not a cluster, unless an operator made it one.
  if (joining.length === 0 || (order === null && record.size + joining.length < 2))
    return { record, moved: welcome.filter(({ articleId }) => present.has(articleId)), to: null };
  const ordered = order && orderOf(order, order.from, joining, at);
  const returned = new Set(joining.map(({ articleId }) => articleId));
  const changed = {
    ...record,
    size: record.size + joining.length,
    members: [...record.members, ...joining].slice(0, MAX_MEMBERS),
    separated: record.separated.filter((id) => !returned.has(id)),
    orders: ordered ? [...record.orders, ordered].slice(-MAX_ORDERS) : record.orders,
  };
  return { record: revised(changed, at), moved: welcome, to: null };
}

function merge(record: ClusterRecord, change: Change<'merge'>, at: string): ChangedCluster {
  if (record.mergedInto !== null || change.into === record.clusterId) return { record, moved: [], to: null };
  const order = orderOf(change, change.into, record.members, at);
  const merged = {
    ...record,
    size: 0,
    members: [],
    mergedInto: change.into,
    orders: [...record.orders, order].slice(-MAX_ORDERS),
  };
  const moved = record.members.map((member) => byOperator(member, change.requestedBy));
  return { record: revised(merged, at), moved, to: change.into };
}

function split(record: ClusterRecord, change: Change<'split'>, at: string): ChangedCluster {
  const named = new Set(change.articleIds);
  const moved = record.members.filter(({ articleId }) => named.has(articleId));
  if (moved.length === 0) return { record, moved, to: null };
  const left = without(record, change.articleIds, at);
  const order = orderOf(change, change.newClusterId, moved, at);
  return {
    record: {
      ...left,
      separated: [...new Set([...record.separated, ...moved.map(({ articleId }) => articleId)])],
      orders: [...record.orders, order].slice(-MAX_ORDERS),
    },
    moved: moved.map((member) => byOperator(member, change.requestedBy)),
    to: change.newClusterId,
  };
}

function without(record: ClusterRecord, articleIds: readonly string[], at: string): ClusterRecord {
  const gone = new Set(articleIds);
  const members = record.members.filter(({ articleId }) => !gone.has(articleId));
  const left = record.members.length - members.length;
  return left === 0 ? record : revised({ ...record, members, size: record.size - left }, at);
}

/** The next version, with the original according to its members' dates and credits. */
function revised(record: ClusterRecord, at: string): ClusterRecord {
  const original = chooseOriginal(record.members);
  const version = record.version + 1;
  return {
    ...record,
    version,
    original: original?.articleId ?? null,
    originalBy: original?.by ?? null,
    updatedAt: at,
  };
}

function orderOf(
  order: { kind: 'merge' | 'split'; reason: string; requestedBy: string },
  other: string,
  members: readonly ClusterMember[],
  at: string,
): ClusterOrder {
  const { kind, reason, requestedBy } = order;
  return { kind, other, articleIds: members.map(({ articleId }) => articleId), reason, requestedBy, at };
}

function byOperator(member: ClusterMember, requestedBy: string): ClusterMember {
  return requestedBy === RULE ? member : { ...member, joinedBy: 'operator' };
}

/** Author of merges that the rules cause: two clusters that share a member are one. */
export const RULE = 'deduplicator';

function emptyCluster(clusterId: string, at: string): ClusterRecord {
  return {
    clusterId,
    schemaVersion: CLUSTER_SCHEMA_VERSION,
    version: 0,
    size: 0,
    original: null,
    originalBy: null,
    members: [],
    separated: [],
    mergedInto: null,
    orders: [],
    createdAt: at,
    updatedAt: at,
  };
}
