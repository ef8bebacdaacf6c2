import {
  deterministicId,
  events,
  makeEvent,
  type ClusterChange,
  type ClusterRecord,
} from '@dateline/contracts';
import type { EventPublisher } from '@dateline/messaging';
import type { Database } from '@dateline/storage';
import { findArticleId, type ReferenceStores } from '../articles/find-article-id.js';
import { GATEWAY_SOURCE } from '../version.js';
import type { ClusterOrderAccepted } from './clusters.schema.js';

/** Why an order cannot be carried out; `unknown` when something that it names does not exist. */
export class ClusterOrderRefused extends Error {
  readonly code = 'cluster_order_refused';
  constructor(
    readonly kind: 'unknown' | 'conflict' | 'invalid',
    message: string,
  ) {
    super(message);
    this.name = 'ClusterOrderRefused';
  }
}

interface Order {
  clusterId: string;
  reason: string;
  requestedBy: string;
  /** Orders with the same id count once. */
  requestId: string;
}

interface Stores {
  clusters: Pick<Database['clusters'], 'get'>;
  publisher: Pick<EventPublisher, 'publish'>;
}

/** Orders all members of one cluster to join another. Throws ClusterOrderRefused. */
export async function orderMerge(
  stores: Stores,
  { clusterId, requestId, ...order }: Order & { into: string },
  now: Date,
): Promise<ClusterOrderAccepted> {
  await requireWhole(stores, clusterId);
  const { mergedInto } = await requireWhole(stores, order.into);
  if (clusterId === order.into || mergedInto === clusterId)
    throw new ClusterOrderRefused('invalid', 'A cluster cannot be merged into itself.');
  const change = { kind: 'merge' as const, ...order };
  return publish(stores, { clusterId, change, at: now.toISOString() }, { requestId, target: order.into });
}

/** Orders some members of a cluster to form their own. Throws ClusterOrderRefused. */
export async function orderSplit(
  stores: Stores & ReferenceStores,
  { clusterId, requestId, articles, ...order }: Order & { articles: readonly string[] },
  now: Date,
): Promise<ClusterOrderAccepted> {
  const { members } = await requireWhole(stores, clusterId);
  const present = new Set(members.map(({ articleId }) => articleId));
  const articleIds = [...new Set(await Promise.all(articles.map((article) => idOf(stores, article))))];
  const absent = articleIds.filter((id) => !present.has(id));
  if (absent.length > 0)
    throw new ClusterOrderRefused('unknown', `Not in the cluster ${clusterId}: ${absent.join(', ')}.`);
  if (articleIds.length === present.size)
    throw new ClusterOrderRefused('invalid', 'All members would leave the cluster: nothing would be split.');
  const newClusterId = deterministicId('split', clusterId, requestId);
  const change = { kind: 'split' as const, articleIds, newClusterId, ...order };
  return publish(stores, { clusterId, change, at: now.toISOString() }, { requestId, target: newClusterId });
}

async function publish(
  { publisher }: Stores,
  data: ClusterChange,
  { requestId, target }: { requestId: string; target: string },
): Promise<ClusterOrderAccepted> {
  const { clusterId, change, at } = data;
  const id = deterministicId('cluster-order', clusterId, change.kind, target, requestId);
  const attributes = { id, source: GATEWAY_SOURCE, time: at, subject: clusterId };
  await publisher.publish({ events: [makeEvent(events.clusterChange, attributes, data)], outcomes: [] });
  return { eventId: id, requestId, clusterId: target };
}

async function requireWhole({ clusters }: Stores, clusterId: string): Promise<ClusterRecord> {
  const record = await clusters.get(clusterId);
  if (!record) throw new ClusterOrderRefused('unknown', `There is no cluster ${clusterId}.`);
  if (record.mergedInto !== null)
    throw new ClusterOrderRefused(
      'conflict',
      `The cluster ${clusterId} was merged into ${record.mergedInto}.`,
    );
  return record;
}

async function idOf(stores: ReferenceStores, reference: string): Promise<string> {
  const id = await findArticleId(stores, reference);
  if (id === null)
    throw new ClusterOrderRefused(
      'invalid',
      `"${reference.slice(0, 200)}" is neither an article id nor a web address.`,
    );
  return id;
}
